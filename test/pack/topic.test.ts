import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePack } from '../../src/pack/parse.ts';
import { parseQuestions } from '../../src/pack/parse-questions.ts';
import { parseTopic } from '../../src/pack/parse-topic.ts';
import { readPackFiles } from '../../src/pack/read.ts';
import { TOPIC_LIMITS } from '../../src/pack/schema.ts';
import { FIXTURE_PACKS } from '../helpers/app.ts';
import { rounds } from '../helpers/soak.ts';

const FILES = readPackFiles(`${FIXTURE_PACKS}/git`);
const MERGE = FILES.topics.find(({ slug }) => slug === 'merge')?.source ?? '';
const read = (source: string) => parseTopic('merge.md', 'merge', source);

/** A topic with some of its parts replaced. */
function topic(parts: Partial<Record<'frontMatter' | keyof typeof TOPIC_LIMITS, string>>): string {
  const { frontMatter = 'title: Merging\ndocs: https://git-scm.com/', summary = 'Short.', details = 'Long.' } = parts;
  const { commands = 'git merge topic', misconceptions = '- Nothing.' } = parts;
  return [
    `---\n${frontMatter}\n---`,
    summary,
    `## Details\n\n${details}`,
    `## Commands\n\n\`\`\`sh\n${commands}\n\`\`\``,
    `## What people get wrong\n\n${misconceptions}`,
    '',
  ].join('\n\n');
}

describe('a topic', () => {
  it('is read part by part', () => {
    expect(read(MERGE)).toMatchObject({
      problems: [],
      topic: {
        slug: 'merge',
        title: 'Merging',
        aliases: ['merge conflict', 'fast-forward'],
        domain: 'history',
        objectives: ['1.02'],
        related: ['branch'],
        docs: 'https://git-scm.com/docs/merge',
        summary: 'Merging joins two lines of work in one commit with two parents.',
        details: 'When one line has not moved, the name is moved forward and no commit is made.',
        commands: '# Join a branch into this one\ngit merge topic',
        misconceptions: '- "A conflict means that something is broken." It means that a person has to choose.',
      },
    });
  });

  it('reads the same with the line ends of Windows', () => {
    expect(read(MERGE.replaceAll('\n', '\r\n')).topic).toEqual(read(MERGE).topic);
  });

  it('reads the same with the byte order mark of Windows', () => {
    expect(read(`\uFEFF${MERGE}`)).toMatchObject({ problems: [], topic: { title: 'Merging' } });
  });

  it.each([
    ['commands', { commands: '# Not a heading\n## Nor this\ngit merge topic' }],
    ['details', { details: 'Look:\n\n```sh\n# Not a heading\n```\n\nDone.' }],
  ])('keeps a line that starts with # in a fenced block of its %s', (_, parts) => {
    expect(read(topic(parts))).toMatchObject({ problems: [], topic: parts });
  });

  it('may do without commands, domain, aliases and related topics', () => {
    const source = topic({})
      .replace(/## Commands[^]*?```\n\n/, '')
      .replace(/```sh[^]*?```\n\n/, '');
    expect(read(source)).toMatchObject({
      problems: [],
      topic: { commands: '', aliases: [], objectives: [], related: [] },
    });
  });

  it('takes a number as an alias', () => {
    const source = topic({ frontMatter: 'title: Merging\naliases: [9418, 2.0]\ndocs: https://git-scm.com/' });
    expect(read(source).topic?.aliases[0]).toBe('9418');
  });

  it.each(Object.entries(TOPIC_LIMITS))('may have %s of exactly %d characters, not one more', (part, limit) => {
    const fits = read(topic({ [part]: 'x'.repeat(limit) }));
    expect(fits).toMatchObject({ problems: [], topic: { [part]: 'x'.repeat(limit) } });
    const tooLong = read(topic({ [part]: 'x'.repeat(limit + 1) }));
    expect(tooLong.topic).toBeUndefined();
    expect(tooLong.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining(`has ${limit + 1} characters; at most ${limit} fit`),
    ]);
  });
});

