import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../src/db/open.ts';
import { setTimeZone } from '../../src/guild/store.ts';
import { reviewLeftOpen } from '../../src/review/left-open.ts';
import { CONFIDENCES, newCard } from '../../src/review/schedule.ts';
import { lastAnswers } from '../../src/score/record-store.ts';
import { FOLLOWERS } from '../../src/followers.ts';
import { takeBatch } from '../../src/score/follow.ts';
import { isWithdrawn } from '../../src/score/withdraw-store.ts';
import { GUILD, NOON, createTestApp } from '../helpers/app.ts';
import { leaveOpen } from '../helpers/exams.ts';
import { countRows, dump } from '../helpers/rows.ts';
import { followLog, rebuild, withdrawAnswer } from '../helpers/follow.ts';
import { DAY, KEPT, type Said, cardOf, say } from './history.ts';

let db: Db;
beforeEach(async () => {
  ({ db } = await createTestApp());
  setTimeZone(db, GUILD, 'Pacific/Kiritimati');
});
afterEach(() => db.$client.close());

const DERIVED = KEPT.filter((table) => table !== 'answer');
const scores = () => db.$client.prepare('select points, rule from answer order by id').all();

/** An empty log in the same database: a new one for each run would take longer than the run. */
function empty(): void {
  for (const table of ['answer_withdrawn', 'log_position', 'exam', ...KEPT])
    db.$client.prepare(`delete from ${table}`).run();
}

const QUESTIONS = ['commit-what', 'branch-facts', 'push-refused'];
const userId = fc.constantFrom('ada', 'ben');
function putLeftOpen(of: string, questions: readonly string[], at: number): void {
  if (questions.length > 0) reviewLeftOpen(db, of, leaveOpen(db, of, questions, at), at);
}

const answer = fc.record({
  userId,
  guildId: fc.constantFrom(GUILD, '1001', ''),
  question: fc.constantFrom(...QUESTIONS),
  mode: fc.constantFrom('quiz' as const, 'daily' as const, 'exam' as const, 'review' as const),
  right: fc.boolean(),
  confidence: fc.constantFrom(...CONFIDENCES, null),
  /** since the answer before; what was sealed comes into the log late */
  wait: fc.oneof(fc.integer({ min: -DAY, max: 2 * DAY }), fc.integer({ min: 0, max: 40 * DAY })),
});
const history = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: answer.map((given) => ({ kind: 'say' as const, given })) },
    // Takes back the answer so many before the last.
    { weight: 2, arbitrary: fc.nat(3).map((back) => ({ kind: 'withdraw' as const, back })) },
    { weight: 1, arbitrary: fc.constant({ kind: 'follow' as const }) },
    // Puts into the reviews what an exam left open.
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('open' as const), userId, questions: fc.subarray(QUESTIONS) }),
    },
  ),
  { maxLength: 40 },
);

describe('following the log', () => {
  it('keeps the same totals and the same cards as a rebuild, whatever was answered, taken back and left open', () => {
    fc.assert(
      fc.property(history, (steps) => {
        empty();
        const given: number[] = [];
        let at = NOON;
        for (const step of steps) {
          if (step.kind === 'follow') followLog(db);
          else if (step.kind === 'open') putLeftOpen(step.userId, step.questions, at);
          else if (step.kind === 'say') {
            at += step.given.wait;
            given.push(say(db, { ...step.given, at }));
          } else {
            const [taken] = given.splice(given.length - 1 - step.back, 1);
            if (taken !== undefined) withdrawAnswer(db, taken, NOON);
          }
        }
        followLog(db);
        const followed = dump(db, KEPT);
        expect(rebuild(db)).toEqual({ answers: given.length });
        expect(dump(db, KEPT)).toEqual(followed);
      }),
      { numRuns: 120 },
    );
  });

  it('leaves what an answer left out leaves, once the answer is taken back', () => {
    fc.assert(
      fc.property(
        fc.array(answer, { minLength: 1, maxLength: 20 }),
        fc.nat(),
        fc.integer({ min: 1, max: 20 }),
        (answers, pick, followed) => {
          const timed: Said[] = [];
          let at = NOON;
          for (const { wait, ...given } of answers) timed.push({ ...given, at: (at += wait) });
          const taken = pick % timed.length;
          empty();
          timed.filter((_, index) => index !== taken).forEach((given) => say(db, given));
          followLog(db);
          const without = dump(db, DERIVED);
          empty();
          const ids = timed.map((given) => say(db, given));
          takeBatch(db, FOLLOWERS, followed, NOON);
          withdrawAnswer(db, ids[taken] ?? 0, NOON);
          followLog(db);
          expect(dump(db, DERIVED)).toEqual(without);
        },
      ),
      { numRuns: 80 },
    );
  });
});

describe('an answer that is taken back', () => {
  it('leaves the card of a question that an exam had left open as that made it', () => {
    reviewLeftOpen(db, 'ada', leaveOpen(db, 'ada', ['commit-what'], NOON), NOON + 1);
    const id = say(db, { mode: 'review', right: true, at: NOON + 2 });
    expect(cardOf(db)).toMatchObject({ reps: 1 });
    withdrawAnswer(db, id, NOON + 3);
    expect(cardOf(db)).toEqual(newCard(NOON + 1));
  });

  it('leaves no row behind that it alone had made, and stays in the log', () => {
    const id = say(db, { mode: 'review', right: true, confidence: 'sure' });
    expect(cardOf(db)).toBeDefined();
    expect(withdrawAnswer(db, id, NOON)).toBe(true);
    expect(DERIVED.map((table) => countRows(db, table))).toEqual(DERIVED.map(() => 0));
    expect(countRows(db, 'answer')).toBe(1);
    expect(isWithdrawn(db, id)).toBe(true);
    expect(lastAnswers(db, GUILD, 'ada', { limit: 5, withPrivate: true })).toEqual([]);
  });

  it('is taken back once, also when asked twice', () => {
    say(db);
    const id = say(db, { mode: 'review', right: true });
    withdrawAnswer(db, id, NOON);
    const before = dump(db, [...KEPT, 'answer_withdrawn']);
    expect(withdrawAnswer(db, id, NOON + 1)).toBe(false);
    expect(dump(db, [...KEPT, 'answer_withdrawn'])).toEqual(before);
  });

  it('has its points earned by the right answer that came after it', () => {
    const id = say(db, { right: true });
    say(db, { right: true, at: NOON + DAY });
    expect(scores()).toEqual([
      { points: 1, rule: 'right' },
      { points: 0, rule: 'practice' },
    ]);
    withdrawAnswer(db, id, NOON);
    expect(scores()[1]).toEqual({ points: 1, rule: 'right' });
  });

  it('leaves the answers of other servers and members alone', () => {
    say(db, { guildId: '1001', right: true });
    say(db, { userId: 'ben', right: true });
    followLog(db);
    const before = dump(db, ['member_question', 'member_domain', 'member_day', 'points_total']);
    const id = say(db, { mode: 'review', right: true });
    withdrawAnswer(db, id, NOON);
    expect(dump(db, ['member_question', 'member_domain', 'member_day', 'points_total'])).toEqual(before);
  });

  it('is refused where there is none', () => {
    expect(() => withdrawAnswer(db, 99, NOON)).toThrow('no answer 99');
  });
});
