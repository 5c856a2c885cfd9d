import type { Grammars } from '../command-line/grammars.ts';
import type { Db } from '../db/open.ts';
import { localDay } from '../time/local-day.ts';
import { countInExam, listDue } from './due.ts';
import { countQueue } from './queue.ts';
import { isNew } from './schedule.ts';
import { type Reviewer, isAskable } from './session.ts';
import { findSettings, zoneOf } from './settings-store.ts';
import { countNewLeft, nextReadyAt } from './store.ts';
import type { Idle } from './view.ts';

/** What there is to say when no question is asked. */
export function findIdle(db: Db, reviewer: Reviewer, grammarOf: Grammars): Idle {
  const { userId, guildId, now } = reviewer;
  const settings = findSettings(db, userId);
  const newLeft = countNewLeft(db, userId, guildId, now);
  const due = listDue(db, userId, now);
  const left = countQueue(due.filter(isAskable(grammarOf)), newLeft);
  const newWaiting = Math.max(0, due.filter((card) => isNew(card)).length - newLeft);
  const tomorrow = localDay(now, zoneOf(db, settings, guildId)).until;
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
