/** What came of a command, a press or a form, as the person sees it. */
import type { APIMessage, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { InteractionStatus, Interactions, OpenInteraction } from './interactions.ts';
import type { RefusedByClient } from './resolved.ts';

/** A pop-up form, and what has to be known to send it. */
export type Modal = APIModalInteractionResponseCallbackData & {
  readonly channelId: string;
  /** the interaction that was answered with it */
  readonly interactionId: string;
};

export interface InteractionOutcome {
  status: InteractionStatus | 'refused';
  /** the reply, or the message that was updated, as it was then; a deferred one holds nothing yet and is not here */
  message?: APIMessage;
  modal?: Modal;
  /** whether only this person sees the answer */
  ephemeral: boolean;
  /** why Discord itself would not let it through */
  refusal?: string;
  /** empty where Discord did not let it through */
  interactionId: string;
  /** the answer, once a deferred one has been filled in. @throws Error when there is none and will be none */
  final(): Promise<APIMessage>;
  /** the reply or the updated message as it is now */
  latest(): APIMessage | undefined;
}

export function outcomeOf(interaction: OpenInteraction, interactions: Interactions): InteractionOutcome {
  const { id, status, original, modal, isEphemeral, channelId } = interaction;
  return {
    status: status ?? 'no-response',
    ephemeral: isEphemeral,
    interactionId: id,
    // As it is now: a later edit must not change what this person saw.
    ...(original && status !== 'deferred' && { message: { ...original.data } }),
    ...(modal && { modal: { ...modal, channelId, interactionId: id } }),
    async final() {
      if (status === 'no-response') throw new Error('The application did not respond.');
      if (status === 'modal') throw new Error('The application answered with a form.');
      return { ...(await interactions.whenFinal(interaction)).data };
    },
    latest: () => interaction.latest && { ...interaction.latest.data },
  };
}

export function refusedOutcome(refusal: RefusedByClient): InteractionOutcome {
  return {
    status: 'refused',
    refusal: refusal.message,
    ephemeral: true,
    interactionId: '',
    final: () => Promise.reject(refusal),
    latest: () => undefined,
  };
}
