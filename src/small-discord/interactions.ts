/** The life of an interaction: asked by a person, answered by the bot within three seconds, open for 15 minutes. */
import { randomBytes } from 'node:crypto';
import {
  type APIApplicationCommandOptionChoice,
  type APIAuthorizingIntegrationOwnersMap,
  type APIModalInteractionResponseCallbackData,
  type InteractionType,
} from 'discord-api-types/v10';
import { refusals } from './errors.ts';
import type { StoredMessage, World } from './world.ts';

const TOKEN_LIFETIME_MS = 15 * 60 * 1000;
/** Beyond this many, the oldest interactions are forgotten, however young. */
const KEPT_INTERACTIONS = 20_000;
const FORGOTTEN_AT_ONCE = 1000;

export type InteractionStatus = 'replied' | 'updated' | 'deferred' | 'modal' | 'autocomplete' | 'no-response';

/** What is known of an interaction when it is made. */
export interface AskedInteraction {
  readonly type: InteractionType;
  readonly userId: string;
  readonly channelId: string;
  readonly guildId: string | null;
  /** name of the command that was used, for the message's header */
  readonly commandName: string | null;
  /** by whose installation it was asked */
  readonly owners: APIAuthorizingIntegrationOwnersMap;
  /** nobody else is to see the answer, whatever the bot says: see installation.ts */
  readonly isKeptPrivate: boolean;
  /** the message whose component was used */
  readonly source: StoredMessage | null;
  /** the message in whose menu the command was chosen */
  readonly target: StoredMessage | null;
  /** the interaction that was answered with the form that is sent now */
  readonly openedBy: OpenInteraction | null;
  /** the type of the option that is being typed */
  readonly focusedType: number | null;
}

export interface OpenInteraction extends AskedInteraction {
  readonly id: string;
  readonly token: string;
  readonly createdAt: number;
  status: InteractionStatus | null;
  isEphemeral: boolean;
  /** whether `original` is a message of this interaction that says that the bot is thinking */
  isThinking: boolean;
  /** what `@original` means: the reply, or the message that was updated */
  original: StoredMessage | null;
  /** the reply or the updated message; a follow-up where that one stands in for the reply */
  latest: StoredMessage | undefined;
  /** beside the first answer */
  followUps: number;
  /** the messages that were sent with this interaction's token */
  readonly messageIds: Set<string>;
  modal: APIModalInteractionResponseCallbackData | null;
  choices: readonly APIApplicationCommandOptionChoice[];
}

interface Waiting {
  interaction: OpenInteraction;
  timer: NodeJS.Timeout;
  answered: (interaction: OpenInteraction) => void;
}

export class Interactions {
  readonly #world: World;
  readonly #responseTimeoutMs: number;
  readonly #changed: (interaction: OpenInteraction) => void;
  readonly #byId = new Map<string, OpenInteraction>();
  readonly #waiting = new Map<string, Waiting>();
  #opened = 0;
  readonly #finalWaiters = new Map<string, ((message: StoredMessage) => void)[]>();

  /** @param changed told of every new interaction and of every change of a status */
  constructor(world: World, responseTimeoutMs: number, changed: (interaction: OpenInteraction) => void) {
    this.#world = world;
    this.#responseTimeoutMs = responseTimeoutMs;
    this.#changed = changed;
  }

  /** A new interaction, and the promise that resolves when the bot has answered or has let the time pass. */
  open(asked: AskedInteraction): { interaction: OpenInteraction; answered: Promise<OpenInteraction> } {
    const id = this.#world.newId();
    const interaction: OpenInteraction = {
      ...asked,
      id,
      token: makeToken(id),
      createdAt: this.#world.now(),
      status: null,
      isEphemeral: false,
      isThinking: false,
      original: null,
      latest: undefined,
      followUps: 0,
      messageIds: new Set(),
      modal: null,
      choices: [],
    };
    this.#forgetOld();
    this.#byId.set(id, interaction);
    const answered = new Promise<OpenInteraction>((resolve) => {
      const timer = setTimeout(() => this.answer(interaction, 'no-response'), this.#responseTimeoutMs);
      this.#waiting.set(interaction.id, { interaction, timer, answered: resolve });
    });
    this.#changed(interaction);
    return { interaction, answered };
  }

  /** An interaction of the last minutes. */
  find(id: string): OpenInteraction | undefined {
    return this.#byId.get(id);
  }

  #withToken(token: string): OpenInteraction | undefined {
    const interaction = this.#byId.get(idIn(token));
    return interaction?.token === token ? interaction : undefined;
  }

