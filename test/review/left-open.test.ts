import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../src/db/open.ts';
import { question } from '../../src/db/schema.ts';
import { reviewLeftOpen } from '../../src/review/left-open.ts';
import { handIn } from '../../src/exam/session.ts';
import { listExamQuestions } from '../../src/exam/store.ts';
import { newCard } from '../../src/review/schedule.ts';
import { findCard } from '../../src/review/store.ts';
import { NOON, createTestApp, questionNamed } from '../helpers/app.ts';
import { answer, begin, copyExamPack, leaveOpen, openIn } from '../helpers/exams.ts';
import { countRows, dump } from '../helpers/rows.ts';
import { rebuild } from '../helpers/follow.ts';
import { cardOf, say } from './history.ts';

let db: Db;
beforeEach(async () => {
  ({ db } = await createTestApp({ packsFolder: copyExamPack().packsFolder }));
});

describe('what an exam left open', () => {
  it('becomes New cards, and what was answered right becomes none', () => {
    const first = begin(db);
    const second = openIn(answer(db, first, true));
    handIn(db, 'ada', second.exam.id, NOON);
    expect(reviewLeftOpen(db, 'ada', first.exam.id, NOON + 5)).toBe(2);
    const cards = listExamQuestions(db, first.exam.id).map(({ facts }) => findCard(db, 'ada', facts.key));
    expect(cards).toEqual([undefined, newCard(NOON + 5), newCard(NOON + 5)]);
  });

  it('is put there once', () => {
    const id = leaveOpen(db, 'ada', ['commit-what', 'push-refused'], NOON);
    expect(reviewLeftOpen(db, 'ada', id, NOON + 1)).toBe(2);
    const before = dump(db, ['review_card', 'exam_question']);
    expect(reviewLeftOpen(db, 'ada', id, NOON + 2)).toBe(0);
    const again = leaveOpen(db, 'ada', ['commit-what'], NOON);
    expect(reviewLeftOpen(db, 'ada', again, NOON + 3)).toBe(0);
    db.$client.prepare('delete from exam where id = ?').run(again);
    expect(dump(db, ['review_card', 'exam_question'])).toEqual(before);
  });

  it('keeps the card that it has', () => {
    say(db, { question: 'commit-what', at: NOON - 9 });
    const id = leaveOpen(db, 'ada', ['commit-what', 'push-refused'], NOON);
    expect(reviewLeftOpen(db, 'ada', id, NOON)).toBe(1);
    expect(cardOf(db, 'commit-what')).toEqual(newCard(NOON - 9));
  });

  it('is left out where it has left its pack, where the exam runs, and where that is of somebody else', () => {
    const id = leaveOpen(db, 'ada', ['commit-what'], NOON);
    db.update(question).set({ retiredAt: NOON }).run();
    expect(reviewLeftOpen(db, 'ada', id, NOON)).toBe(0);
    db.update(question).set({ retiredAt: null }).run();
    expect(reviewLeftOpen(db, 'ada', begin(db).exam.id, NOON)).toBe(0);
    expect(() => reviewLeftOpen(db, 'ben', id, NOON)).toThrow('belongs to somebody else');
    expect(countRows(db, 'review_card')).toBe(0);
  });

  it('is a card again after a rebuild, as it was when it was pressed', () => {
    say(db, { question: 'push-refused', right: true, at: NOON - 5 });
    reviewLeftOpen(db, 'ada', leaveOpen(db, 'ada', ['commit-what', 'push-refused'], NOON), NOON + 1);
    say(db, { question: 'commit-what', mode: 'review', right: true, at: NOON + 2 });
    expect(cardOf(db, 'push-refused')).toEqual(newCard(NOON + 1));
    expect(cardOf(db, 'commit-what')).toMatchObject({ createdAt: NOON + 1, firstReviewAt: NOON + 2, reps: 1 });
    const before = dump(db, ['review_card']);
    rebuild(db);
    expect(dump(db, ['review_card'])).toEqual(before);
    expect(findCard(db, 'ada', questionNamed(db, 'push-refused').key)).toEqual(newCard(NOON + 1));
  });
});
