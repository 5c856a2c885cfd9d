/** The messages of all channels, found by id, by channel, or by nonce. */
import type { APIMessage } from 'discord-api-types/v10';

/** A message and who may see it: everybody in the channel (null), or one member. */
export interface StoredMessage {
  data: APIMessage;
  visibleTo: string | null;
  /** who reacted, by emoji, in the order in which each came */
  reactions?: Record<string, string[]>;
}

/** How long the same nonce from the same author means the same message. */
const NONCE_MS = 5 * 60 * 1000;

export class MessageStore {
  readonly #byId = new Map<string, StoredMessage>();
  readonly #byChannel = new Map<string, Map<string, StoredMessage>>();
  readonly #byNonce = new Map<string, StoredMessage>();
  readonly #keptPerChannel: number;

  /** @param keptPerChannel older messages are forgotten, so that a long measurement does not fill the memory */
  constructor(keptPerChannel: number) {
    this.#keptPerChannel = keptPerChannel;
  }

  add(message: StoredMessage): void {
    const { id, channel_id: channelId, nonce } = message.data;
    let inChannel = this.#byChannel.get(channelId);
    if (!inChannel) this.#byChannel.set(channelId, (inChannel = new Map<string, StoredMessage>()));
    this.#byId.set(id, message);
    inChannel.set(id, message);
    if (nonce !== undefined) this.#rememberNonce(message);
    // Many at once, now and then: taking one at a time from the front of a large map is slow.
    if (inChannel.size > 1.1 * this.#keptPerChannel) {
      for (const oldest of inChannel.keys()) {
        if (inChannel.size <= this.#keptPerChannel) break;
        this.remove(oldest);
      }
    }
  }

  remove(id: string): StoredMessage | undefined {
    const message = this.#byId.get(id);
    if (!message) return undefined;
    this.#byId.delete(id);
    this.#byChannel.get(message.data.channel_id)?.delete(id);
    return message;
  }

  removeChannel(channelId: string): void {
    for (const id of this.#byChannel.get(channelId)?.keys() ?? []) this.#byId.delete(id);
    this.#byChannel.delete(channelId);
  }

  find(id: string): StoredMessage | undefined {
    return this.#byId.get(id);
  }

  /** Oldest first. */
  list(channelId: string): StoredMessage[] {
    return [...(this.#byChannel.get(channelId)?.values() ?? [])];
  }

  all(): StoredMessage[] {
    return [...this.#byId.values()];
  }

  /** The message that this author sent here with this nonce within the last minutes. */
  findByNonce(channelId: string, authorId: string, nonce: string | number, now: number): StoredMessage | undefined {
    const message = this.#byNonce.get(nonceKey(channelId, authorId, nonce));
    if (!message || !this.#byId.has(message.data.id)) return undefined;
    return now - Date.parse(message.data.timestamp) < NONCE_MS ? message : undefined;
  }

  #rememberNonce(message: StoredMessage): void {
    const { channel_id: channelId, author, nonce = '', timestamp } = message.data;
    const key = nonceKey(channelId, author.id, nonce);
    this.#byNonce.delete(key);
    this.#byNonce.set(key, message);
    const limit = Date.parse(timestamp) - NONCE_MS;
    // The map is in the order of sending, so the outdated ones come first.
    for (const [other, { data }] of this.#byNonce) {
      if (Date.parse(data.timestamp) >= limit) return;
      this.#byNonce.delete(other);
    }
  }
}

function nonceKey(channelId: string, authorId: string, nonce: string | number): string {
  return `${channelId}/${authorId}/${nonce}`;
}
