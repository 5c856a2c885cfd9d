import { join } from 'node:path';
import type { Diagram, Manifest, Pack, PackQuestion, PackTopic } from '../content/pack.ts';
import { type TopicFrontMatter, manifestSchema } from './schema.ts';
import { checkExams, parseExams } from './parse-exams.ts';
import { parsePhrases } from './parse-phrases.ts';
import { parseQuestions } from './parse-questions.ts';
import { parseTopic } from './parse-topic.ts';
import type { Problem } from './problem.ts';
import type { PackFiles } from './read.ts';
import { checkYaml, readYaml } from './yaml.ts';

/**
 * Turns a pack's files into a checked pack, or says everything that is wrong with them at once.
 * `pack` is there only when there are no problems.
 */
export function parsePack(files: PackFiles): { pack: Pack | undefined; problems: Problem[] } {
  const problems: Problem[] = [];
  const report: Report = (file, line, message) => problems.push({ file, line, message });
  const manifest = checkManifest(files, problems, report);
  const known = whatIsKnown(files, manifest);
  const { topics, frontMatters, owners } = checkTopics(files, known, problems, report);
  const said = parsePhrases(files, known.slugs, owners);
  problems.push(...said.problems);
  const questions = checkQuestions(files, known, frontMatters, problems, report);
  const parsed = parseExams(files);
  problems.push(...parsed.problems);
  const exams = parsed.exams.map(({ exam }) => exam);
  const pack = manifest && {
    manifest: { ...manifest, exams },
    contentHash: files.contentHash,
    topics: topics.map((topic) => ({ ...topic, phrases: said.phrases.get(topic.slug) ?? [] })),
    questions,
  };
  // Only when all is right so far: a question left out because of a mistake would be reported again here, as missing.
  if (pack && problems.length === 0) problems.push(...checkExams(parsed, pack));
  problems.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
  return { pack: problems.length === 0 ? pack : undefined, problems };
}

type Report = (file: string, line: number, message: string) => void;

/** What topics and questions may name. Without a manifest only the slugs are known, and the rest is not judged. */
interface Known {
  slugs: ReadonlySet<string>;
  domains?: ReadonlySet<string>;
  objectives?: ReadonlySet<string>;
  hosts?: ReadonlySet<string>;
}

function whatIsKnown(files: PackFiles, manifest: Omit<Manifest, 'exams'> | undefined): Known {
  const slugs = new Set(files.topics.map((topic) => topic.slug));
  if (!manifest) return { slugs };
  return {
    slugs,
    domains: new Set(manifest.domains.map((domain) => domain.id)),
    objectives: new Set(manifest.objectives.map((objective) => objective.id)),
    hosts: new Set(manifest.documentationHosts),
  };
}

function checkManifest(files: PackFiles, problems: Problem[], report: Report): Omit<Manifest, 'exams'> | undefined {
  const file = join(files.folder, 'pack.yaml');
  if (files.manifest === undefined) {
    report(file, 1, 'the file is missing; docs/packs.md shows one');
    return undefined;
  }
  const yaml = readYaml(file, files.manifest);
  problems.push(...yaml.problems);
  if (yaml.problems.length > 0) return undefined;
  const checked = checkYaml(file, manifestSchema, yaml.value, yaml.lineOf);
  problems.push(...checked.problems);
  const manifest = checked.value;
  if (!manifest) return undefined;

  const { slugs, domains } = whatIsKnown(files, manifest);
  const at = (...path: PropertyKey[]) => yaml.lineOf(path);
  if (manifest.id !== files.id) report(file, at('id'), `"id" must be ${files.id}, as the folder is named`);
  const weights = manifest.domains.reduce((sum, domain) => sum + domain.weight, 0);
  if (manifest.domains.length > 0 && weights !== 100) {
    report(file, at('domains'), `the weights of the domains add up to ${weights}; they must add up to 100`);
  }
  for (const key of ['domains', 'objectives'] as const) {
    eachRepeated(
      manifest[key].map(({ id }) => id),
      (id, index) => {
        report(file, at(key, index), `"${id}" is already the id of another one; choose another`);
      },
    );
  }
  manifest.objectives.forEach(({ domain }, index) => {
    if (!domains?.has(domain)) report(file, at('objectives', index), `"${domain}" is not a domain; ${oneOf(domains)}`);
  });
  manifest.suggested.forEach((slug, index) => {
    if (!slugs.has(slug)) report(file, at('suggested', index), unknownTopic(slug, slugs));
  });
  return manifest;
}

