import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../src/db/open.ts';
import { openDatabase } from '../../src/db/open.ts';
import { importPack } from '../../src/pack/import.ts';
import { getQuestionContent } from '../../src/question/store.ts';
import { rebuild } from '../../src/score/rebuild.ts';
import { recordAnswer } from '../../src/score/record.ts';
import { GUILD, NOON, questionNamed } from '../helpers/app.ts';
import { copyExamPack } from '../helpers/exams.ts';
import type { PackCopy } from '../helpers/packs.ts';

// branch-facts: the first two options are right, the third is wrong.
const FILE = 'questions/branch.yaml';
const THIRD = '    - text: It holds its own copy of the files\n';
const SECOND = '    - text: It moves with new commits\n      correct: true\n';

let db: Db;
let pack: PackCopy;
beforeEach(async () => {
  db = openDatabase(':memory:');
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
