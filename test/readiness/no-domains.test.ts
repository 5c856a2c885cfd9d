/** A pack that has questions and no domains. */
import { beforeEach, describe, expect, it } from 'vitest';
import { loadContent } from '../../src/create-app.ts';
import { question } from '../../src/db/schema.ts';
import { giveAnswer } from '../helpers/answers.ts';
import { type TestApp, createTestApp } from '../helpers/app.ts';
import { idOf, labels, press, run, words } from '../helpers/commands.ts';
import { copyPack, problemsOf } from '../helpers/packs.ts';

let app: TestApp;

/** The fixture without what belongs to domains, and with ten questions more. */
function copyPackWithoutDomains() {
  const pack = copyPack();
  const strip = (path: string, lines: RegExp) => pack.write(path, pack.read(path).replaceAll(lines, ''));
  strip('pack.yaml', /^(domains|objectives):\n|^ {2}- \{ id: .*\n/gm);
  for (const topic of ['branch', 'commit', 'merge', 'push']) strip(`topics/${topic}.md`, /^(domain|objectives):.*\n/gm);
  for (const topic of ['branch', 'commit', 'push']) strip(`questions/${topic}.yaml`, /^ {2}objective:.*\n/gm);
  const more = Array.from(
    { length: 10 },
    (_, n) =>
      `- { id: push-more-${n}, kind: true-false, difficulty: recall, question: Is ${n} a number?, answer: true, why: It counts. }\n`,
  );
  pack.write('questions/push.yaml', pack.read('questions/push.yaml') + more.join(''));
  expect(problemsOf(pack)).toEqual([]);
  return pack;
}

beforeEach(async () => {
  app = await createTestApp({ packsFolder: copyPackWithoutDomains().packsFolder });
  for (let n = 0; n < 10; n++) giveAnswer(app.db, { question: `push-more-${n}`, right: n % 3 > 0 });
});

describe('the forecast for a pack without domains', () => {
  it('is of the whole exam, in words and as a picture', async () => {
    const reply = await run(app, 'profile');
    expect(words(reply)).toMatch(/Exam forecast: Git\nIf you sat the exam today: \*\*\d+ to \d+ of 100\*\*/);
    expect(labels(reply)[0]).toBe('Next: 5 questions');
    const picture = await press(app, idOf(reply, 'Show the picture'));
    expect(picture.files?.[0]?.description).toMatch(/sure\. Whole exam: \d+ to \d+, middle \d+\.$/);
  });
});

describe('where an exam can ask nothing', () => {
  it('says why there is no forecast', async () => {
    app.db.update(question).set({ retiredAt: 1 }).run();
    Object.assign(app, loadContent(app.db));
    expect(words(await run(app, 'profile'))).toContain(
      'Exam forecast: Git\nThere is none: an exam can ask none of the questions in this pack.',
    );
  });
});