function checkTopics(files: PackFiles, known: Known, problems: Problem[], report: Report) {
  const topics: Omit<PackTopic, 'phrases'>[] = [];
  const frontMatters = new Map<string, TopicFrontMatter>();
  const owners = new Map<string, string>();
  const dots = new Map(files.diagrams.map(({ slug, source }) => [`${slug}.dot`, source]));
  const findDiagram = (frontMatter: TopicFrontMatter | undefined): Diagram | undefined => {
    const dot = dots.get(frontMatter?.diagram?.file ?? '');
    return dot === undefined ? undefined : { dot, alt: frontMatter?.diagram?.alt ?? '' };
  };
  for (const { file, slug, source } of files.topics) {
    const { topic, frontMatter, lineOf, problems: found } = parseTopic(file, slug, source);
    problems.push(...found);
    if (topic) topics.push({ ...topic, diagram: findDiagram(frontMatter) });
    if (!frontMatter) continue;
    const at = (...path: PropertyKey[]) => lineOf(path);
    frontMatters.set(slug, frontMatter);
    const { title, aliases, domain, objectives, related, docs, diagram } = frontMatter;
    if (domain !== undefined && known.domains && !known.domains.has(domain)) {
      report(file, at('domain'), `"${domain}" is not a domain of pack.yaml; ${oneOf(known.domains)}`);
    }
    objectives.forEach((id, index) => {
      if (known.objectives && !known.objectives.has(id)) {
        report(file, at('objectives', index), `"${id}" is not an objective of pack.yaml`);
      }
    });
    eachRepeated(related, (name, index) => report(file, at('related', index), `"${name}" stands here twice`));
    related.forEach((name, index) => {
      if (name === slug) report(file, at('related', index), 'a topic is not related to itself; remove it');
      else if (!known.slugs.has(name)) report(file, at('related', index), unknownTopic(name, known.slugs));
    });
    checkHost(docs, known, (message) => report(file, at('docs'), message));
    if (diagram && !dots.has(diagram.file)) {
      report(file, at('diagram', 'file'), `there is no file ${diagram.file} in the pack's folder diagrams`);
    }
    [title, ...aliases].forEach((name, index) => {
      const owner = owners.get(name.toLowerCase()) ?? slug;
      if (owner !== slug) {
        const line = index === 0 ? at('title') : at('aliases', index - 1);
        report(file, line, `"${name}" already names the topic ${owner}; one name leads to one topic`);
      }
      owners.set(name.toLowerCase(), owner);
    });
  }
  return { topics, frontMatters, owners };
}

function checkQuestions(
  files: PackFiles,
  { slugs, objectives, ...known }: Known,
  frontMatters: ReadonlyMap<string, TopicFrontMatter>,
  problems: Problem[],
  report: Report,
): PackQuestion[] {
  const questions: PackQuestion[] = [];
  const places = new Map<string, string>();
  for (const { file, slug, source } of files.questions) {
    if (!slugs.has(slug)) report(file, 1, `the file's name must be a topic's slug; ${unknownTopic(slug, slugs)}`);
    const frontMatter = frontMatters.get(slug);
    const topicDocs = frontMatter?.docs ?? '';
    const parsed = parseQuestions(file, slug, source, topicDocs);
    problems.push(...parsed.problems);
    for (const { question, line, lineOf } of parsed.questions) {
      const { id, objective, content } = question;
      const before = places.get(id);
      if (before) report(file, line, `"${id}" is already the id of a question at ${before}; choose another`);
      places.set(id, `${file}:${line}`);
      if (objective === null) {
        // A topic without an objective, such as one on the exam itself, has questions without one.
        if (objectives?.size && frontMatter?.objectives.length !== 0) {
          report(file, line, '"objective" is missing; name one of the objectives of pack.yaml');
        }
      } else if (objectives && !objectives.has(objective)) {
        report(file, lineOf('objective'), `"${objective}" is not an objective of pack.yaml`);
      }
      // A wrong address of the topic's own has been reported already, in the topic.
      const message = (text: string) => report(file, lineOf('docs'), text);
      if (content.docs !== topicDocs) checkHost(content.docs, { slugs, ...known }, message);
      questions.push(question);
    }
  }
  return questions;
}

/** Calls back for each value that has stood before, with its place. */
function eachRepeated(values: readonly string[], found: (value: string, index: number) => void): void {
  values.forEach((value, index) => {
    if (values.indexOf(value) < index) found(value, index);
  });
}

function oneOf(values: ReadonlySet<string> = new Set()): string {
  return `it must be one of ${[...values].slice(0, 8).join(', ')}`;
}

function unknownTopic(slug: string, slugs: ReadonlySet<string>): string {
  const stem = slug.split('-')[0] ?? slug;
  const near = [...slugs].filter((other) => other.includes(stem)).slice(0, 3);
  const hint = near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '; add its file or remove the name';
  return `"${slug}" is not a topic of this pack${hint}`;
}

function checkHost(address: string, { hosts }: Known, report: (message: string) => void): void {
  const { host } = new URL(address);
  if (!hosts || hosts.has(host)) return;
  const hint = 'correct the address or add the host';
  report(`"docs" leads to ${host}, which is not among the documentationHosts of pack.yaml; ${hint}`);
}
