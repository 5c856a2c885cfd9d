/** What the playground asks of the bot besides what members ask. */
import type { Message } from '../message.ts';
import type { PackNotice } from '../pack/notice.ts';

/** A question that somebody who writes a pack wants to see. */
export interface QuestionToAsk {
  userId: string;
  guildId: string;
  packId: string;
  /** as its author named it */
  id: string;
}

export interface Desk {
  /** When the next question of the day is due in one of these servers, or in any (UTC ms). */
  nextDailyAt(guildIds?: readonly string[]): Promise<number | undefined>;
  /** When there is something to do up to an instant: a question to post, answers to tell, or somebody to remind (UTC ms). */
  nextWork(until: number): Promise<number | undefined>;
  /** Does what is done every minute. */
  runMinute(): Promise<void>;
  /** Asks the question in a quiz of its own. @returns its message; undefined when there is no such question any more */
  askQuestion(ask: QuestionToAsk): Promise<Message | undefined>;
  /** Imports what changed in the packs. @returns what there is to tell about each pack */
  takePacksOver(): Promise<PackNotice[]>;
}