describe('a question', () => {
  const COMMIT = FILES.questions.find(({ slug }) => slug === 'commit')?.source ?? '';
  const questions = (source: string) => parseQuestions('commit.yaml', 'commit', source, 'https://git-scm.com/docs');

  it('that is true or false has both options with the one explanation', () => {
    expect(questions(COMMIT).questions[1]?.question).toMatchObject({
      id: 'commit-named-by-hash',
      topicSlug: 'commit',
      objective: '1.01',
      content: {
        kind: 'true-false',
        options: [
          { text: 'True', why: 'The name is a hash over it.', correct: true },
          { text: 'False', why: 'The name is a hash over it.', correct: false },
        ],
      },
    });
  });

  it("points to its topic's page unless it has its own", () => {
    const own = COMMIT.replace('answer: true', 'answer: true\n  docs: https://git-scm.com/docs/git-hash-object');
    expect(questions(COMMIT).questions[1]?.question.content.docs).toBe('https://git-scm.com/docs');
    expect(questions(own).questions[1]?.question.content.docs).toBe('https://git-scm.com/docs/git-hash-object');
  });

  it('has the same revision with the line ends of Windows', () => {
    const block = COMMIT.replace(
      'question: What does a commit hold?',
      'question: |\n    What does\n    a commit hold?',
    );
    const revisions = (source: string) => questions(source).questions.map(({ question }) => question.revision);
    expect(revisions(block.replaceAll('\n', '\r\n'))).toEqual(revisions(block));
    expect(revisions(block)).not.toEqual(revisions(COMMIT));
  });

  it.each([
    ['its words', 'What does a commit hold?', 'What is in a commit?'],
    ['an option', 'The files that changed', 'Some files'],
    ['an explanation', 'Git stores the tree as it is.', 'So it is.'],
    ['its difficulty', 'difficulty: recall', 'difficulty: applying'],
    ['its right answer', 'answer: true', 'answer: false'],
    ['its address', 'answer: true', 'answer: true\n  docs: https://git-scm.com/docs/git-hash-object'],
  ])('has another revision when %s changed', (_, from, to) => {
    const revisions = (source: string) => questions(source).questions.map(({ question }) => question.revision);
    const changed = revisions(COMMIT.replace(from, to)).filter((revision) => !revisions(COMMIT).includes(revision));
    expect(changed).toEqual([expect.stringMatching(/^[0-9a-f]{12}$/)]);
  });
});

describe('parsing', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    // Texts made of what means something in Markdown and YAML get further than noise does.
    fc
      .array(
        fc.constantFrom(
          ...[
            '---',
            '\n',
            '\n',
            '## Details',
            '## Commands',
            '## toString',
            '# ',
            '```',
            '```sh',
            '- ',
            '  ',
            ': ',
            'id',
            'title',
          ],
          ...[
            'kind',
            'options',
            'docs',
            '&a',
            '*a',
            '<<',
            '[',
            ']',
            '{',
            '}',
            '"',
            "'",
            '|',
            '!!map',
            '%YAML',
            '? ',
            '\r\n',
            'x',
            '1',
          ],
        ),
        { maxLength: 40 },
      )
      .map((parts) => parts.join('')),
  );

  it('a topic never throws, and says where each mistake is', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, asBody) => {
        const source = asBody ? `---\ntitle: X\ndocs: https://git-scm.com/\n---\n${text}` : `---\n${text}`;
        const lines = source.replaceAll('\r\n', '\n').split('\n').length;
        const { topic: parsed, problems } = parseTopic('x.md', 'x', source);
        expect(parsed === undefined).toBe(problems.length > 0);
        for (const { line } of problems) expect(line >= 1 && line <= lines + 1).toBe(true);
      }),
      {
        numRuns: rounds(250, 5000),
        examples: [
          ['## toString\n', true],
          ['title: *a\n---\n', false],
        ],
      },
    );
  });

  it('questions never throws', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { questions, problems } = parseQuestions('x.yaml', 'x', text, 'https://git-scm.com/');
        expect(questions.length + problems.length).toBeGreaterThanOrEqual(text.trim() === '[]' ? 0 : 1);
      }),
      { numRuns: rounds(250, 5000), examples: [['- *a']] },
    );
  });

  it('a manifest never throws, and gives no pack with problems', () => {
    fc.assert(
      fc.property(anyText, (manifest) => {
        const { pack, problems } = parsePack({ ...FILES, manifest });
        expect(pack).toBeUndefined();
        expect(problems.length).toBeGreaterThan(0);
      }),
      { numRuns: rounds(250, 5000), examples: [['*a']] },
    );
  });
});
