/** Which questions an exam holds for met, beyond those that were answered. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../src/db/open.ts';
import { dailyAnswer, dailyDelivery, quiz } from '../../src/db/schema.ts';
import { listExamQuestions, listMet } from '../../src/exam/store.ts';
import { endQuiz } from '../../src/quiz/end.ts';
import { quizResults } from '../../src/quiz/store.ts';
import { GUILD, NOON, createTestApp, questionNamed } from '../helpers/app.ts';
import { begin, copyExamPack } from '../helpers/exams.ts';
import { give as giveInQuiz, start as startQuiz } from '../helpers/quizzes.ts';

const DAY = 24 * 60 * 60 * 1000;

let db: Db;
beforeEach(async () => {
  ({ db } = await createTestApp({ packsFolder: copyExamPack().packsFolder }));
});

describe('a question counts as met', () => {
  const REMOTES = 'push-refused';
  const SINCE = NOON - 14 * DAY;
  const metAt = (question: string, guildId = GUILD) =>
    listMet(db, { userId: 'ada', guildId }, SINCE).get(questionNamed(db, question).key);
  let date = 0;
  function deliver(guildId: string, sentAt: number, state: 'sent' | 'skipped' = 'sent'): number {
    const { key, revision } = questionNamed(db, REMOTES);
    const row = {
      guildId,
      localDate: String(date++),
      dueAt: sentAt,
      retryAt: sentAt,
      channelId: '2000',
      state,
      sentAt,
    };
    return db
      .insert(dailyDelivery)
      .values({ ...row, questionKey: key, revision, optionOrder: [0, 1] })
      .returning({ id: dailyDelivery.id })
      .get().id;
  }

  it('when it was the question of the day in this server of late', () => {
    deliver('1001', NOON - 1);
    deliver(GUILD, NOON - 1, 'skipped');
    deliver(GUILD, SINCE - 1);
    expect(metAt(REMOTES)).toBeUndefined();
    deliver(GUILD, NOON - DAY);
    deliver(GUILD, NOON - 2 * DAY);
    expect(metAt(REMOTES)).toBe(NOON - DAY);
    expect(metAt('commit-what')).toBeUndefined();
  });

  it('when the member has answered it as the question of the day of any server, though that is sealed', () => {
    const deliveryId = deliver('1001', NOON - DAY);
    const sealed = (userId: string) =>
      db
        .insert(dailyAnswer)
        .values({ deliveryId, userId, choice: [0], answeredAt: NOON - 9 })
        .run();
    sealed('ben');
    expect(metAt(REMOTES)).toBeUndefined();
    sealed('ada');
    expect(metAt(REMOTES)).toBe(NOON - 9);
    expect(metAt(REMOTES, '')).toBe(NOON - 9);
  });

  it('when a quiz of late was left at it', () => {
    const first = startQuiz(db);
    giveInQuiz(db, first);
    const [, second, third] = quizResults(db, first.quizId).map(({ questionKey }) => questionKey);
    const met = () => [...listMet(db, { userId: 'ada', guildId: GUILD }, SINCE).keys()].sort();
    expect(met()).toEqual([first.facts.key, second].sort());
    endQuiz(db, 'ada', first.quizId, NOON);
    expect(met()).toEqual([first.facts.key, second].sort());
    expect(met()).not.toContain(third);
    db.update(quiz)
      .set({ createdAt: SINCE - 1 })
      .run();
    expect(met()).toEqual([first.facts.key]);
  });

  it('and then comes in an exam only where no other is left', () => {
    const { quizId } = startQuiz(db, { count: 1, difficulty: 'recall' });
    const left = quizResults(db, quizId)[0]?.questionKey;
    for (let seed = 0; seed < 8; seed++) {
      const { exam } = begin(db, { seed });
      expect(listExamQuestions(db, exam.id).map(({ asked }) => asked.questionKey)).not.toContain(left);
      db.$client.prepare('delete from exam').run();
    }
  });
});
