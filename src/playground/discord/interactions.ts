/** The life of an interaction: asked by a person, answered by the bot within three seconds, open for 15 minutes. */
import { randomBytes } from 'node:crypto';
import type { APIApplicationCommandOptionChoice, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { refusals } from './errors.ts';
import type { StoredMessage, World } from './world.ts';

export const TOKEN_LIFETIME_MS = 15 * 60 * 1000;

export type InteractionStatus = 'replied' | 'updated' | 'deferred' | 'modal' | 'autocomplete' | 'no-response';

export interface OpenInteraction {
  readonly id: string;
  readonly token: string;
  readonly userId: string;
  readonly channelId: string;
  readonly guildId: string | null;
  /** name of the command that was used, for the message's header */
  readonly commandName: string | null;
  /** the message whose component was pressed */
  readonly source: StoredMessage | null;
  readonly createdAt: number;
  status: InteractionStatus | null;
  isEphemeral: boolean;
  /** what `@original` means: the reply, or the message that was updated */
  original: StoredMessage | null;
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
  readonly #byToken = new Map<string, OpenInteraction>();
  readonly #waiting = new Map<string, Waiting>();
  readonly #originalWaiters = new Map<string, ((message: StoredMessage) => void)[]>();

  constructor(world: World, responseTimeoutMs: number) {
    this.#world = world;
    this.#responseTimeoutMs = responseTimeoutMs;
  }

  /** A new interaction, and the promise that is kept when the bot has answered or has let the time pass. */
  open(asked: Pick<OpenInteraction, 'userId' | 'channelId' | 'guildId' | 'commandName' | 'source'>): {
    interaction: OpenInteraction;
    answered: Promise<OpenInteraction>;
  } {
    const interaction: OpenInteraction = {
      ...asked,
      id: this.#world.newId(),
      token: randomBytes(48).toString('base64url'),
      createdAt: this.#world.now(),
      status: null,
      isEphemeral: false,
      original: null,
      modal: null,
      choices: [],
    };
    this.#forgetOld();
    this.#byToken.set(interaction.token, interaction);
    const answered = new Promise<OpenInteraction>((resolve) => {
      const timer = setTimeout(() => this.answer(interaction, 'no-response'), this.#responseTimeoutMs);
      this.#waiting.set(interaction.id, { interaction, timer, answered: resolve });
    });
    return { interaction, answered };
  }

  /** The interaction of a callback. @throws DiscordError when it is unknown, too late, or answered already */
  forCallback(id: string, token: string): OpenInteraction {
    const interaction = this.#byToken.get(token);
    if (!interaction || interaction.id !== id || interaction.status === 'no-response')
      throw refusals.unknownInteraction();
    if (interaction.status !== null) throw refusals.acknowledged();
    return interaction;
  }

  /** The interaction of a follow-up. @throws DiscordError when its token is wrong or too old */
  forWebhook(token: string): OpenInteraction {
    const interaction = this.#byToken.get(token);
    if (!interaction) throw refusals.unknownWebhook();
    if (this.#world.now() - interaction.createdAt > TOKEN_LIFETIME_MS) throw refusals.invalidToken();
    if (interaction.status === null || interaction.status === 'no-response') throw refusals.unknownWebhook();
    return interaction;
  }

  answer(interaction: OpenInteraction, status: InteractionStatus): void {
    interaction.status = status;
    const waiting = this.#waiting.get(interaction.id);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.#waiting.delete(interaction.id);
    waiting.answered(interaction);
  }

  /** Kept when a deferred reply has been filled in. */
  whenFinal(interaction: OpenInteraction): Promise<StoredMessage> {
    if (interaction.original && interaction.status !== 'deferred') return Promise.resolve(interaction.original);
    return new Promise((resolve) => {
      const waiters = this.#originalWaiters.get(interaction.id) ?? [];
      this.#originalWaiters.set(interaction.id, [...waiters, resolve]);
    });
  }

  /** The deferred reply is there now. */
  fillIn(interaction: OpenInteraction, message: StoredMessage): void {
    interaction.original = message;
    if (interaction.status === 'deferred') interaction.status = 'replied';
    for (const resolve of this.#originalWaiters.get(interaction.id) ?? []) resolve(message);
    this.#originalWaiters.delete(interaction.id);
  }

  close(): void {
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
  }

  /** Drops interactions whose token has run out twice over; the map is in the order in which they were made. */
  #forgetOld(): void {
    const limit = this.#world.now() - 2 * TOKEN_LIFETIME_MS;
    for (const [token, interaction] of this.#byToken) {
      if (interaction.createdAt >= limit) return;
      this.#byToken.delete(token);
    }
  }
}
