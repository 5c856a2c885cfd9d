/** What a page can follow. */
import type { APIMessage } from 'discord-api-types/v10';
import type { InteractionStatus } from './interactions.ts';
import type { RecordedRequest } from './rest/router.ts';

export interface MessageEvent {
  message: APIMessage;
  /** the one member who sees it; null: everybody in the channel */
  visibleTo: string | null;
}

export interface InteractionEvent {
  id: string;
  userId: string;
  channelId: string;
  commandName: string | null;
  /** null: waiting for the bot */
  status: InteractionStatus | null;
}

export interface SmallDiscordEvents {
  messageCreated: [MessageEvent];
  messageUpdated: [MessageEvent];
  messageDeleted: [MessageEvent];
  interaction: [InteractionEvent];
  request: [RecordedRequest];
  /** the bot is typing in a channel */
  typing: [{ channelId: string; userId: string }];
}

type Listener<Name extends keyof SmallDiscordEvents> = (...args: SmallDiscordEvents[Name]) => void;

/** Listeners by event; nothing is made for an event to which nobody listens. */
export class Events {
  readonly #listeners = new Map<string, Set<Listener<never>>>();

  on<Name extends keyof SmallDiscordEvents>(name: Name, listener: Listener<Name>): void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
  }

  off<Name extends keyof SmallDiscordEvents>(name: Name, listener: Listener<Name>): void {
    this.#listeners.get(name)?.delete(listener);
  }

  emit<Name extends keyof SmallDiscordEvents>(name: Name, make: () => SmallDiscordEvents[Name]): void {
    const listeners = this.#listeners.get(name) as Set<Listener<Name>> | undefined;
    if (!listeners?.size) return;
    const args = make();
    for (const listener of listeners) listener(...args);
  }
}
