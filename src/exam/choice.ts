/** Which exam a member means, what there is to choose from, and what exams are called. */
import type { Catalogue } from '../topic/catalogue.ts';
import type { Choice } from '../message.ts';
import { DISCORD_LIMITS, MOST_SHOWN, clip, inert } from '../components.ts';
import { UserError } from '../errors.ts';
import { type Locale, named } from '../language.ts';
import type { ExamBlueprint, Manifest } from '../content/pack.ts';
import { localDate } from '../time/local-day.ts';
import { normalise } from '../topic/query.ts';
import type { Exam, FinishedExam } from './store.ts';
import { examWords } from './words.ts';

/** Which exam somebody wants. */
export interface ExamChoice {
  manifest: Manifest;
  blueprint: ExamBlueprint;
  /** limits it to one domain; null: all of them, by their weights */
  domain: string | null;
}

/** What a custom ID says of it. */
export interface ExamKey {
  packId: string;
  blueprintId: string;
  domain: string | null;
}

/** What an exam and its parts are called, in one language. */
export interface ExamNames {
  /** "Full exam, Docker, Networking only" */
  title: string;
  packName: string;
  domains: Manifest['domains'];
}

/** The exams of a pack. A pack that was imported before there were exams, and has been refused since, has no such list. */
export function examsOf(manifest: Manifest): readonly ExamBlueprint[] {
  return manifest.exams ?? [];
}

function withExams(manifests: readonly Manifest[]): Manifest[] {
  return manifests.filter((manifest) => examsOf(manifest).length > 0);
}

/** The ids of the packs that have an exam. @param domain a domain that they have, by its id or name; left out: any */
export function packsWithExam({ manifests }: Pick<Catalogue, 'manifests'>, domain?: string): string[] {
  const has = ({ domains }: Manifest) => domain === undefined || findDomain(domains, domain) !== undefined;
  return withExams(manifests)
    .filter(has)
    .map(({ id }) => id);
}

/** The packs that have an exam, as choices. */
export function packChoices(manifests: readonly Manifest[]): Choice[] {
  return withExams(manifests)
    .slice(0, MOST_SHOWN)
    .map(({ id, name }) => ({ name, value: id }));
}

/** The exams that there are in any pack; two of one id are one choice. */
export function lengthChoices(manifests: readonly Manifest[]): Choice[] {
  const packs = withExams(manifests);
  const byId = new Map<string, Choice>();
  for (const exam of packs.flatMap(examsOf)) {
    const { id, name, minutes } = exam;
    if (byId.has(id)) continue;
    // Exams of the same name may differ from pack to pack, so the numbers are shown only when there is one pack.
    const called =
      packs.length === 1 ? named(examWords, (words) => words.lengthChoice(name, questionsOf(exam), minutes)) : { name };
    byId.set(id, { ...called, value: id });
  }
  return [...byId.values()].slice(0, MOST_SHOWN);
}

/** Domains for a half-typed text, of the pack that was chosen, or of all that have an exam. */
export function domainChoices({ manifests }: Catalogue, packId: unknown, text: string): Choice[] {
  return withExams(manifests)
    .filter(({ id }) => packId === undefined || id === packId)
    .flatMap(({ domains }) => domains)
    .filter(({ name }) => normalise(name).includes(normalise(text)))
    .slice(0, MOST_SHOWN)
    .map(({ id, name }) => ({ name, value: id }));
}

/** Finished exams for a half-typed text: by date in `zone`, name or score. */
export function finishedChoices(
  locale: Locale,
  catalogue: Catalogue,
  finished: readonly FinishedExam[],
  zone: string,
  text: string,
): Choice[] {
  const words = examWords(locale);
  const typed = text.trim().toLowerCase();
  const choices: Choice[] = [];
  for (const exam of finished) {
    if (choices.length === MOST_SHOWN) break;
    const { title } = examNames(locale, catalogue, exam);
    const date = localDate(exam.startedAt, zone);
    const name = clip(words.whichChoice(date, exam.correct, exam.questions, title), DISCORD_LIMITS.choice);
    if (name.toLowerCase().includes(typed)) choices.push({ name, value: exam.id });
  }
  return choices;
}

/**
 * The exam that the options of `/exam start` name. Left out, the length is the pack's first, or for one domain its
 * shortest.
 * @throws UserError when there is no such exam, saying what there is
 */
export function parseExamChoice(
  { manifests }: Catalogue,
  { packId, length, domain }: { packId?: string | undefined; length?: string | undefined; domain?: string | undefined },
): ExamChoice {
  const packs = withExams(manifests);
  const manifest = packId === undefined ? packs[0] : packs.find(({ id }) => id === packId);
  if (!manifest) throw new UserError((reader) => examWords(reader).noExam);
  const domainId = domain === undefined ? null : parseDomain(manifest, domain);
  const exams = examsOf(manifest);
  const byQuestions = [...exams].sort((a, b) => questionsOf(a) - questionsOf(b));
  const usual = domainId === null ? exams[0] : byQuestions[0];
  const blueprint = length === undefined ? usual : exams.find(({ id }) => id === length);
  if (blueprint) return { manifest, blueprint, domain: domainId };
  const names = exams.map(({ name }) => name);
  throw new UserError((reader) => examWords(reader).noLength(manifest.name, names));
}

function questionsOf({ multipleChoice, domc }: ExamBlueprint): number {
  return multipleChoice + domc;
}

function findDomain(domains: Manifest['domains'], text: string): Manifest['domains'][number] | undefined {
  return domains.find(({ id, name }) => id === text || normalise(name) === normalise(text));
}

function parseDomain({ domains }: Manifest, text: string): string {
  const found = findDomain(domains, text);
  if (found) return found.id;
  const names = domains.map(({ name }) => name);
  throw new UserError((reader) => examWords(reader).noDomain(inert(text), names));
}

/** The exam that a custom ID names. @throws UserError when the pack no longer has it */
export function getExamChoice(catalogue: Catalogue, { packId, blueprintId, domain }: ExamKey): ExamChoice {
  const manifest = catalogue.manifest(packId);
  const blueprint = manifest && examsOf(manifest).find(({ id }) => id === blueprintId);
  const hasDomain = domain === null || manifest?.domains.some(({ id }) => id === domain);
  if (manifest && blueprint && hasDomain) return { manifest, blueprint, domain };
  throw new UserError((reader) => examWords(reader).notOffered);
}

/** Also of exams that their pack no longer has. */
export function examNames(
  locale: Locale,
  catalogue: Catalogue,
  { packId, blueprint, domain }: Pick<Exam, 'packId' | 'blueprint' | 'domain'>,
): ExamNames {
  const words = examWords(locale);
  const manifest = catalogue.manifest(packId);
  const name = (manifest && examsOf(manifest).find(({ id }) => id === blueprint)?.name) ?? words.nameless;
  const packName = manifest?.name ?? packId;
  const title =
    domain === null
      ? words.title(name, packName)
      : words.titleOfDomain(name, packName, catalogue.domainName(packId, domain, locale));
  return { title, packName, domains: manifest?.domains ?? [] };
}
