import { describe, expect, it } from 'vitest';
import { importPack } from '../../src/pack/import.ts';
import { parsePack } from '../../src/pack/parse.ts';
import { readPackFiles } from '../../src/pack/read.ts';
import { listManifests } from '../../src/topic/store.ts';
import { NOON } from '../helpers/app.ts';
import { copyExamPack } from '../helpers/exams.ts';
import { FOREIGN_WORDS, type Mistake, tooLong } from '../helpers/mistakes.ts';
import { problemsOf } from '../helpers/packs.ts';
import { openEmpty } from '../helpers/imported.ts';

const EXAM = 'exam.yaml';

/** an edit of `path`, and the beginning of what is said of it */
const MISTAKES: readonly Mistake[] = [
  ['no list', EXAM, '- id: full\n  name: Full exam\n', 'name: Full exam\n', 'exam.yaml:2: this is not valid YAML'],
  ['no id', EXAM, '- id: full\n  name', '- name', 'exam.yaml:1: "id" is missing'],
  ['an id that is no slug', EXAM, 'id: short', 'id: Short one', 'exam.yaml:6: "id" must be a slug'],
  ['an id twice', EXAM, 'id: short', 'id: full', 'exam.yaml:6: "full" is already the id of another one'],
  ['a long name', EXAM, 'name: Full exam', `name: ${tooLong(40)}`, 'exam.yaml:2: "name" must be at most 40'],
  ['no time', EXAM, '  minutes: 30\n', '', 'exam.yaml:1: "minutes" is missing'],
  ['time in words', EXAM, 'minutes: 30', 'minutes: long', 'exam.yaml:3: "minutes" must be a whole number, 1 to 600'],
  ['half a minute', EXAM, 'minutes: 30', 'minutes: 0.5', 'exam.yaml:3: "minutes" must be a whole number, 1 to 600'],
  ['no minute', EXAM, 'minutes: 10', 'minutes: 0', 'exam.yaml:8: "minutes" must be a whole number, 1 to 600'],
  ['fewer than none', EXAM, 'domc: 1', 'domc: -1', 'exam.yaml:5: "domc" must be a whole number, 0 to 200'],
  [
    'no question',
    EXAM,
    'multipleChoice: 2\n  domc: 1',
    'multipleChoice: 0\n  domc: 0',
    'exam.yaml:4: "multipleChoice" and "domc" together must be 1 to 200 questions',
  ],
  ['an unknown key', EXAM, 'domc: 1', 'dmoc: 1', 'exam.yaml:1: "dmoc" is not a key of this file'],
  [
    // Of 5 questions by 60 to 40, remotes has 2, and of those with one option at a time 1.
    'too few that come one at a time in a domain',
    EXAM,
    'multipleChoice: 2\n  domc: 1',
    'multipleChoice: 3\n  domc: 2',
    'exam.yaml:5: "domc" takes 1 from the domain remotes by weight, and 0 of its questions have "domc: true"',
  ],
  [
    'more of a domain than there are',
    EXAM,
    'multipleChoice: 2',
    'multipleChoice: 4',
    'exam.yaml:4: "multipleChoice" and "domc" take 2 from the domain remotes by weight, and it has 1 that are not typed',
  ],
  [
    'nothing to draw from',
    'questions/branch.yaml',
    '  domc: true\n',
    '',
    'exam.yaml:5: "domc" takes 1 from the domain history by weight, and 0',
  ],
];

describe('a mistake in exam.yaml', () => {
  it.each(MISTAKES)('%s is named with its line, in words of ours', (_, path, from, to, problem) => {
    const pack = copyExamPack();
    pack.edit(path, from, to);
    const problems = problemsOf(pack);
    expect(problems).toContainEqual(expect.stringContaining(problem));
    expect(problems.join('\n')).not.toMatch(FOREIGN_WORDS);
    expect(parsePack(readPackFiles(pack.folder)).pack).toBeUndefined();
  });
});

it.each(['', 'full', '[]', 'id: full'])('exam.yaml that is %j must be a list', (source) => {
  const pack = copyExamPack();
  pack.write(EXAM, source);
  expect(problemsOf(pack)).toEqual(['exam.yaml:1: must be a list of 1 to 25 exams, each starting with "- id:"']);
});

it('counts no questions that are typed', () => {
  const pack = copyExamPack();
  pack.edit(EXAM, 'multipleChoice: 2', 'multipleChoice: 4');
  const typed = ['- id: push-type', '  kind: command', '  difficulty: recall', "  objective: '2.01'"];
  const rest = ['  question: Type it.', '  answers: [git push]', '  why: That sends it.', ''];
  pack.write('questions/push.yaml', pack.read('questions/push.yaml') + [...typed, ...rest].join('\n'));
  expect(problemsOf(pack)).toEqual([expect.stringContaining('take 2 from the domain remotes by weight, and it has 1')]);
});

it('counts no questions while others are missing because of mistakes in them', () => {
  const pack = copyExamPack();
  pack.edit('questions/branch.yaml', 'kind: multiple', 'kind: several');
  expect(problemsOf(pack)).toEqual([expect.stringMatching(/^questions\/branch\.yaml:17: "kind"/)]);
});

it('draws on the whole pack where it has no domains', () => {
  const pack = copyExamPack();
  const manifest = pack.read('pack.yaml').replace(/domains:[^]*suggested:/, 'suggested:');
  pack.write('pack.yaml', manifest);
  for (const slug of ['branch', 'commit', 'merge', 'push']) {
    const source = pack.read(`topics/${slug}.md`);
    pack.write(`topics/${slug}.md`, source.replace(/^(domain|objectives):.*\n/gm, ''));
  }
  for (const slug of ['branch', 'commit', 'push']) {
    const source = pack.read(`questions/${slug}.yaml`);
    pack.write(`questions/${slug}.yaml`, source.replace(/^ {2}objective:.*\n/gm, ''));
  }
  expect(problemsOf(pack)).toEqual([]);
  pack.edit(EXAM, 'multipleChoice: 2', 'multipleChoice: 5');
  expect(problemsOf(pack)).toEqual([expect.stringContaining('take 6 from the pack by weight, and it has 5')]);
});

it('keeps the exams with the pack, and none where there is no exam.yaml', async () => {
  const pack = copyExamPack();
  const db = openEmpty();
  await importPack(db, pack.folder, NOON);
  expect(listManifests(db)[0]?.exams).toEqual([
    { id: 'full', name: 'Full exam', minutes: 30, multipleChoice: 2, domc: 1 },
    { id: 'short', name: 'Short exam', minutes: 10, multipleChoice: 1, domc: 1 },
  ]);
  pack.remove(EXAM);
  expect(await importPack(db, pack.folder, NOON)).toMatchObject({ outcome: 'imported' });
  expect(listManifests(db)[0]?.exams).toEqual([]);
});
