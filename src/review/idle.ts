import type { Grammars } from '../command-line/grammars.ts';
import type { Db } from '../db/open.ts';
import { addDays, instantOf, localDate } from '../time/local-day.ts';
import { countInExam, listDue } from './due.ts';
import { isNew } from './schedule.ts';
import { type Reviewer, countLeft } from './session.ts';
import { findSettings, zoneOf } from './settings-store.ts';
import { countNewLeft, nextReadyAt } from './store.ts';
import type { Idle } from './view.ts';

/** What there is to say when no question is asked. */
export function findIdle(db: Db, reviewer: Reviewer, grammarOf: Grammars): Idle {
  const { userId, guildId, now } = reviewer;
  const left = countLeft(db, reviewer, grammarOf);
  const settings = findSettings(db, userId);
  const zone = zoneOf(db, settings, guildId);
  const fresh = listDue(db, userId, now).filter((card) => isNew(card)).length;
  const newWaiting = Math.max(0, fresh - countNewLeft(db, userId, guildId, now));
  const tomorrow = instantOf(addDays(localDate(now, zone), 1), '00:00', zone);
  const moments = [nextReadyAt(db, userId, now), newWaiting > 0 && settings.newPerDay > 0 ? tomorrow : undefined];
  const known = moments.filter((moment) => moment !== undefined);
  return {
    left,
    newWaiting,
    newPerDay: settings.newPerDay,
    inExam: countInExam(db, userId, now),
    nextAt: known.length > 0 ? Math.min(...known) : undefined,
    hasReminder: settings.nextRemindAt !== null,
  };
}
