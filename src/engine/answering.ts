/** Takes each call to its handler. What a handler throws becomes a reply here and nowhere else. */
import { randomBytes } from 'node:crypto';
import type { App } from '../app.ts';
import type { Command, MessageCommand } from '../command.ts';
import type { Mentions } from '../mentions.ts';
import type { Reply } from '../message.ts';
import { isBusy, retryWhileBusy } from '../db/busy.ts';
import { reportFault } from '../health/database.ts';
import { parseCustomId } from '../components.ts';
import { UserError } from '../errors.ts';
import type { Call, Engine } from './contract.ts';
import { type WireReply, refusal, toWire } from './wire-reply.ts';
import { engineWords } from './words.ts';

/** How long an answer waits for another program that holds the database. */
const BUSY_MS = 60_000;

export function createAnswering(
  commands: readonly Command[],
  messageCommands: readonly MessageCommand[],
  app: App,
  mentions: Mentions,
): Pick<Engine, 'answer' | 'suggest'> {
  const byName = new Map(commands.map((command) => [command.data.name, command]));
  const onMessages = new Map(messageCommands.map((command) => [command.data.name, command]));
  // Looked up in maps, not objects: a name that every object has, such as `toString`, is not an action.
  const actions = new Map(
    commands.flatMap(({ components }) =>
      Object.entries(components?.actions ?? {}).map(([action, handler]) => [
        `${components?.feature}:${action}`,
        handler,
      ]),
    ),
  );

  async function handle(call: Call): Promise<Reply> {
    if (call.kind === 'command') {
      const command = byName.get(call.name);
      if (!command) throw new UserError((reader) => engineWords(reader).unknownCommand);
      return command.execute(call.input, app);
    }
    if (call.kind === 'message') {
      const command = onMessages.get(call.name);
      if (!command) throw new UserError((reader) => engineWords(reader).unknownCommand);
      return { ...(await command.execute(call.input, app)), private: true };
    }
    const { feature, action, args } = parseCustomId(call.customId);
    const handler = actions.get(`${feature}:${action}`);
    if (!handler) throw new UserError((reader) => engineWords(reader).unknownButton);
    return handler({ ...call.input, args }, app);
  }

  function mentioning(reply: Reply): Reply {
    const { posted } = reply;
    return { ...mentions.in(reply), ...(posted && { posted: mentions.in(posted) }) };
  }

  function errorReply(error: unknown, call: Call): WireReply {
    const { locale } = call.input;
    const say = (text: string) => refusal(call, mentions.inText(text));
    if (error instanceof UserError) return say(error.say(locale));
    const words = engineWords(locale);
    reportFault(app, error);
    if (isBusy(error)) return say(words.databaseBusy);
    const reference = randomBytes(3).toString('hex');
    app.log.error({ err: error, reference, interaction: describe(call) }, 'a handler failed');
    return say(words.fault(reference));
  }

  return {
    async answer(call) {
      try {
        const reply = await retryWhileBusy(app.db, () => handle(call), { untilMs: performance.now() + BUSY_MS });
        return toWire(mentioning(reply));
      } catch (error) {
        return errorReply(error, call);
      }
    },
    async suggest({ interactionId, name, input }) {
      try {
        return (await byName.get(name)?.autocomplete?.(input, app)) ?? [];
      } catch (error) {
        // There is no room for words here: an empty list ends the waiting, and what is typed can be sent all the same.
        const { guildId, userId } = input;
        app.log.error(
          { err: error, interaction: { id: interactionId, what: name, guild: guildId, user: userId } },
          'suggestions failed',
        );
        return [];
      }
    },
  };
}

/** What was asked, for the log: names and ids, none of the words that a member typed. */
function describe(call: Call): Record<string, unknown> {
  const { userId, guildId } = call.input;
  const what = call.kind === 'component' ? call.customId : call.name;
  return { id: call.interactionId, what, guild: guildId, user: userId };
}
