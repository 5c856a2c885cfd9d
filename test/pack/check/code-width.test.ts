import { describe, expect, it } from 'vitest';
import { readGrammar } from '../../../src/command-line/grammars.ts';
import { checkPack } from '../../../src/pack/check/check.ts';
import { checkCodeWidth } from '../../../src/pack/check/code-width.ts';
import { parsePack } from '../../../src/pack/parse.ts';
import { readPackFiles } from '../../../src/pack/read.ts';
import { REAL_PACKS } from '../../helpers/app.ts';
import { type PackCopy, copyPack } from '../../helpers/packs.ts';

const FITS = 'git commit --message 123456789'; // 30 characters
const TOO_LONG = `${FITS}0`;

/** What is said about the width of code: the place and what follows it. */
function wideLines(folder: string): string[] {
  const files = readPackFiles(folder);
  const { pack, problems } = parsePack(files);
  expect(problems).toEqual([]);
  return checkPack(files, pack!, readGrammar(folder))
    .filter(({ message }) => message.includes('a phone shows'))
    .map(({ file, line, message }) => `${file.slice(files.folder.length + 1)}:${line}: ${message}`);
}

function lineOf(pack: PackCopy, file: string, text: string): number {
  return (
    pack
      .read(file)
      .split('\n')
      .findIndex((line) => line.trim() === text) + 1
  );
}

const add = (pack: PackCopy, question: string) =>
  pack.write('questions/commit.yaml', `${pack.read('questions/commit.yaml').trimEnd()}\n\n${question}`);

const withCode = (line: string) => `- id: commit-wide
  kind: true-false
  difficulty: recall
  objective: '1.01'
  question: |
    This makes a commit:
    \`\`\`
    ${line}
    \`\`\`
  answer: true
  why: It does.
`;

const typed = (answer: string) => `- id: commit-typed
  kind: command
  difficulty: recall
  objective: '1.01'
  question: Type it.
  answers: [${JSON.stringify(answer)}]
  why: It is so.
`;

describe('code that a phone has no room for', () => {
  it('is named with its line, in a question', () => {
    const pack = copyPack();
    add(pack, withCode(FITS));
    expect(wideLines(pack.folder)).toEqual([]);
    pack.edit('questions/commit.yaml', FITS, TOO_LONG);
    const line = lineOf(pack, 'questions/commit.yaml', TOO_LONG);
    expect(wideLines(pack.folder)).toEqual([
      `questions/commit.yaml:${line}: commit-wide: "git commit --message…" is a line of 31 characters of code, and a phone shows 30: break a command with a backslash, a message between two words, and show only the columns of a table that matter`,
    ]);
  });

  it('is named with its line, in a topic', () => {
    const pack = copyPack();
    pack.edit(
      'topics/push.md',
      /```sh[^]*?```/.exec(pack.read('topics/push.md'))![0],
      `\`\`\`sh\n# Say why\n${TOO_LONG}\n\`\`\``,
    );
    const line = lineOf(pack, 'topics/push.md', TOO_LONG);
    expect(wideLines(pack.folder)).toEqual([
      expect.stringMatching(new RegExp(`^topics/push.md:${line}: "git commit --message…" is a line of 31 characters`)),
    ]);
  });

  it('is no answer that the bot can break, but one that nobody can', () => {
    const pack = copyPack();
    add(pack, typed('git commit --message a --message b --message c'));
    expect(wideLines(pack.folder)).toEqual([]);
    pack.edit('questions/commit.yaml', '--message a --message b', "--message 'a single word, of course with blanks'");
    expect(wideLines(pack.folder)).toEqual([
      expect.stringContaining('commit-typed: "\'a single word, of c…" is a line of'),
    ]);
  });

  it('is nowhere in the Docker pack', () => {
    const files = readPackFiles(`${REAL_PACKS}/docker`);
    const places = { manifest: '', ofTopic: () => '', ofQuestion: () => ({ file: '', line: 1 }) };
    expect(checkCodeWidth(files, parsePack(files).pack!, places)).toEqual([]);
  });
});
