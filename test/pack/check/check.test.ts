import { describe, expect, it } from 'vitest';
import { readGrammar } from '../../../src/command-line/grammars.ts';
import { parsePack } from '../../../src/pack/parse.ts';
import { readPackFiles } from '../../../src/pack/read.ts';
import { checkDiagrams } from '../../../src/pack/check/diagrams.ts';
import { coverageText, reportPage } from '../../../src/pack/check/report.ts';
import { checkPack } from '../../../src/pack/check/check.ts';
import { type PackCopy, copyPack } from '../../helpers/packs.ts';

const GRAMMAR = {
  program: 'git',
  version: '2',
  commands: {
    '': { flags: {} },
    push: { args: 'REPOSITORY? REFSPEC...', flags: { force: { short: 'f' } } },
    commit: { args: 'PATH...', flags: { message: { short: 'm', type: 'string' } } },
  },
};

function packWithGrammar(): PackCopy {
  const pack = copyPack();
  pack.write('cli.json', JSON.stringify(GRAMMAR));
  for (const slug of ['branch', 'commit', 'merge', 'push']) {
    pack.write(
      `topics/${slug}.md`,
      pack.read(`topics/${slug}.md`).replace(/```sh[^]*?```/, '```sh\n# Push\ngit push\n```'),
    );
  }
  return pack;
}

function review({ folder }: PackCopy): string[] {
  const files = readPackFiles(folder);
  const { pack, problems } = parsePack(files);
  expect(problems).toEqual([]);
  return checkPack(files, pack!, readGrammar(folder)).map(
    ({ file, line, message }) => `${file.slice(files.folder.length + 1)}:${line}: ${message}`,
  );
}

const single = (id: string, question: string, right: string, wrong: string[], more = '') => `
- id: ${id}
  kind: single
  difficulty: recall
  objective: '1.01'
${more}  question: ${question}
  options:
    - text: ${JSON.stringify(right)}
      correct: true
      why: It is so.
${wrong.map((text) => `    - text: ${JSON.stringify(text)}\n      why: It is not.\n`).join('')}`;

const trueFalse = (id: string, question: string) => `
- id: ${id}
  kind: true-false
  difficulty: recall
  objective: '1.01'
  question: ${question}
  answer: true
  why: It is so.
`;

const add = (pack: PackCopy, ...questions: string[]) =>
  pack.write('questions/commit.yaml', pack.read('questions/commit.yaml').trimEnd() + questions.join(''));

