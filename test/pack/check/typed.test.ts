import { describe, expect, it } from 'vitest';
import { readGrammar } from '../../../src/command-line/grammars.ts';
import { checkPack } from '../../../src/pack/check/check.ts';
import { parsePack } from '../../../src/pack/parse.ts';
import { readPackFiles } from '../../../src/pack/read.ts';
import { SPANISH_PACK, copyPack, problemsOf } from '../../helpers/packs.ts';

const FILE = 'questions/verbs.yaml';

function checked(...edits: [from: string, to: string][]): string[] {
  const pack = copyPack(SPANISH_PACK);
  for (const [from, to] of edits) pack.edit(FILE, from, to);
  const files = readPackFiles(pack.folder);
  const { pack: parsed, problems } = parsePack(files);
  expect(problems).toEqual([]);
  return checkPack(files, parsed!, readGrammar(pack.folder)).map(
    ({ file, line, message }) => `${file.slice(files.folder.length + 1)}:${line}: ${message}`,
  );
}

describe('a question whose answer is typed as a text', () => {
  it('needs no grammar', () => {
    expect(checked()).toEqual([]);
  });

  it.each([
    [
      'two answers that are one',
      ['answers: [corazón]', 'answers: [corazón, el corazon]'],
      'questions/verbs.yaml:20: verbs-heart: "el corazon" is the same as "corazón" here; leave one of them out',
    ],
    [
      'a mistake that is right',
      ['answer: es', 'answer: Está'],
      'questions/verbs.yaml:1: verbs-he-is-here: "Está" is among the mistakes and is right by what the question forgives',
    ],
    [
      'an answer with nothing in it',
      ['answers: [está]', `answers: [está, '¿']`],
      'questions/verbs.yaml:1: verbs-he-is-here: "¿" has nothing in it that is compared',
    ],
    [
      'an article of several words',
      ['articles: [el, la]', 'articles: [el, de la]'],
      'questions/verbs.yaml:11: verbs-problem: "de la" is more than one word',
    ],
    [
      'a line of code that a phone folds',
      [`question: What is "heart" in Spanish?`, `question: "\`\`\`\\n${'x'.repeat(31)}\\n\`\`\`"`],
      'questions/verbs.yaml:20: verbs-heart: "xxxxxxxxxxxxxxxxxxxx…" is a line of 31 characters of code',
    ],
  ] as const)('may not have %s', (_, edit, problem) => {
    const problems = checked([...edit]);
    expect(problems.join()).toContain(problem);
    expect(problems).toHaveLength(1);
  });

  it('may not ask the same as another', () => {
    const problems = checked(
      ['What is "the problem" in Spanish?', 'What is "heart" in Spanish?'],
      ['answers: [el problema]', 'answers: [corazón]'],
    );
    expect(problems.join()).toContain('verbs-heart asks the same as verbs-problem');
  });

  it('may foresee a mistake that lies a slip of the finger away from an answer', () => {
    expect(checked(['answer: corazones', 'answer: corazóm'])).toEqual([]);
  });

  it.each([
    ['forgive: [case, accents, typos]', 'forgive: [spelling]', ':17: "forgive 1." must be one of case, accents, typos'],
    ['answers: [está]', 'answers: []', ':5: "answers" must have at least one answer'],
    ['answers: [está]', `answers: [${'x'.repeat(101)}]`, ':5: "answers 1." must be at most 100 characters'],
    ['  why: It is the word of the songs.\n', '', ':20: "why" is missing'],
    ['kind: text', 'kind: text\n  options: []', '"options"'],
  ])('is told where it has %j', (from, to, message) => {
    const pack = copyPack(SPANISH_PACK);
    pack.edit(FILE, from, to);
    expect(problemsOf(pack).join('\n')).toContain(message);
  });
});
