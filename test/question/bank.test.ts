import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { loadContent } from '../../src/create-app.ts';
import type { Db } from '../../src/db/open.ts';
import { importPack } from '../../src/pack/import.ts';
import { type Bank, type NewQuestion, createBank } from '../../src/question/bank.ts';
import { followDifficulties, loadBank } from '../../src/question/bank-store.ts';
import { followLog } from '../helpers/follow.ts';
import { giveAnswer } from '../helpers/answers.ts';
import { NOON, createTestApp, questionNamed } from '../helpers/app.ts';
import { newQuestion } from '../helpers/bank.ts';
import { copyPack } from '../helpers/packs.ts';

/** All that a bank says, in an order that does not depend on how it came about. */
function contents(bank: Bank, keys: readonly number[]) {
  const sorted = (questions: readonly { key: number }[]) => questions.map(({ key }) => key).sort((a, b) => a - b);
  const areas = bank
    .areas()
    .map((area) => ({
      id: `${area.packId}/${area.domain}`,
      byName: area.domain === null || bank.areas(area.packId, area.domain)[0] === area,
      ofPack: bank.areas(area.packId).includes(area),
      groups: [...area.groups.values()]
        .map(
          ({ label, difficulty, floor, questions }) => `${label} ${difficulty} ${floor}: ${sorted(questions).join()}`,
        )
        .sort(),
      exam: [...area.examTopics.values()]
        .map(({ topicId, questions, domc }) => `${topicId}: ${sorted(questions).join()}; ${sorted(domc).join()}`)
        .sort(),
      chances: [-2, 0, 2].map((ability) => {
        const { whole, single } = area.examCurves();
        return [whole.count, single.count, whole.at(ability).toFixed(6), single.at(ability).toFixed(6)];
      }),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const questions = keys.map((key) => {
    const found = bank.find(key);
    if (!found) return null;
    const { area, group, difficulty, topicId } = found;
    const inPlace = group.questions.includes(found) && bank.ofTopic(topicId).includes(found);
    return { key, id: `${area.packId}/${area.domain}`, difficulty, inPlace };
  });
  return { size: bank.size, areas, questions };
}

describe('the bank', () => {
  const KEYS = Array.from({ length: 12 }, (_, key) => key);
  // Few of each, so that groups have several questions, and some of a group that are not equally hard.
  const gaussian = fc.record({
    mean: fc.constantFrom(0, 0.01, 0.7),
    variance: fc.double({ min: 0.05, max: 0.6, noNaN: true }),
  });
  const placed = fc
    .record({
      key: fc.constantFrom(...KEYS),
      packId: fc.constantFrom('git', 'git', 'git', 'docker'),
      domain: fc.constantFrom('history', 'history', 'history', 'remotes', null),
      topicId: fc.integer({ min: 1, max: 3 }),
      label: fc.constantFrom('applying' as const, 'applying' as const, 'recall' as const),
      kind: fc.constantFrom('single' as const, 'single' as const, 'command' as const),
      domc: fc.boolean(),
      proved: fc.option(gaussian),
    })
    .map(({ key, ...more }) => newQuestion(key, more));
  const change = fc.oneof(
    { weight: 3, arbitrary: fc.record({ put: placed }) },
    fc.record({ remove: fc.constantFrom(...KEYS) }),
    fc.record({ move: fc.constantFrom(...KEYS), to: gaussian }),
  );

  it('is the same after any changes as one that was made of what there is in the end', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60, size: 'max' }), (changes) => {
        const there = new Map<number, NewQuestion>();
        const bank = createBank();
        for (const one of changes) {
          // Asked for on the way, the curves have to be kept up.
          for (const area of bank.areas()) area.examCurves();
          if ('put' in one) {
            bank.put(one.put);
            there.set(one.put.key, one.put);
          } else if ('remove' in one) {
            bank.remove(one.remove);
            there.delete(one.remove);
          } else {
            bank.move(one.move, one.to);
            const before = there.get(one.move);
            if (before) there.set(one.move, { ...before, proved: one.to });
          }
        }
        expect(contents(bank, KEYS)).toEqual(contents(createBank(there.values()), KEYS));
      }),
    );
  });
});

describe('the bank of a database', () => {
  let db: Db;
  beforeEach(async () => {
    ({ db } = await createTestApp());
  });
  const keys = () => db.$client.prepare<[], number>('select key from question').pluck().all();

  it('holds every question with its options, and leaves out what was retired', async () => {
    const { key, revision } = questionNamed(db, 'branch-facts');
    expect(loadBank(db).size).toBe(5);
    expect(loadBank(db).find(key)).toMatchObject({
      revision,
      kind: 'multiple',
      options: 3,
      right: 2,
      label: 'applying',
    });
    const pack = copyPack();
    pack.remove('questions/branch.yaml');
    await importPack(db, pack.folder, NOON);
    expect(loadBank(db).find(key)).toBeUndefined();
    expect(loadContent(db).bank.size).toBe(3);
  });

  it('that has followed the difficulties is the same as one that was loaded afterwards', () => {
    const bank = loadBank(db);
    const before = contents(bank, keys());
    for (const [userId, question, right] of [
      ['ada', 'branch-is', false],
      ['ben', 'branch-is', false],
      ['ada', 'push-refused', true],
      ['eve', 'commit-what', true],
    ] as const)
      giveAnswer(db, { userId, question, right });
    followDifficulties(db, bank);
    expect(contents(bank, keys())).toEqual(before);
    followLog(db);
    followDifficulties(db, bank);
    expect(contents(bank, keys())).not.toEqual(before);
    expect(contents(bank, keys())).toEqual(contents(loadBank(db), keys()));
  });

  it('follows a batch at a time', () => {
    const bank = loadBank(db);
    const insert = db.$client.prepare('insert into question_difficulty values (?, 1, 0.1, 1, ?)');
    const [first = 0] = keys();
    for (let index = 1; index <= 600; index++) insert.run(index === 600 ? first : 1000 + index, index);
    followDifficulties(db, bank);
    expect(bank.find(first)?.difficulty.mean).not.toBe(1);
    followDifficulties(db, bank);
    expect(bank.find(first)?.difficulty.mean).toBe(1);
  });
});
