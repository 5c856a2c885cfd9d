/**
 * Takes each interaction to where it is answered, and the reply back to Discord. Nothing here is slow, whatever happens where
 * the work is done: each interaction is answered, or visibly deferred, well within Discord's three seconds of its arrival.
 */
import type {
  AnySelectMenuInteraction,
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  Interaction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  REST,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Choice } from '../message.ts';
import { type Call, type CommandFacts, type Engine, isPrivate } from '../engine/contract.ts';
import { type WireReply, notice, refusal } from '../engine/wire-reply.ts';
import { engineWords } from '../engine/words.ts';
import type { Locale } from '../language.ts';
import { Admission, type AdmissionOptions, Lanes, Overloaded } from './admission.ts';
import { DEFER_AFTER_MS, Deferral } from './deferral.ts';
import { createDoublePresses } from './double-press.ts';
import { toAutocompleteInput, toCommandInput, toComponentInput, toMessageInput } from './input.ts';
import { type Responder, respondTo } from './responder.ts';
import { SeenBefore } from './seen-before.ts';

/** Whoever has to wait longer is told at once. */
const LONG_WAIT_MS = 800;
/** A suggestion that comes later reaches nobody. */
const SUGGEST_WITHIN_MS = 2500;

export interface DispatchParts {
  /** the commands and who answers them; whatever comes before it is ready waits for it */
  engine: Promise<Engine>;
  /** see createAnswerRest */
  rest: REST;
  log: Logger;
  /** see double-press.ts; 0 takes every press */
  unseenMs?: number;
  admission?: AdmissionOptions;
}

