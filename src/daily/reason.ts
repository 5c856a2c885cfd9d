/** Why a question of the day did not come, or its answers were not told: data in the database, said when somebody reads it. */
import { SendError, type Unsent } from '../messenger.ts';

/**
 * - `away`: the bot was not running
 * - `paused`: the organiser had paused it
 * - `nothing`: no question fits the schedule's subject
 * - `fault`: a fault of the bot's own
 * - `said`: an English sentence, of rows from before there were keys
 * - others: it was not sent
 */
export type Reason = { key: 'away' | 'paused' | 'nothing' | 'fault' } | { key: 'said'; text: string } | Unsent;

export function reasonOf(error: unknown): Reason {
  return error instanceof SendError ? error.why : { key: 'fault' };
}

/** As it is kept in a row. */
export function keepReason(reason: Reason): string {
  return reason.key === 'said' ? reason.text : JSON.stringify(reason);
}

/** What was kept. Rows from before there were keys hold an English sentence. */
export function readReason(kept: string): Reason {
  return kept.startsWith('{"key":') ? (JSON.parse(kept) as Reason) : { key: 'said', text: kept };
}
