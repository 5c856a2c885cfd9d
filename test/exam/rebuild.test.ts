import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../src/db/open.ts';
import { getExamResult } from '../../src/exam/result.ts';
import { handIn } from '../../src/exam/session.ts';
import { listExamQuestions, listFinishedExams } from '../../src/exam/store.ts';
import { importPack } from '../../src/pack/import.ts';
import { getQuestionContent } from '../../src/question/store.ts';
import { recordAnswer } from '../../src/score/record.ts';
import { GUILD, NOON, questionNamed } from '../helpers/app.ts';
import { answer, begin, copyExamPack, playOn } from '../helpers/exams.ts';
import type { PackCopy } from '../helpers/packs.ts';
import { dump } from '../helpers/rows.ts';
import { rebuild } from '../helpers/follow.ts';
import { openEmpty } from '../helpers/imported.ts';

// branch-facts: the first two options are right, the third is wrong.
const FILE = 'questions/branch.yaml';
const THIRD = '    - text: It holds its own copy of the files\n';
const SECOND = '    - text: It moves with new commits\n      correct: true\n';

let db: Db;
let pack: PackCopy;
beforeEach(async () => {
  db = openEmpty();
  pack = copyExamPack();
  await importPack(db, pack.folder, NOON);
});

/** Logs an answer to options that came one at a time. */
function give(shown: number[], yes: number[], correct: boolean): void {
  const { key, revision } = questionNamed(db, 'branch-facts');
  const given = {
    guildId: GUILD,
    userId: 'ada',
    questionKey: key,
    revision,
    mode: 'exam' as const,
    source: 'exam:x:0',
    optionOrder: shown,
    choice: yes,
    format: 'domc' as const,
    answeredAt: NOON,
  };
  recordAnswer(db, given, getQuestionContent(db, key, revision), correct);
}

/** Whether the answer is right after the pack was changed and everything was scored anew. */
async function rebuilt(change: () => void): Promise<boolean> {
  change();
  await importPack(db, pack.folder, NOON);
  rebuild(db);
  return db.$client.prepare('select correct from answer').pluck().get() === 1;
}

const rightThird = () => pack.edit(FILE, THIRD, `${THIRD}      correct: true\n`);

describe('an answer to options that came one at a time, scored anew', () => {
  it.each([
    [[0, 1], [0, 1], true],
    [[2, 0, 1], [0, 1], true],
    [[2], [2], false],
    [[0, 1], [0], false],
  ])('by the same words is what it was: %j with Yes to %j', async (shown, yes, correct) => {
    give(shown, yes, correct);
    expect(await rebuilt(() => undefined)).toBe(correct);
  });

  it('is wrong where the key as it was corrected finds a judgement that was shown wrong', async () => {
    give([2, 0, 1], [0, 1], true);
    expect(await rebuilt(rightThird)).toBe(false);
  });

  it('is right where the key as it was corrected agrees with all that was said', async () => {
    give([0, 1, 2], [0, 1, 2], false);
    expect(await rebuilt(rightThird)).toBe(true);
  });

  it('stays as it was where the shown options do not decide it', async () => {
    // The third option, right now, was never shown.
    give([0, 1], [0, 1], true);
    expect(await rebuilt(rightThird)).toBe(true);
  });

  it('stays wrong where it would have gone on', async () => {
    give([2], [2], false);
    expect(await rebuilt(rightThird)).toBe(false);
  });

  it('finds its options where they stand now', async () => {
    give([1, 2, 0], [1, 0], true);
    const moved = () => {
      pack.edit(FILE, `${SECOND}      why: The checked-out one does.\n`, '');
      pack.edit(FILE, '  domc: true\n', `${SECOND}      why: The checked-out one does.\n  domc: true\n`);
    };
    expect(await rebuilt(moved)).toBe(true);
  });

  it('goes by the words of then where an option is gone', async () => {
    give([0, 1], [0, 1], true);
    expect(await rebuilt(() => pack.edit(FILE, 'It moves with new commits', 'It never moves'))).toBe(true);
  });
});

describe('a finished exam, after its key was corrected and everything scored anew', () => {
  /** The number of the position at which an exam of Ada's asks a question. */
  const placeOf = (examId: string, id: string) =>
    listExamQuestions(db, examId).findIndex(({ asked }) => asked.questionKey === questionNamed(db, id).key);
  const right = () => listFinishedExams(db, 'ada', 9).map(({ correct }) => correct);

  async function correct(): Promise<void> {
    pack.edit('questions/push.yaml', 'answer: true', 'answer: false');
    pack.edit('questions/push.yaml', 'A push is refused', 'A push is taken');
    expect(await importPack(db, pack.folder, NOON)).toMatchObject({ outcome: 'imported' });
    rebuild(db);
  }

  it.each([true, false])('counts the question by the new verdict: it was right %s', async (wasRight) => {
    const open = begin(db);
    const { id } = open.exam;
    const place = placeOf(id, 'push-refused');
    playOn(db, open, (position) => position !== place || wasRight);
    expect(right()).toEqual([wasRight ? 3 : 2]);
    await correct();
    expect(right()).toEqual([wasRight ? 2 : 3]);
    const result = getExamResult(db, 'ada', id);
    expect(result.exam.correct).toBe(wasRight ? 2 : 3);
    expect(result.questions.map(({ correct: is }) => is)).toEqual([0, 1, 2].map((one) => one !== place || !wasRight));
    const { content } = result.questions[place]!;
    expect(content.prompt).toMatch(/^A push is taken/);
    expect(content.options.map(({ correct: is }) => is)).toEqual([false, true]);
  });

  it('leaves what was left open, and exams that run, as they were', async () => {
    handIn(db, 'ada', begin(db).exam.id, NOON);
    const before = dump(db, ['exam', 'exam_question']);
    await correct();
    expect(dump(db, ['exam', 'exam_question'])).toEqual(before);
    answer(db, begin(db));
    const running = dump(db, ['exam', 'exam_question']);
    rebuild(db);
    expect(dump(db, ['exam', 'exam_question'])).toEqual(running);
  });
});
