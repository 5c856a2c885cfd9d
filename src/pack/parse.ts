import { join } from 'node:path';
import type { Pack, PackQuestion, PackTopic } from './content.ts';
import { manifestSchema } from './schema.ts';
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
  const manifestFile = join(files.folder, 'pack.yaml');
  if (files.manifest === undefined) {
    return {
      pack: undefined,
      problems: [{ file: manifestFile, line: 1, message: 'the file is missing; docs/packs.md shows one' }],
    };
  }
  const yaml = readYaml(manifestFile, files.manifest);
  const checked = checkYaml(manifestFile, manifestSchema, yaml.value, yaml.lineOf);
  const manifest = checked.value;
  if (yaml.problems.length > 0 || !manifest) {
    return { pack: undefined, problems: yaml.problems.length > 0 ? yaml.problems : checked.problems };
  }

  const problems: Problem[] = [];
  const report = (file: string, line: number, message: string) => problems.push({ file, line, message });
  const domains = new Set(manifest.domains.map((domain) => domain.id));
  const objectives = new Set(manifest.objectives.map((objective) => objective.id));
  const hosts = new Set(manifest.documentationHosts);
  const slugs = new Set(files.topics.map((topic) => topic.slug));
  const list = (values: Iterable<string>) => [...values].slice(0, 8).join(', ');

  if (manifest.id !== files.id)
    report(manifestFile, yaml.lineOf(['id']), `"id" must be ${files.id}, as the folder is named`);
  const weights = manifest.domains.reduce((sum, domain) => sum + domain.weight, 0);
  if (manifest.domains.length > 0 && weights !== 100) {
    report(
      manifestFile,
      yaml.lineOf(['domains']),
      `the weights of the domains add up to ${weights}; they must add up to 100`,
    );
  }
  manifest.objectives.forEach((objective, index) => {
    if (!domains.has(objective.domain)) {
      report(
        manifestFile,
        yaml.lineOf(['objectives', index]),
        `"${objective.domain}" is not a domain; it must be one of ${list(domains)}`,
      );
    }
  });
  manifest.suggested.forEach((slug, index) => {
    if (!slugs.has(slug)) report(manifestFile, yaml.lineOf(['suggested', index]), unknownTopic(slug, slugs));
  });

  const topics: PackTopic[] = [];
  const docsOf = new Map<string, string>();
  const names = new Map<string, string>();
  for (const { file, slug, source } of files.topics) {
    const parsed = parseTopic(file, slug, source);
    problems.push(...parsed.problems);
    const { topic, lineOf } = parsed;
    if (!topic) continue;
    topics.push(topic);
    docsOf.set(slug, topic.docs);
    if (topic.domain !== undefined && !domains.has(topic.domain)) {
      report(
        file,
        lineOf(['domain']),
        `"${topic.domain}" is not a domain of pack.yaml; it must be one of ${list(domains)}`,
      );
    }
    topic.objectives.forEach((id, index) => {
      if (!objectives.has(id)) report(file, lineOf(['objectives', index]), `"${id}" is not an objective of pack.yaml`);
    });
    topic.related.forEach((related, index) => {
      if (related === slug) report(file, lineOf(['related', index]), 'a topic is not related to itself; remove it');
      else if (!slugs.has(related)) report(file, lineOf(['related', index]), unknownTopic(related, slugs));
    });
    checkHost(topic.docs, hosts, (message) => report(file, lineOf(['docs']), message));
    [topic.title, ...topic.aliases].forEach((name, index) => {
      const owner = names.get(name.toLowerCase());
      if (owner !== undefined && owner !== slug) {
        const line = index === 0 ? lineOf(['title']) : lineOf(['aliases', index - 1]);
        report(file, line, `"${name}" already names the topic ${owner}; one name leads to one topic`);
      }
      names.set(name.toLowerCase(), slug);
    });
  }

  const questions: PackQuestion[] = [];
  const ids = new Map<string, string>();
  for (const { file, slug, source } of files.questions) {
    if (!slugs.has(slug)) report(file, 1, `the file's name must be a topic's slug; ${unknownTopic(slug, slugs)}`);
    const parsed = parseQuestions(file, slug, source, docsOf.get(slug) ?? 'https://invalid.example');
    problems.push(...parsed.problems);
    for (const { question, line, lineOf } of parsed.questions) {
      const before = ids.get(question.id);
      if (before) report(file, line, `"${question.id}" is already the id of a question at ${before}; choose another`);
      ids.set(question.id, `${file}:${line}`);
      if (question.objective === null) {
        if (objectives.size > 0) report(file, line, '"objective" is missing; name one of the objectives of pack.yaml');
      } else if (!objectives.has(question.objective)) {
        report(file, lineOf('objective'), `"${question.objective}" is not an objective of pack.yaml`);
      }
      if (docsOf.has(slug)) checkHost(question.content.docs, hosts, (message) => report(file, lineOf('docs'), message));
      questions.push(question);
    }
  }
  problems.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
  const pack = problems.length === 0 ? { manifest, contentHash: files.contentHash, topics, questions } : undefined;
  return { pack, problems };
}

function unknownTopic(slug: string, slugs: Set<string>): string {
  const stem = slug.split('-')[0] ?? slug;
  const near = [...slugs].filter((other) => other.includes(stem)).slice(0, 3);
  return `"${slug}" is not a topic of this pack${near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '; add its file or remove the name'}`;
}

function checkHost(address: string, hosts: Set<string>, report: (message: string) => void): void {
  const host = new URL(address).host;
  if (!hosts.has(host))
    report(
      `"docs" leads to ${host}, which is not among the documentationHosts of pack.yaml; correct the address or add the host`,
    );
}
