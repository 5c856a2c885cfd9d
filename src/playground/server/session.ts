/** What one page may do: everything as its member, through the same small Discord that the bot is connected to. */
import type { InteractionOutcome, Modal, SmallDiscord } from '../../small-discord/index.ts';
import type { CallName, Calls, ClockView, FromPage, OutcomeView } from './protocol.ts';
import type { Traces } from './traces.ts';

export interface SessionParts {
  discord: SmallDiscord;
  traces: Traces;
  readonly moveClock: (to: Calls['move']['ask']['to']) => Promise<ClockView>;
  readonly startOver: () => void;
  readonly showQuestion: (userId: string, ask: Calls['showQuestion']['ask']) => Promise<void>;
}

const OPEN_FORMS = 20;

type Handlers = { [Name in CallName]: (ask: Calls[Name]['ask']) => Calls[Name]['get'] | Promise<Calls[Name]['get']> };

export interface Session {
  readonly userId: string;
  answer(call: FromPage): Promise<unknown>;
}

export function createSession(
  userId: string,
  { discord, traces, moveClock, startOver, showQuestion }: SessionParts,
): Session {
  const person = discord.as(userId);
  const forms = new Map<string, Modal>();

  /** @param messageId the message that was pressed; a reply of its own goes before it */
  function seen(outcome: InteractionOutcome, messageId?: string): OutcomeView {
    const { status, modal, refusal = null, interactionId } = outcome;
    traces.remember(interactionId, outcome.latest()?.id ?? outcome.message?.id ?? messageId);
    if (modal) {
      forms.set(modal.interactionId, modal);
      const [oldest] = forms.keys();
      if (forms.size > OPEN_FORMS && oldest) forms.delete(oldest);
    }
    return { status, refusal, modal: modal ?? null };
  }

  function messageOf(channelId: string, id: string) {
    const message = person.message(id);
    return message?.channel_id === channelId ? message : { id, channel_id: channelId, components: [] };
  }

  const handlers: Handlers = {
    messages: ({ channelId }) => person.messages(channelId),
    // The thread of a message has the message's id.
    starter: ({ channelId }) => person.message(channelId) ?? null,
    commands: ({ channelId }) => person.commands(channelId),
    autocomplete: ({ channelId, command, values, focused }) => person.autocomplete(channelId, command, values, focused),
    slash: async ({ channelId, command, values }) => seen(await person.slash(channelId, command, values)),
    useOn: async ({ channelId, messageId, command }) =>
      seen(await person.useOn({ id: messageId, channel_id: channelId }, command)),
    press: async ({ channelId, messageId, customId }) =>
      seen(await person.press(messageOf(channelId, messageId), customId), messageId),
    select: async ({ channelId, messageId, customId, values }) =>
      seen(await person.select(messageOf(channelId, messageId), customId, values), messageId),
    async submit({ interactionId, fields }) {
      const form = forms.get(interactionId);
      if (!form) return { status: 'refused', refusal: 'This form is not open any more.', modal: null };
      const outcome = await person.submit(form, fields);
      if (outcome.status !== 'refused') forms.delete(interactionId);
      return seen(outcome);
    },
    async showQuestion(ask) {
      await showQuestion(userId, ask);
      return null;
    },
    say({ channelId, content, answered }) {
      person.say(channelId, content, answered ?? undefined);
      return null;
    },
    edit({ channelId, messageId, content }) {
      person.edit({ id: messageId, channel_id: channelId }, content);
      return null;
    },
    delete({ channelId, messageId }) {
      person.delete({ id: messageId, channel_id: channelId });
      return null;
    },
    react({ channelId, messageId, emoji, isOn }) {
      person.react({ id: messageId, channel_id: channelId }, emoji, isOn);
      return null;
    },
    dismiss({ channelId, messageId }) {
      const message = discord.world.findMessage(channelId, messageId);
      if (message?.visibleTo === userId) discord.world.removeMessage(channelId, messageId);
      return null;
    },
    requests: ({ messageId }) => {
      if (messageId !== null && !person.message(messageId)) return [];
      return traces.find(messageId);
    },
    move: ({ to }) => moveClock(to),
    startOver() {
      startOver();
      return null;
    },
  };

  return {
    userId,
    answer: async ({ call, ask }) => (handlers[call] as (ask: FromPage['ask']) => unknown)(ask),
  };
}
