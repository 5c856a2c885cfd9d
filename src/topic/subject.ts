/**
 * What a quiz or a leaderboard is about: everything, a pack, a domain, or a topic. A subject has a key (`all`, `pack/docker`,
 * `domain/docker/networking`, `topic/docker/bridge-network`) that stands in custom IDs, option values and totals.
 */
import type { Catalogue } from './catalogue.ts';
import type { Choice } from '../message.ts';
import { DISCORD_LIMITS, MOST_SHOWN, clip, inert } from '../components.ts';
import { UserError } from '../errors.ts';
import type { Manifest } from '../content/pack.ts';
import type { Locale } from '../language.ts';
import { normalise } from './query.ts';
import { topicWords } from './words.ts';

export interface Subject {
  key: string;
  /** as members read it; empty for everything */
  name: string;
  packId?: string;
  domain?: string;
  topicId?: number;
}

export const EVERYTHING: Subject = { key: 'all', name: '' };

/** The subjects under which a question's points count. */
export function subjectKeys(question: { packId: string; domain: string | null; topicSlug: string }): string[] {
  const keys = [EVERYTHING.key, `pack/${question.packId}`, `topic/${question.packId}/${question.topicSlug}`];
  if (question.domain) keys.push(`domain/${question.packId}/${question.domain}`);
  return keys;
}

/** The subject with this key, if it (still) exists. */
export function findSubject(catalogue: Catalogue, key: string): Subject | undefined {
  if (key === EVERYTHING.key) return EVERYTHING;
  const [kind = '', packId = '', id = '', ...more] = key.split('/');
  if (more.length > 0) return undefined;
  if (kind === 'pack') {
    const manifest = id === '' ? catalogue.manifest(packId) : undefined;
    return manifest && packSubject(manifest);
  }
  if (kind === 'topic') {
    const topic = catalogue.topics(packId).get(id);
    return topic && { key, name: topic.title, packId, topicId: topic.id };
  }
  if (kind === 'domain') {
    const domain = catalogue.manifest(packId)?.domains.find((other) => other.id === id);
    return domain && { key, name: domain.name, packId, domain: domain.id };
  }
  return undefined;
}

/** @throws Error when there is none with this key */
export function getSubject(catalogue: Catalogue, key: string): Subject {
  const subject = findSubject(catalogue, key);
  if (!subject) throw new Error(`no subject ${key}`);
  return subject;
}

/**
 * The subject that a member chose from the list or typed.
 * @throws UserError when nothing fits, naming the nearest
 */
export function parseSubject(catalogue: Catalogue, text: string | undefined): Subject {
  if (text === undefined) return EVERYTHING;
  const byKey = findSubject(catalogue, text);
  if (byKey) return byKey;
  const wanted = normalise(text);
  const pack = catalogue.manifests.find(({ id, name }) => normalise(name) === wanted || id === wanted);
  if (pack) return packSubject(pack);
  const domain = domains(catalogue).find(({ name, id }) => normalise(name) === wanted || id === wanted);
  if (domain) return domain.subject;
  const matches = catalogue.search().find(text, 3);
  const best = matches[0];
  const found = best && best.fit !== 'weak' && findSubject(catalogue, `topic/${best.topic.packId}/${best.topic.slug}`);
  if (found) return found;
  const nearest = matches.map((match) => match.topic.title);
  throw new UserError((reader) => {
    const words = topicWords(reader);
    return nearest.length > 0 ? words.noSubjectBut(inert(text), nearest) : words.noSubject(inert(text));
  });
}

/** Whether it is a whole pack, or all of them. */
export function isWhole({ key }: Subject): boolean {
  return key === EVERYTHING.key || key.startsWith('pack/');
}

/** The packs, as subjects. */
export function packSubjects({ manifests }: Catalogue): Subject[] {
  return manifests.map(packSubject);
}

function packSubject({ id, name }: Manifest): Subject {
  return { key: `pack/${id}`, name, packId: id };
}

/** The domains of one pack, or of all of them, as subjects. */
export function domainSubjects(catalogue: Catalogue, packId?: string): Subject[] {
  return domains(catalogue)
    .map(({ subject }) => subject)
    .filter((subject) => packId === undefined || subject.packId === packId);
}

/** Choices for an option that takes a subject: where there are several packs these first, then domains, then topics. */
export function suggestSubjects(locale: Locale, catalogue: Catalogue, text: string): Choice[] {
  const words = topicWords(locale);
  const typed = normalise(text);
  const wholes =
    catalogue.manifests.length > 1
      ? [...packSubjects(catalogue), EVERYTHING]
          .map(({ key, name }) => ({ name: name ? words.wholePack(name) : words.everything, value: key }))
          .filter(({ name }) => normalise(name).includes(typed))
      : [];
  const areas = domains(catalogue)
    .filter(({ name }) => normalise(name).includes(typed))
    .map(({ name, subject }) => ({ name: clip(words.wholeDomain(name), DISCORD_LIMITS.choice), value: subject.key }));
  const topics = typed
    ? catalogue
        .search()
        .suggest(text, MOST_SHOWN)
        .map((match) => match.topic)
    : catalogue.manifests.flatMap((manifest) =>
        manifest.suggested.flatMap((slug) => catalogue.topics(manifest.id).get(slug) ?? []),
      );
  const pages = topics.map((topic) => ({
    name: clip(topic.title, DISCORD_LIMITS.choice),
    value: `topic/${topic.packId}/${topic.slug}`,
  }));
  return [...wholes, ...areas, ...pages].slice(0, MOST_SHOWN);
}

function domains(catalogue: Catalogue): { id: string; name: string; subject: Subject }[] {
  return catalogue.manifests.flatMap((manifest) =>
    manifest.domains.map(({ id, name }) => ({
      id,
      name,
      subject: { key: `domain/${manifest.id}/${id}`, name, packId: manifest.id, domain: id },
    })),
  );
}