export function createDispatch({
  engine,
  rest,
  log,
  unseenMs = 0,
  admission: options,
}: DispatchParts): (interaction: Interaction) => Promise<void> {
  const doublePresses = createDoublePresses(unseenMs);
  const admission = new Admission(options);
  const lanes = new Lanes();
  const seenBefore = new SeenBefore();
  /** messages whose press has posted something for everybody */
  const posted = new SeenBefore();
  /** the newest of each member: earlier ones are of no use any more */
  const newestSuggestion = new Map<string, string>();
  const byName = new Map<string, CommandFacts>();
  void engine.then(
    ({ commands }) => {
      for (const command of commands) byName.set(command.data.name, command);
    },
    () => undefined,
  );

  async function runCommand(
    interaction: ChatInputCommandInteraction | MessageContextMenuCommandInteraction,
  ): Promise<void> {
    const { call, isHidden } = interaction.isMessageContextMenuCommand() ? fromMenu(interaction) : typed(interaction);
    const responder = respondTo(interaction, rest);
    const deferral = defer(() => responder.deferReply(isHidden));
    const reply = await answered(interaction, call);
    const isDeferred = await deferral.end();
    if (reply.form) {
      const tooSlow = notice(engineWords(interaction.locale).tooSlowForCommandsForm);
      await (isDeferred ? responder.edit(tooSlow) : responder.open(reply.form));
    } else if (!isDeferred) {
      await responder.reply(reply);
    } else if (reply.private && !isHidden) {
      // What was deferred in public cannot become private: take it back and answer beside it.
      await responder.remove();
      await responder.followUp(reply);
    } else {
      await responder.edit(reply);
    }
  }

  function typed(interaction: ChatInputCommandInteraction): { call: Call; isHidden: boolean } {
    const { id: interactionId, commandName: name } = interaction;
    const input = toCommandInput(interaction);
    // Until the commands are known, nothing is shown to others by mistake.
    const isHidden = isPrivate(byName.get(name) ?? { isPrivateByDefault: true }, input);
    return { call: { kind: 'command', interactionId, name, input }, isHidden };
  }

  /** A button, a menu, or a form that a button or a command opened. */
  async function runComponent(
    interaction: ButtonInteraction | AnySelectMenuInteraction | ModalSubmitInteraction,
  ): Promise<void> {
    const arrivedAt = performance.now();
    const messageId = interaction.message?.id ?? '';
    const userId = interaction.user.id;
    const responder = respondTo(interaction, rest);
    // A form that a command opened has no message to change.
    const isOnMessage = !interaction.isModalSubmit() || interaction.isFromMessage();
    const deferral = defer(() => (isOnMessage ? responder.deferUpdate() : responder.deferReply(true)));
    // Presses on the same message by the same member keep their order, up to what the member sees.
    await lanes.run(`${messageId} ${userId}`, async () => {
      if (interaction.isMessageComponent() && doublePresses.isUnseen(messageId, userId, arrivedAt)) {
        if (!(await deferral.end())) await responder.deferUpdate();
        return;
      }
      const reply = await answered(interaction, {
        kind: 'component',
        interactionId: interaction.id,
        customId: interaction.customId,
        input: toComponentInput(interaction),
      });
      if (!isOnMessage) {
        await ((await deferral.end()) ? responder.edit(reply) : responder.reply(reply));
        return;
      }
      if (reply.update) doublePresses.changed(messageId, userId);
      if (reply.posted) await post(responder, messageId, reply, await deferral.end());
      else await respondToPress(responder, reply, await deferral.end(), interaction.locale);
      if (reply.update) doublePresses.changed(messageId, userId);
    });
  }

  /** Posts for everybody; only then the pressed message changes, so that whoever sees no post can press again. */
  async function post(responder: Responder, messageId: string, reply: WireReply, isDeferred: boolean): Promise<void> {
    if (!isDeferred) await responder.deferUpdate();
    if (reply.posted && !posted.has(messageId)) {
      await responder.followUp(reply.posted);
      posted.add(messageId);
    }
    await responder.edit(reply);
  }

  async function suggest(interaction: AutocompleteInteraction): Promise<void> {
    const { id, user, commandName } = interaction;
    const responder = respondTo(interaction, rest);
    newestSuggestion.set(user.id, id);
    const input = toAutocompleteInput(interaction);
    const work = async (): Promise<readonly Choice[]> => {
      if (newestSuggestion.get(user.id) !== id) return [];
      return (await engine).suggest({ interactionId: id, name: commandName, input });
    };
    const choices = await Promise.race([
      admission.admit(work, true).catch((error: unknown) => {
        if (!(error instanceof Overloaded))
          log.error({ err: error, interaction: describe(interaction) }, 'suggestions failed');
        return [];
      }),
      nothingAfter(SUGGEST_WITHIN_MS),
    ]);
    if (newestSuggestion.get(user.id) === id) newestSuggestion.delete(user.id);
    await responder.suggest(choices);
  }

  /** Where many wait already, newcomers are deferred at once, rather than all of them at the last moment. */
  function defer(tell: () => Promise<unknown>): Deferral {
    const inMs = admission.expectedWaitMs > LONG_WAIT_MS ? 0 : DEFER_AFTER_MS;
    return new Deferral(tell, (error) => log.warn({ err: error }, 'deferring failed'), inMs);
  }

  /** The engine's reply when the turn has come, or what there is to say instead. */
  async function answered(interaction: Interaction, call: Call): Promise<WireReply> {
    const say = (text: string) => refusal(call, text);
    try {
      return await admission.admit(async () => (await engine).answer(call));
    } catch (error) {
      if (error instanceof Overloaded) {
        log.warn({ interaction: describe(interaction) }, 'turned away: more to do than can be done in time');
        return say(engineWords(interaction.locale).busy);
      }
      log.error({ err: error, interaction: describe(interaction) }, 'nobody could answer');
      return say(engineWords(interaction.locale).lost);
    }
  }

  return async (interaction) => {
    // After a break of the connection Discord may tell of one interaction twice.
    if (!seenBefore.isNew(interaction.id)) return;
    try {
      if (interaction.isAutocomplete()) await suggest(interaction);
      else if (interaction.isChatInputCommand() || interaction.isMessageContextMenuCommand())
        await runCommand(interaction);
      else if (interaction.isMessageComponent() || interaction.isModalSubmit()) await runComponent(interaction);
    } catch (error) {
      // Nothing can be said any more: the answer itself was refused or came too late.
      log.error({ err: error, interaction: describe(interaction) }, 'an answer did not reach Discord');
    }
  };
}

function fromMenu(interaction: MessageContextMenuCommandInteraction): { call: Call; isHidden: boolean } {
  const { id: interactionId, commandName: name } = interaction;
  return { call: { kind: 'message', interactionId, name, input: toMessageInput(interaction) }, isHidden: true };
}

async function respondToPress(
  responder: Responder,
  reply: WireReply,
  isDeferred: boolean,
  locale: Locale,
): Promise<void> {
  if (reply.form)
    await (isDeferred ? responder.followUp(notice(engineWords(locale).tooSlowForForm)) : responder.open(reply.form));
  else if (isDeferred) await (reply.update ? responder.edit(reply) : responder.followUp(reply));
  else await (reply.update ? responder.update(reply) : responder.reply(reply));
}

function nothingAfter(ms: number): Promise<never[]> {
  return new Promise((resolve) => setTimeout(() => resolve([]), ms).unref());
}

/** What was asked, for the log: names and ids, none of the words that a member typed. */
function describe(interaction: Interaction): Record<string, unknown> {
  const what = interaction.isCommand() || interaction.isAutocomplete() ? interaction.commandName : interaction.customId;
  return { id: interaction.id, what, guild: interaction.guildId, user: interaction.user.id };
}
