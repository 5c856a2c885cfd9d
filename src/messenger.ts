import type { Message } from './message.ts';

/**
 * Why something did not reach Discord.
 * - `unknown`: the answer was lost; it may have been done all the same
 * - `unavailable`: Discord was busy or out of order, and nothing was done
 * - `refused`: it is not allowed, or Discord finds fault with it; trying again changes nothing until somebody acts
 * - `gone`: the channel, the message or the person is not there any more
 */
export type SendFailure = 'unknown' | 'unavailable' | 'refused' | 'gone';

/** What stood in the way, where that is all there is to say of it. */
export type Obstacle =
  | 'not-in-server'
  | 'channel-gone'
  | 'message-gone'
  | 'person-gone'
  | 'channel-hidden'
  | 'history-hidden'
  | 'may-not-post'
  | 'takes-no-messages'
  /** too much has been written since to see whether the message has arrived */
  | 'too-much-since'
  | 'asked-to-wait'
  | 'not-reached'
  | 'no-time';

/** Why something was not sent: data, said in the language of whoever reads it. `said` holds Discord's own words. */
export type Unsent = { key: Obstacle } | { key: 'out-of-order'; status: number } | { key: 'refused'; said: string };

/** Something was not sent. Its message is for the log. */
export class SendError extends Error {
  override readonly name = 'SendError';
  readonly why: Unsent;
  readonly failure: SendFailure;

  constructor(why: Unsent | Obstacle, failure: SendFailure = 'unavailable', options?: ErrorOptions) {
    const unsent: Unsent = typeof why === 'string' ? { key: why } : why;
    super(Object.values(unsent).join(': '), options);
    this.why = unsent;
    this.failure = failure;
  }
}

/** How urgent a call is when Discord's pace has to be kept: what somebody waits for goes before what is nice to have. */
export type Urgency = 'now' | 'soon' | 'idle';

export interface FoundMessage {
  messageId: string;
  /** UTC ms, by Discord's clock */
  sentAt: number;
}

/** `refused`: Discord shows the role's name and tells nobody; `gone`: there is no such role */
export type Pinging = 'works' | 'refused' | 'gone';

/** The permissions that the bot needs for posting, and for a thread below, by their names in Discord's API. */
export type Permission =
  'ViewChannel' | 'SendMessages' | 'EmbedLinks' | 'AttachFiles' | 'ReadMessageHistory' | 'CreatePublicThreads';

export type Missing = readonly Permission[] | 'gone' | 'elsewhere' | 'not-in-server';

export interface HowToEdit {
  /** `soon` when left out */
  urgency?: Urgency;
  /** asked when the edit's turn has come, which may be minutes later: whether it is still to be made */
  isWanted?: () => boolean | Promise<boolean>;
}

/** Sends what nobody asked for just now, such as the question of the day. Every call throws SendError when it fails. */
export interface Messenger {
  /**
   * Posts a message. Two calls with the same `nonce` within a few minutes post one message, so that a send whose answer
   * was lost can be tried again.
   */
  send(channelId: string, message: Message, nonce: string): Promise<{ messageId: string }>;
  /** Changes a message of the bot's own. @returns false when it was not wanted any more */
  edit(channelId: string, messageId: string, message: Message, how?: HowToEdit): Promise<boolean>;
  /**
   * Finds a message of the bot's own that was posted at `since` (UTC ms) or later and holds a component whose custom ID
   * begins with `customIdPrefix`, and says when it was posted (UTC ms). Discord shows earlier messages only to those who may
   * read a channel's history.
   */
  findOwn(channelId: string, since: number, customIdPrefix: string): Promise<FoundMessage | undefined>;
  /** Whether a ping of this role in a message of the bot's reaches its members. */
  canPing(guildId: string, channelId: string, roleId: string): Promise<Pinging>;
  /**
   * Writes to a person directly. `refused` says that they take no messages from the bot, and `gone` that they left Discord;
   * anything else that stood in the way is `unavailable`. `nonce` as for `send`.
   */
  sendDirect(userId: string, message: Message, nonce: string): Promise<void>;
  /** Opens a thread below a message; nothing happens when it has one. @param name at most 100 characters */
  openThread(channelId: string, messageId: string, name: string): Promise<void>;
  /**
   * The permissions that the bot lacks for posting in a channel; `gone` where there is no
   * such channel, `elsewhere` where it is one of another server, and `not-in-server` where the bot is no member of the server.
   */
  missingPermissions(guildId: string, channelId: string, forThreads?: boolean): Promise<Missing>;
  /** What Discord's clock shows, to the second: UTC milliseconds. */
  discordTime(): Promise<number>;
}
