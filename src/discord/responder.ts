/**
 * Answers one interaction. The bodies are Discord's own JSON and go out as they are: discord.js's reply methods would take
 * them apart and put them together again, key by key.
 */
import { type BaseInteraction, InteractionResponseType, type REST, Routes } from 'discord.js';
import type { Choice, Form, Reply } from '../command.ts';
import { type Patience, arrive } from './arrive.ts';
import { flagsOf, toBody, toFiles, toModal } from './payload.ts';

/** Discord waits three seconds for the first answer: time for two attempts, or for one that carries a picture. */
const FIRST_ANSWER_MS = 2700;
const FIRST_ATTEMPT_MS = 1500;
/** A token lasts for fifteen minutes, but nobody looks at the answer for so long. */
const LATER: Patience = { attemptMs: 10_000, withinMs: 30_000 };

export interface Responder {
  /** a new message */
  reply(reply: Reply): Promise<unknown>;
  /** changes the message whose component was used */
  update(reply: Reply): Promise<unknown>;
  /** opens a form; only as the first answer to a press */
  open(form: Form): Promise<unknown>;
  /** "is thinking…"; then `edit` fills it in */
  deferReply(isPrivate: boolean): Promise<unknown>;
  /** takes the press and shows nothing yet; then `edit` changes the message */
  deferUpdate(): Promise<unknown>;
  edit(reply: Reply): Promise<unknown>;
  followUp(reply: Reply): Promise<unknown>;
  /** takes back what was deferred */
  remove(): Promise<unknown>;
  suggest(choices: readonly Choice[]): Promise<unknown>;
}

/** @param rest see createAnswerRest */
export function respondTo(
  { id, token, applicationId }: Pick<BaseInteraction, 'id' | 'applicationId'> & { token: string },
  rest: REST,
): Responder {
  // The interaction's own token authorises these requests.
  const auth = false;
  const arrivedAt = performance.now();
  const callback = (type: InteractionResponseType, data?: unknown, files = toFiles({})) =>
    arrive(
      (signal) =>
        rest.post(Routes.interactionCallback(id, token), {
          auth,
          files,
          signal,
          body: { type, ...(data !== undefined && { data }) },
        }),
      {
        attemptMs: files.length > 0 ? FIRST_ANSWER_MS : FIRST_ATTEMPT_MS,
        withinMs: FIRST_ANSWER_MS - (performance.now() - arrivedAt),
      },
    );
  const webhook = Routes.webhook(applicationId, token);
  const original = Routes.webhookMessage(applicationId, token);
  return {
    reply: (reply) =>
      callback(
        InteractionResponseType.ChannelMessageWithSource,
        { ...toBody(reply), ...flagsOf(reply) },
        toFiles(reply),
      ),
    update: (reply) => callback(InteractionResponseType.UpdateMessage, toBody(reply), toFiles(reply)),
    open: (form) => callback(InteractionResponseType.Modal, toModal(form)),
    deferReply: (isPrivate) =>
      callback(InteractionResponseType.DeferredChannelMessageWithSource, flagsOf({ private: isPrivate })),
    deferUpdate: () => callback(InteractionResponseType.DeferredMessageUpdate),
    edit: (reply) =>
      arrive((signal) => rest.patch(original, { auth, signal, body: toBody(reply), files: toFiles(reply) }), LATER),
    followUp: (reply) =>
      arrive(
        (signal) =>
          rest.post(webhook, {
            auth,
            signal,
            body: { ...toBody(reply), ...flagsOf(reply) },
            files: toFiles(reply),
          }),
        LATER,
      ),
    remove: () => arrive((signal) => rest.delete(original, { auth, signal }), LATER),
    suggest: (choices) => callback(InteractionResponseType.ApplicationCommandAutocompleteResult, { choices }),
  };
}
