/**
 * A server's change of time zone. Which day an answer is on depends on it, so the days and the running periods of that server
 * are counted anew, in pieces: each answer is taken from its day to the other, and the row of the change says up to which
 * answer that has been done. At any moment each answer is counted on one day, by the old zone or by the new.
 */
import { type Db, transaction } from '../db/open.ts';
import { findTimeZone, setTimeZone } from '../guild/store.ts';
import { reckonedZone } from '../time/local-day.ts';
import { findPosition } from './follow-store.ts';
import { moveDays } from './totals.ts';
import * as store from './zone-change-store.ts';

/** Sets a server's time zone. What was counted by the old one is moved in the background. */
export function changeTimeZone(db: Db, guildId: string, timeZone: string): void {
  transaction(db, () => {
    const before = findTimeZone(db, guildId);
    setTimeZone(db, guildId, timeZone);
    if (before === timeZone) return;
    const lastAnswerId = findPosition(db);
    const latest = store.findLatestChange(db, guildId);
    // Nothing has been moved yet, nor counted since: whoever tries one zone after the other has one change to wait for.
    if (latest?.pieces === 0 && latest.lastAnswerId === lastAnswerId) {
      if (latest.fromZone === timeZone) store.removeChange(db, latest.id);
      else store.redirectChange(db, latest.id, timeZone);
    } else store.insertChange(db, { guildId, fromZone: before, toZone: timeZone, lastAnswerId });
  });
}

/**
 * Moves some answers of one server to their days in its new zone.
 * @param size answers at most
 * @param now UTC milliseconds: points of periods that are over by then are left as they are
 * @returns how many were looked at; undefined when there is nothing to move
 */
export function moveSome(db: Db, size: number, now: number): number | undefined {
  return transaction(db, () => {
    const change = store.findNextChange(db);
    if (!change) return undefined;
    const answers = store.listToMove(db, change, size);
    const zones = { from: reckonedZone(change.fromZone), to: reckonedZone(change.toZone) };
    moveDays(
      db,
      answers.filter(({ counts }) => counts),
      zones,
      now,
    );
    const last = answers.at(-1);
    if (last && answers.length === size) store.advanceChange(db, change.id, last);
    else store.removeChange(db, change.id);
    return answers.length;
  });
}
