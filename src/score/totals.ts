/** The kept totals: points by server, period and subject, answers by domain, topic and day. They follow the log. */
import type { Db } from '../db/open.ts';
import { entry } from '../map-entry.ts';
import { localDate } from '../time/local-day.ts';
import { keptPeriodKeys, oldestKeptDay, oldestKeptKeys } from '../time/period.ts';
import { subjectKeys } from '../topic/subject.ts';
import type { CalendarAnswer, Follower, LoggedAnswer } from './logged-answer.ts';
import { isPrivateMode } from './privacy.ts';
import * as store from './totals-store.ts';
import { countedZones } from './zone-change-store.ts';

export const totals: Follower = {
  name: 'totals',
  tables: store.KEPT,
  batch(db, now) {
    const sums = createSums(db, now);
    const zoneOf = countedZones(db);
    return {
      take: (logged) => addAnswer(sums, logged, localDate(logged.answeredAt, zoneOf(logged)), 1),
      write: () => sums.write(),
    };
  },
  forget(db, logged, now) {
    const sums = createSums(db, now);
    addAnswer(sums, logged, localDate(logged.answeredAt, countedZones(db)(logged)), -1);
    sums.write();
  },
  reprice(db, logged, more, now) {
    const sums = createSums(db, now);
    const day = localDate(logged.answeredAt, countedZones(db)(logged));
    sums.addToDay(logged, day, { answers: 0, right: 0, points: more });
    sums.addToPoints(logged, day, more);
    sums.write();
  },
};

function addAnswer(sums: Sums, logged: LoggedAnswer, day: string, times: 1 | -1): void {
  const right = logged.correct ? times : 0;
  sums.addToDomain(logged, times, right);
  sums.addToTopic(logged, times, right);
  sums.addToDay(logged, day, { answers: times, right, points: times * logged.points });
  sums.addToPoints(logged, day, times * logged.points);
}

/** Takes answers from the days on which they are counted to others, in all totals that go by the calendar. */
export function moveDays(
  db: Db,
  answers: readonly CalendarAnswer[],
  { from, to }: { from: string; to: string },
  now: number,
): void {
  const sums = createSums(db, now);
  for (const logged of answers) {
    const [before, after] = [localDate(logged.answeredAt, from), localDate(logged.answeredAt, to)];
    if (before === after) continue;
    for (const [day, times] of [
      [before, -1],
      [after, 1],
    ] as const) {
      const right = logged.correct ? times : 0;
      sums.addToDay(logged, day, { answers: times, right, points: times * logged.points });
      sums.addToPoints(logged, day, times * logged.points);
    }
  }
  sums.write();
}

/** Forgets the points of days, weeks and months that no leaderboard shows any more. */
export function prunePeriods(db: Db, now: number): number {
  return oldestKeptKeys(oldestKeptDay(localDate(now, 'UTC')))
    .map((range) => store.forgetPeriods(db, range))
    .reduce((sum, changes) => sum + changes, 0);
}

type Sums = ReturnType<typeof createSums>;

/**
 * Sums to be added to the totals, each row once: in a batch of a hundred answers most rows would be written many times.
 * Points of periods that are over by `now` are left out, since nobody asks for them: after a year most would be such.
 */
function createSums(db: Db, now: number) {
  const oldestDay = oldestKeptDay(localDate(now, 'UTC'));
  const periods = new Map<string, string[]>();
  const domains = new Map<string, store.DomainSum>();
  const topics = new Map<string, store.TopicSum>();
  const days = new Map<string, store.DaySum>();
  const points = new Map<string, store.PointsSum>();
  return {
    addToDomain({ userId, guildId, packId, domain: named, mode }: LoggedAnswer, answers: number, right: number) {
      const domain = named ?? '';
      const sum = entry(domains, `${guildId} ${userId} ${packId} ${domain}`, () => ({
        ...{ userId, guildId, packId, domain },
        ...{ answers: 0, right: 0, privateAnswers: 0, privateRight: 0 },
      }));
      sum.answers += answers;
      sum.right += right;
      if (!isPrivateMode(mode)) return;
      sum.privateAnswers += answers;
      sum.privateRight += right;
    },
    addToTopic({ guildId, topicId }: LoggedAnswer, answers: number, right: number) {
      const sum = entry(topics, `${guildId} ${topicId}`, () => ({ guildId, topicId, answers: 0, right: 0 }));
      sum.answers += answers;
      sum.right += right;
    },
    addToDay({ userId, guildId }: CalendarAnswer, day: string, more: store.Tally & { points: number }) {
      const sum = entry(days, `${guildId} ${userId} ${day}`, () => ({
        ...{ userId, guildId, day },
        ...{ answers: 0, right: 0, points: 0 },
      }));
      sum.answers += more.answers;
      sum.right += more.right;
      sum.points += more.points;
    },
    addToPoints(logged: CalendarAnswer, day: string, more: number) {
      if (more === 0) return;
      const { userId, guildId } = logged;
      const subjects = subjectKeys(logged);
      for (const period of entry(periods, day, () => keptPeriodKeys(day, oldestDay))) {
        for (const subject of subjects) {
          entry(points, `${guildId} ${period} ${subject} ${userId}`, () => ({
            ...{ guildId, period, subject, userId },
            points: 0,
          })).points += more;
        }
      }
    },
    write() {
      for (const sum of domains.values()) store.addToDomain(db, sum);
      for (const sum of topics.values()) store.addToTopic(db, sum);
      for (const sum of days.values()) store.addToDay(db, sum);
      for (const sum of points.values()) if (sum.points !== 0) store.addToPoints(db, sum);
    },
  };
}