describe('the review of a pack', () => {
  it('has nothing to say about the fixture but what it lacks', () => {
    expect(review(packWithGrammar()).filter((line) => !line.includes('has no question'))).toEqual([]);
  });

  it('names the line of a question that shows its key by length, or by one careful word', () => {
    const pack = packWithGrammar();
    const lines = pack.read('questions/commit.yaml').trimEnd().split('\n').length;
    add(
      pack,
      single('commit-long', 'Which of these?', 'This one is by far the longest and tells everything', ['a', 'b', 'c']),
      single('commit-only', 'What else?', 'Only the index', ['The tree', 'The branch', 'The remote']),
      single('commit-careful', 'And what now?', 'It may', ['It always will', 'It never will']),
    );
    const found = review(pack);
    expect(found).toContainEqual(
      expect.stringMatching(new RegExp(`^questions/commit.yaml:${lines + 1}: commit-long: .* far longer`)),
    );
    expect(found).toContainEqual(expect.stringContaining('commit-only: the right option is the one with "Only" in it'));
    expect(found).toContainEqual(expect.stringContaining('commit-careful: the right option is the one without'));
  });

  it('finds two questions that ask the same, also in another order of words', () => {
    const pack = packWithGrammar();
    add(
      pack,
      single('commit-amend-a', 'How is the last commit changed after a typing mistake?', 'With amend', ['x', 'y']),
      single('commit-amend-b', 'After a typing mistake, how is the last commit changed?', 'With amend', ['p', 'q']),
      single('commit-amend-c', 'How is a commit of last week found again by its author?', 'With log', ['p', 'q']),
    );
    const found = review(pack).filter((line) => line.includes('asks the same'));
    expect(found).toEqual([expect.stringContaining('commit-amend-b asks the same as commit-amend-a (')]);
  });

  it('names domains that are off their weight, once the pack has a hundred questions', () => {
    const pack = packWithGrammar();
    const more = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        trueFalse(`commit-weight-${index}`, `Statement ${'abcdefghij'[index % 10]}${index} on ${index * 7919} holds.`),
      );
    add(pack, ...more(90));
    expect(review(pack).filter((line) => line.includes('weighs'))).toEqual([]);
    add(pack, ...more(100).slice(90));
    expect(review(pack).filter((line) => line.includes('weighs'))).toEqual([
      expect.stringMatching(/^pack\.yaml:1: .+ has \d+\.\d percent of the questions and weighs \d+ in the exam;/),
      expect.stringMatching(/^pack\.yaml:1: .+ has \d+\.\d percent of the questions and weighs \d+ in the exam;/),
    ]);
  });

  it('names an objective and a topic without questions', () => {
    const pack = packWithGrammar();
    pack.remove('questions/push.yaml');
    const found = review(pack);
    expect(found).toContain('pack.yaml:1: the objective 2.01 (Share work) has no question');
    expect(found).toContain('topics/push.md:1: the topic has no question');
  });

  it('refuses command lines that the program refuses, with file and line, unless they are meant so', () => {
    const pack = packWithGrammar();
    pack.edit('topics/push.md', 'git push\n```', 'git push --farce\n```');
    const line = pack.read('topics/push.md').split('\n').indexOf('git push --farce') + 1;
    add(
      pack,
      single('commit-pull', 'How?', '`git commit -m x`', ['`git committ`', '`git push`']),
      single(
        'commit-meant',
        'What is right?',
        '`git commit -m y`',
        ['`git comit`', 'none'],
        "  refusedCommands: ['git comit']\n",
      ),
      single('commit-stale', 'What is it?', '`git commit -m z`', ['one', 'two'], "  refusedCommands: ['git push']\n"),
    );
    const found = review(pack);
    expect(found).toContainEqual(expect.stringMatching(new RegExp(`^topics/push.md:${line}: .*--farce`)));
    expect(found).toContainEqual(expect.stringContaining('commit-pull: `git committ` is refused'));
    expect(found.join('\n')).not.toContain('commit-meant');
    expect(found).toContainEqual(expect.stringContaining('commit-stale: '));
  });

  it('wants a grammar for typed answers, and answers that the grammar takes', () => {
    const pack = packWithGrammar();
    const typed = (answer: string, mistake: string) => `
- id: commit-typed
  kind: command
  difficulty: applying
  objective: '1.01'
  question: Commit with the message x.
  answers: [${answer}]
  why: It is so.
  mistakes: [{ command: ${mistake}, why: No. }]
`;
    const before = pack.read('questions/commit.yaml');
    add(pack, typed('git commit -x', 'git commit -m y'));
    expect(review(pack)).toContainEqual(expect.stringContaining('commit-typed: "git commit -x"'));
    pack.write('questions/commit.yaml', before);
    add(pack, typed('git commit -m x', 'git commit --message=x'));
    expect(review(pack)).toContainEqual(expect.stringContaining('is the same as an answer'));
    pack.remove('cli.json');
    expect(review(pack)).toContainEqual(expect.stringContaining('needs the file cli.json'));
  });

  it('names the line of a diagram that cannot be drawn', async () => {
    const files = {
      ...readPackFiles(copyPack().folder),
      diagrams: [{ file: 'a.dot', slug: 'a', source: 'digraph {\n a -> \n}' }],
    };
    expect(await checkDiagrams(files)).toEqual([expect.objectContaining({ file: 'a.dot', line: 3 })]);
  });

  it('reports what is covered, and shows every question with its key', () => {
    const { pack } = parsePack(readPackFiles(copyPack().folder));
    expect(coverageText(pack!)).toMatch(/Git: 4 topics .*\n.*\n.*\n {2}History +4 +80\.0 +60 {2}off its weight/);
    const page = reportPage(pack!);
    for (const { id } of pack!.questions) expect(page).toContain(`### ${id} (`);
    expect(page).toContain('- ✅ A snapshot of the whole project: Git stores the tree as it is.');
  });
});
