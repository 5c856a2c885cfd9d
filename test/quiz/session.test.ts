import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { closeDatabase } from '../../src/db/durable.ts';
import { type Db, openDatabase } from '../../src/db/open.ts';
import { UserError } from '../../src/errors.ts';
import type { QuestionContent } from '../../src/content/pack.ts';
import { importPack, importPacks } from '../../src/pack/import.ts';
import { optionOrder } from '../../src/question/answering.ts';
import { endQuiz } from '../../src/quiz/end.ts';
import { type Asked, answerQuestion, nextQuestion } from '../../src/quiz/session.ts';
import { deleteOldQuizzes } from '../../src/quiz/store.ts';
import { giveAnswer } from '../helpers/answers.ts';
import { FIXTURE_PACKS, NOON, createTestApp, seededRandom } from '../helpers/app.ts';
import { copyPack, temporaryFolder } from '../helpers/packs.ts';
import { give, places, start } from '../helpers/quizzes.ts';
import { SCORES, countRows, dump } from '../helpers/rows.ts';
import { followLog } from '../helpers/follow.ts';

const QUIZ = [...SCORES, 'quiz', 'quiz_question'];

const TRUE_FALSE: QuestionContent = {
  kind: 'true-false',
  difficulty: 'recall',
  prompt: 'A commit is a snapshot.',
  options: [
    { text: 'True', why: 'It is.', correct: true },
    { text: 'False', why: 'It is.', correct: false },
  ],
  docs: 'https://git-scm.com/',
};

let db: Db;
let topicId: (slug: string) => number;
beforeEach(async () => {
  const app = await createTestApp();
  ({ db } = app);
  topicId = (slug) => app.catalogue.topics('git').get(slug)?.id ?? 0;
});

function next(asked: Asked): Asked {
  const found = nextQuestion(db, 'ada', asked.quizId);
  if (!found) throw new Error('the quiz is at its end');
  return found;
}

describe('a quiz', () => {
  it('asks each question once, then ends and sums up', () => {
    let asked = start(db);
    const met = [asked.facts.key];
    for (let position = 0; position < 5; position++) {
      expect(asked).toMatchObject({ position, total: 5 });
      const answered = give(db, asked, position !== 2);
      expect(answered).toMatchObject({ correct: position !== 2, isNew: true, isLast: position === 4 });
      if (position < 4) met.push((asked = next(asked)).facts.key);
    }
    expect(new Set(met).size).toBe(5);
    expect(nextQuestion(db, 'ada', asked.quizId)).toBeUndefined();
    const { results } = endQuiz(db, 'ada', asked.quizId, NOON);
    expect(results.map(({ correct }) => correct)).toEqual([true, true, false, true, true]);
    expect(results.map(({ facts }) => facts.key)).toEqual(met);
  });

  it('goes on where it was after the database was closed and opened again', async () => {
    const path = join(temporaryFolder(), 'quiz.db');
    let file = openDatabase(path);
    await importPacks(file, FIXTURE_PACKS, NOON);
    const first = start(file);
    give(file, first);
    const second = nextQuestion(file, 'ada', first.quizId);
    await closeDatabase(file);
    file = openDatabase(path);
    expect(nextQuestion(file, 'ada', first.quizId)).toEqual(second);
    if (!second) throw new Error('no second question');
    expect(give(file, second)).toMatchObject({ position: 1, correct: true, isNew: true });
    expect(give(file, first, false)).toMatchObject({ position: 0, correct: true, isNew: false });
    expect(countRows(file, 'answer')).toBe(2);
    await closeDatabase(file);
  });

  it('counts a second press once and says what the first one earned', () => {
    const asked = start(db);
    const first = give(db, asked);
    followLog(db);
    const before = dump(db, QUIZ);
    expect(give(db, asked, false, NOON + 1)).toEqual({ ...first, isNew: false });
    followLog(db);
    expect(dump(db, QUIZ)).toEqual(before);
  });

  it.each(['answer', 'next', 'end'])('refuses %s to somebody else, and changes nothing', (what) => {
    const asked = start(db);
    const before = dump(db, QUIZ);
    const act = {
      answer: () => answerQuestion(db, 'ben', asked.quizId, 0, [0], NOON),
      next: () => nextQuestion(db, 'ben', asked.quizId),
      end: () => endQuiz(db, 'ben', asked.quizId, NOON),
    }[what];
    expect(act).toThrow(UserError);
    expect(act).toThrow('belongs to somebody else, so nothing was counted');
    expect(dump(db, QUIZ)).toEqual(before);
  });

  it('that is stopped in the middle takes no more answers, and sums up what there is', () => {
    const first = start(db);
    give(db, first);
    const second = next(first);
    const { results } = endQuiz(db, 'ada', first.quizId, NOON);
    expect(results.map(({ correct }) => correct)).toEqual([true, null, null, null, null]);
    expect(nextQuestion(db, 'ada', first.quizId)).toBeUndefined();
    expect(() => give(db, second)).toThrow('This quiz is over, so nothing was counted.');
    expect(countRows(db, 'answer')).toBe(1);
    expect(give(db, first)).toMatchObject({ isNew: false, correct: true });
    expect(endQuiz(db, 'ada', first.quizId, NOON + 1).results).toEqual(results);
  });

  it('that is gone says so', () => {
    const asked = start(db);
    give(db, asked);
    expect(deleteOldQuizzes(db, NOON)).toBe(0);
    expect(deleteOldQuizzes(db, NOON + 1)).toBe(1);
    expect(countRows(db, 'quiz_question')).toBe(0);
    for (const act of [() => give(db, asked), () => next(asked), () => endQuiz(db, 'ada', asked.quizId, NOON)]) {
      expect(act).toThrow(UserError);
      expect(act).toThrow('This quiz is too old to go on with.');
    }
    expect(countRows(db, 'answer')).toBe(1);
  });

  it('that has no such question says so', () => {
    const { quizId } = start(db);
    for (const position of [-1, 5, 1.5, Number.NaN]) {
      expect(() => answerQuestion(db, 'ada', quizId, position, [0], NOON)).toThrow(UserError);
    }
  });

  it.each([[[99]], [[-1]], [[Number.NaN]], [[0.5]], [[]]])('counts nothing for the options %j', (shown) => {
    const asked = start(db);
    expect(() => answerQuestion(db, 'ada', asked.quizId, 0, shown, NOON)).toThrow('no such options');
    expect(countRows(db, 'answer')).toBe(0);
    expect(give(db, asked)).toMatchObject({ isNew: true });
  });

  it('takes the words in which a question was asked, though its pack changed meanwhile', async () => {
    const asked = start(db, { subject: { key: '', name: '', packId: 'git', topicId: topicId('push') } });
    const pack = copyPack();
    pack.edit('questions/push.yaml', 'answer: true', 'answer: false');
    await importPack(db, pack.folder, NOON);
    expect(give(db, asked)).toMatchObject({ correct: true, content: asked.content });
  });
});

