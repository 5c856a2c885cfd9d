import type { Message } from './command.ts';

/** Why a message could not be sent, in words that an organiser can act on. */
export class SendError extends Error {
  override readonly name = 'SendError';
}

/** Sends what nobody asked for just now, such as the question of the day. */
export interface Messenger {
  /**
   * Posts a message. Two calls with the same `nonce` within a few minutes post one message, so that a send whose answer
   * was lost can be tried again.
   * @throws SendError when it was not sent
   */
  send(channelId: string, message: Message, nonce: string): Promise<{ messageId: string }>;
  /** The permissions, by the names that Discord shows, that the bot lacks for posting in a channel. */
  missingPermissions(guildId: string, channelId: string): Promise<string[]>;
}
