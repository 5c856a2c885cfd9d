import type { PackTopic } from '../content/pack.ts';
import { TOPIC_LIMITS, type TopicFrontMatter, topicFrontMatterSchema, topicSlug } from './schema.ts';
import type { Problem } from './problem.ts';
import { checkYaml, readYaml } from './yaml.ts';

const SECTIONS = {
  Details: 'details',
  Commands: 'commands',
  'What people get wrong': 'misconceptions',
} as const;
type Section = (typeof SECTIONS)[keyof typeof SECTIONS];
type Part = 'summary' | Section;

/** A parsed topic and the lines on which its links to other things stand, for the checks across files. */
export interface ParsedTopic {
  topic: Omit<PackTopic, 'phrases'> | undefined;
  /** there also when the text below it has mistakes */
  frontMatter: TopicFrontMatter | undefined;
  problems: Problem[];
  lineOf: (path: readonly PropertyKey[]) => number;
}

/** Reads `topics/<slug>.md`: front matter, a first paragraph, and up to three sections. */
export function parseTopic(file: string, slug: string, source: string): ParsedTopic {
  // Editors on Windows put a mark in front and end lines with two characters.
  const lines = source
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .split('\n');
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end === -1) {
    const message = 'a topic starts with its front matter: a line ---, the keys title, docs and so on, and a line ---';
    return { topic: undefined, frontMatter: undefined, problems: [{ file, line: 1, message }], lineOf: () => 1 };
  }
  const yaml = readYaml(file, lines.slice(1, end).join('\n'), 2);
  const problems = [...yaml.problems];
  const body = readBody(file, lines, end + 1);
  problems.push(...body.problems);
  if (yaml.problems.length > 0) return { topic: undefined, frontMatter: undefined, problems, lineOf: yaml.lineOf };

  const frontMatter = checkYaml(file, topicFrontMatterSchema, yaml.value, yaml.lineOf);
  problems.push(...frontMatter.problems);
  if (!topicSlug.safeParse(slug).success) {
    problems.push({
      file,
      line: 1,
      message: 'the file must be named by a slug of at most 40 characters, like bridge-network.md',
    });
  }
  const topic =
    frontMatter.value && problems.length === 0
      ? { slug, ...frontMatter.value, diagram: undefined, ...body.parts }
      : undefined;
  return { topic, frontMatter: frontMatter.value, problems, lineOf: yaml.lineOf };
}

function readBody(file: string, lines: string[], start: number): { parts: Record<Part, string>; problems: Problem[] } {
  const problems: Problem[] = [];
  const collected: Record<Part, string[]> = { summary: [], details: [], commands: [], misconceptions: [] };
  const startLine: Record<Part, number> = { summary: start + 1, details: 0, commands: 0, misconceptions: 0 };
  let part: Part = 'summary';
  let fenceStart = 0;
  for (let index = start; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line.startsWith('```')) fenceStart = fenceStart === 0 ? index + 1 : 0;
    const heading = fenceStart !== 0 ? null : /^#+\s*(.*?)\s*$/.exec(line);
    if (!heading) {
      collected[part].push(line);
      continue;
    }
    const name = heading[1] ?? '';
    if (!line.startsWith('## ') || !Object.hasOwn(SECTIONS, name)) {
      problems.push({
        file,
        line: index + 1,
        message: `the heading "${line}" is not known; a topic has "## ${Object.keys(SECTIONS).join('", "## ')}"`,
      });
      continue;
    }
    part = SECTIONS[name as keyof typeof SECTIONS];
    if (startLine[part] !== 0)
      problems.push({ file, line: index + 1, message: `"${line}" stands here a second time; join the two` });
    startLine[part] = index + 1;
  }

  const parts = Object.fromEntries(
    Object.entries(collected).map(([name, text]) => [name, text.join('\n').trim()]),
  ) as Record<Part, string>;
  if (fenceStart !== 0) {
    // What follows is read wrongly because of it, so nothing more is said.
    const message = 'this fenced block is not closed; end it with ```';
    return { parts, problems: [{ file, line: fenceStart, message }] };
  }
  for (const name of ['summary', 'details', 'misconceptions'] as const) {
    if (parts[name] === '') {
      const what =
        name === 'summary' ? 'the short answer (a paragraph right after the front matter)' : `"## ${headingOf(name)}"`;
      problems.push({ file, line: startLine[name] || start, message: `${what} is missing or empty` });
    }
  }
  parts.commands = unfence(parts.commands, file, startLine.commands, problems);
  for (const [name, limit] of Object.entries(TOPIC_LIMITS) as [Part, number][]) {
    const length = parts[name].length;
    if (length > limit) {
      const what = name === 'summary' ? 'the short answer' : `"## ${headingOf(name)}"`;
      problems.push({ file, line: startLine[name], message: `${what} has ${length} characters; at most ${limit} fit` });
    }
  }
  return { parts, problems };
}

function headingOf(section: Section): string {
  return Object.entries(SECTIONS).find(([, name]) => name === section)?.[0] ?? section;
}

/** The text within the one fenced block that "## Commands" consists of. */
function unfence(text: string, file: string, line: number, problems: Problem[]): string {
  if (text === '') return '';
  const match = /^```[a-z]*\n([\s\S]*?)\n?```$/.exec(text);
  if (!match || match[1]?.includes('```')) {
    problems.push({
      file,
      line,
      message: '"## Commands" must hold one fenced block and nothing else: ```sh, the commands, ```',
    });
    return '';
  }
  return (match[1] ?? '').trim();
}