describe('the filter of a quiz', () => {
  const all = (request: Parameters<typeof start>[1]) => {
    const asked = start(db, { count: 20, ...request });
    return endQuiz(db, 'ada', asked.quizId, NOON).results.map(({ facts }) => facts);
  };

  it('takes a topic, a domain and a difficulty', () => {
    expect(all({})).toHaveLength(5);
    const branch = all({ subject: { key: '', name: 'Branches', packId: 'git', topicId: topicId('branch') } });
    expect(branch.map(({ topicSlug }) => topicSlug)).toEqual(['branch', 'branch']);
    const remotes = all({ subject: { key: '', name: 'Remotes', packId: 'git', domain: 'remotes' } });
    expect(remotes.map(({ topicSlug }) => topicSlug)).toEqual(['push']);
    expect(all({ difficulty: 'recall' }).map(({ topicSlug }) => topicSlug)).toEqual(['commit', 'commit']);
  });

  it('that no question passes says what to try', () => {
    const merge = { key: '', name: 'Merging', packId: 'git', topicId: topicId('merge') };
    const push = { key: '', name: 'Pushing', packId: 'git', topicId: topicId('push') };
    expect(() => all({ subject: merge })).toThrow('There are no questions on “Merging” yet. Try another topic');
    expect(() => all({ subject: push, difficulty: 'recall' })).toThrow(
      'There are no questions on “Pushing” of that difficulty yet. Leave the difficulty out',
    );
    expect(() => all({ subject: merge })).toThrow(UserError);
    expect(countRows(db, 'quiz')).toBe(0);
  });

  it('asks what is known last, wherever it was learned', () => {
    for (const [index, question] of ['commit-what', 'branch-is', 'push-refused'].entries()) {
      giveAnswer(db, { question, guildId: '1001', at: NOON - 100 + index });
    }
    giveAnswer(db, { question: 'branch-facts', right: false });
    const slugs = all({}).map(({ topicSlug, difficulty }) => `${topicSlug} ${difficulty}`);
    expect(slugs.slice(0, 2).sort()).toEqual(['branch applying', 'commit recall']);
    expect(slugs.slice(2)).toEqual(['commit recall', 'branch understanding', 'push applying']);
  });

  it('leaves out questions that are retired', async () => {
    const pack = copyPack();
    pack.remove('questions/push.yaml');
    await importPack(db, pack.folder, NOON);
    expect(all({}).map(({ topicSlug }) => topicSlug)).not.toContain('push');
  });
});

describe('the options', () => {
  it('come in any order, each once, and in the order shown they are kept with the answer', () => {
    const orders = new Set<string>();
    for (let seed = 0; seed < 40; seed++) {
      const asked = start(db, { userId: 'ada', difficulty: 'understanding' }, seed);
      expect([...asked.order].sort()).toEqual([0, 1, 2, 3]);
      orders.add(asked.order.join());
      answerQuestion(db, 'ada', asked.quizId, 0, [2], NOON);
      const row = db.$client.prepare('select option_order, choice from answer order by id desc').get();
      expect(row).toEqual({ option_order: JSON.stringify(asked.order), choice: JSON.stringify([asked.order[2]]) });
    }
    expect(orders.size).toBeGreaterThan(10);
  });

  it('True and False keep their order', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        expect(optionOrder(TRUE_FALSE, seededRandom(seed))).toEqual([0, 1]);
      }),
    );
  });

  it.each([
    ['all the right ones', (right: number[]) => right, true],
    ['the right ones in another order', (right: number[]) => [...right].reverse(), true],
    ['one of the right ones', (right: number[]) => right.slice(1), false],
    ['all there are', () => [0, 1, 2], false],
    ['the right ones, one twice', (right: number[]) => [...right, ...right.slice(0, 1)], true],
  ])('of which several are right: %s', (_, choose, correct) => {
    const asked = start(db, {
      subject: { key: '', name: '', packId: 'git', topicId: topicId('branch') },
      difficulty: 'applying',
    });
    expect(answerQuestion(db, 'ada', asked.quizId, 0, choose(places(asked)), NOON)).toMatchObject({ correct });
  });
});