  /** The interaction of a callback. @throws DiscordError when it is unknown, too late, or answered already */
  forCallback(id: string, token: string): OpenInteraction {
    const interaction = this.#withToken(token);
    if (!interaction || interaction.id !== id || interaction.status === 'no-response')
      throw refusals.unknownInteraction();
    if (interaction.status !== null) throw refusals.acknowledged();
    return interaction;
  }

  /** The interaction of a follow-up. @throws DiscordError when its token is wrong or too old, or nothing was answered */
  forWebhook(token: string): OpenInteraction {
    const interaction = this.#withToken(token);
    if (!interaction) throw refusals.unknownWebhook();
    if (this.#world.now() - interaction.createdAt > TOKEN_LIFETIME_MS) throw refusals.invalidToken();
    if (interaction.status === null || interaction.status === 'no-response') throw refusals.unknownWebhook();
    return interaction;
  }

  /** The bot has answered, or has let the time pass. */
  answer(interaction: OpenInteraction, status: InteractionStatus): void {
    interaction.latest = interaction.original ?? undefined;
    this.#set(interaction, status);
    const waiting = this.#waiting.get(interaction.id);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.#waiting.delete(interaction.id);
    waiting.answered(interaction);
  }

  /** Resolves when the bot has said what it had to say, also after deferring. */
  whenFinal(interaction: OpenInteraction): Promise<StoredMessage> {
    const said = interaction.original ?? interaction.latest;
    if (said && interaction.status !== 'deferred') return Promise.resolve(said);
    return new Promise((resolve) => {
      const waiters = this.#finalWaiters.get(interaction.id);
      if (waiters) waiters.push(resolve);
      else this.#finalWaiters.set(interaction.id, [resolve]);
    });
  }

  /** The bot has said more; what was deferred is there now. */
  settle(interaction: OpenInteraction, message: StoredMessage, status: 'replied' | 'updated'): void {
    interaction.isThinking = false;
    if (interaction.status === 'deferred' || !interaction.original) interaction.latest = message;
    if (interaction.status === 'deferred') this.#set(interaction, status);
    const waiters = this.#finalWaiters.get(interaction.id);
    if (!waiters) return;
    this.#finalWaiters.delete(interaction.id);
    for (const resolve of waiters) resolve(message);
  }

  close(): void {
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
  }

  #set(interaction: OpenInteraction, status: InteractionStatus): void {
    interaction.status = status;
    this.#changed(interaction);
  }

  /**
   * Drops interactions whose token ran out long ago; the map is in the order in which they were made. Many at once, now
   * and then: taking one at a time from the front of a large map is slow.
   */
  #forgetOld(): void {
    if (++this.#opened % FORGOTTEN_AT_ONCE !== 0) return;
    const limit = this.#world.now() - 2 * TOKEN_LIFETIME_MS;
    for (const [id, interaction] of this.#byId) {
      if (interaction.createdAt >= limit && this.#byId.size < KEPT_INTERACTIONS) return;
      this.#byId.delete(id);
      this.#finalWaiters.delete(id);
    }
  }
}

/** Like Discord's: the id is in it, so that the token alone leads to the interaction. */
function makeToken(id: string): string {
  return Buffer.from(`interaction:${id}:${randomBytes(36).toString('base64url')}`).toString('base64url');
}

function idIn(token: string): string {
  return Buffer.from(token, 'base64url').toString('latin1').split(':')[1] ?? '';
}
