/**
 * Every question that may be asked, in memory, without its words: what choosing one needs, found by what it is about. It is
 * read once at the start; imported packs, and decks that come and go, change it by `put` and `remove`, or have it loaded
 * anew. Difficulties move with members' first answers: see bank-store.ts for how it keeps up with them.
 */
import type { Difficulty } from '../content/pack.ts';
import { type ExamCurves, createExamCurves } from './exam-curves.ts';
import { DIFFICULTY_PRIOR, type Gaussian, guessingChance } from './item-response.ts';
import { kindOf } from './kinds/index.ts';
import type { Shape } from './kinds/kind.ts';

/** A question as it is put into the bank. */
export interface NewQuestion extends Shape {
  readonly key: number;
  readonly revision: string;
  readonly packId: string;
  readonly topicId: number;
  readonly domain: string | null;
  /** how hard by its author's word */
  readonly label: Difficulty;
  /** whether its options may come one at a time */
  readonly domc: boolean;
  /** how hard it has proved; null before anybody answered it */
  readonly proved: Gaussian | null;
}

/** A question in the bank. */
export interface BankQuestion extends Shape {
  readonly key: number;
  readonly revision: string;
  readonly topicId: number;
  readonly label: Difficulty;
  readonly domc: boolean;
  readonly area: Area;
  /** how hard it has proved, or what its label says; in logits */
  readonly difficulty: Gaussian;
  /** among which it is as likely as any other to be chosen */
  readonly group: Group;
}

/** Questions of one area that cannot be told apart when they are weighed for a member. */
export interface Group {
  readonly label: Difficulty;
  /** in logits, rounded: see DIFFICULTY_STEP */
  readonly difficulty: number;
  /** the chance of being right without knowing */
  readonly floor: number;
  /** the same number for groups of the same difficulty and floor, from 0 on without gaps */
  readonly level: number;
  readonly questions: readonly BankQuestion[];
}

/** The questions of one topic in one area that an exam may ask. */
export interface ExamTopic {
  readonly topicId: number;
  readonly questions: readonly BankQuestion[];
  /** those of them whose options may come one at a time */
  readonly domc: readonly BankQuestion[];
}

/** One domain of one pack, or what of the pack belongs to no domain. */
export interface Area {
  readonly packId: string;
  readonly domain: string | null;
  readonly groups: ReadonlyMap<string, Group>;
  readonly examTopics: ReadonlyMap<number, ExamTopic>;
  /** the chance of being right on what an exam may draw here, by ability */
  examCurves(): ExamCurves;
}

export interface Bank {
  readonly size: number;
  /** counts what was put in and taken out, so that others can tell when the bank has changed */
  readonly version: number;
  find(key: number): BankQuestion | undefined;
  /** all areas, those of one pack, or the one of a domain */
  areas(packId?: string, domain?: string): readonly Area[];
  ofTopic(topicId: number): readonly BankQuestion[];
  /** Adds a question; one of the same key gives way to it. */
  put(question: NewQuestion): void;
  /** Takes a question out, if it is there. */
  remove(key: number): void;
  /** Notes how hard a question has proved, if it is there. */
  move(key: number, difficulty: Gaussian): void;
}

/**
 * Difficulties are rounded to this, in logits, to weigh questions for a member: so there are some hundred weights to reckon,
 * however many questions. A difficulty is known to 0.3 at best, and half of this changes the chance of being right by 0.015.
 */
export const DIFFICULTY_STEP = 1 / 8;

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type OwnGroup = Group & { questions: BankQuestion[] };
type OwnTopic = ExamTopic & { questions: BankQuestion[]; domc: BankQuestion[] };

interface OwnArea extends Area {
  readonly groups: Map<string, OwnGroup>;
  readonly examTopics: Map<number, OwnTopic>;
  /** made when somebody asks for it, and kept up from then on */
  curves: ExamCurves | undefined;
}

interface Kept extends Writable<BankQuestion> {
  area: OwnArea;
  group: OwnGroup;
  /** its place in the group's list */
  place: number;
}

export function createBank(questions: Iterable<NewQuestion> = []): Bank {
  const byKey = new Map<number, Kept>();
  const byTopic = new Map<number, BankQuestion[]>();
  const areas = new Map<string, OwnArea>();
  const ofPack = new Map<string, OwnArea[]>();
  const levels = new Map<string, number>();
  let version = 0;

  function areaOf(packId: string, domain: string | null): OwnArea {
    const id = areaId(packId, domain);
    let area = areas.get(id);
    if (!area) {
      area = createArea(packId, domain);
      areas.set(id, area);
      append(ofPack, packId, area);
    }
    return area;
  }

  function put({
    packId,
    domain,
    proved,
    key,
    revision,
    topicId,
    label,
    kind,
    options,
    right,
    domc,
  }: NewQuestion): void {
    remove(key);
    version++;
    const area = areaOf(packId, domain);
    const difficulty = proved ?? DIFFICULTY_PRIOR[label];
    const group = groupOf(area, levels, { label, kind, options, right, difficulty });
    const place = group.questions.length;
    const kept: Kept = { key, revision, topicId, label, kind, options, right, domc, difficulty, area, group, place };
    group.questions.push(kept);
    byKey.set(key, kept);
    append(byTopic, topicId, kept);
    if (!kindOf(kept).inExam) return;
    let topic = area.examTopics.get(topicId);
    if (!topic) area.examTopics.set(topicId, (topic = { topicId, questions: [], domc: [] }));
    topic.questions.push(kept);
    if (domc) topic.domc.push(kept);
    area.curves?.add(kept);
  }

  function remove(key: number): void {
    const kept = byKey.get(key);
    if (!kept) return;
    version++;
    const { area, topicId } = kept;
    byKey.delete(key);
    leaveGroup(kept);
    const ofTopic = byTopic.get(topicId) ?? [];
    drop(ofTopic, kept);
    if (ofTopic.length === 0) byTopic.delete(topicId);
    if (kindOf(kept).inExam) {
      const topic = area.examTopics.get(topicId);
      drop(topic?.questions ?? [], kept);
      drop(topic?.domc ?? [], kept);
      if (topic?.questions.length === 0) area.examTopics.delete(topicId);
      area.curves?.remove(kept);
    }
    if (area.groups.size > 0) return;
    areas.delete(areaId(area.packId, area.domain));
    drop(ofPack.get(area.packId) ?? [], area);
  }

  function move(key: number, difficulty: Gaussian): void {
    const kept = byKey.get(key);
    if (!kept) return;
    const curves = kindOf(kept).inExam ? kept.area.curves : undefined;
    curves?.remove(kept);
    kept.difficulty = difficulty;
    curves?.add(kept);
    const group = groupOf(kept.area, levels, kept);
    if (group === kept.group) return;
    leaveGroup(kept);
    kept.group = group;
    kept.place = group.questions.push(kept) - 1;
  }

  for (const question of questions) put(question);
  return {
    get size() {
      return byKey.size;
    },
    get version() {
      return version;
    },
    find: (key) => byKey.get(key),
    areas(packId, domain) {
      if (packId === undefined) return [...areas.values()];
      if (domain === undefined) return ofPack.get(packId) ?? [];
      const area = areas.get(areaId(packId, domain));
      return area ? [area] : [];
    },
    ofTopic: (topicId) => byTopic.get(topicId) ?? [],
    put,
    remove,
    move,
  };
}

function areaId(packId: string, domain: string | null): string {
  return `${packId}/${domain ?? ''}`;
}

function createArea(packId: string, domain: string | null): OwnArea {
  const examTopics = new Map<number, OwnTopic>();
  const area: OwnArea = {
    packId,
    domain,
    groups: new Map(),
    examTopics,
    curves: undefined,
    examCurves: () =>
      (area.curves ??= createExamCurves([...examTopics.values()].flatMap(({ questions }) => questions))),
  };
  return area;
}

function groupOf(
  area: OwnArea,
  levels: Map<string, number>,
  question: Pick<BankQuestion, 'label' | 'difficulty'> & Shape,
): OwnGroup {
  const { label } = question;
  const difficulty = Math.round(question.difficulty.mean / DIFFICULTY_STEP) * DIFFICULTY_STEP;
  const floor = guessingChance(question);
  const id = groupId({ label, difficulty, floor });
  let group = area.groups.get(id);
  if (!group) {
    const level = levels.get(`${difficulty}/${floor}`) ?? levels.size;
    levels.set(`${difficulty}/${floor}`, level);
    area.groups.set(id, (group = { label, difficulty, floor, level, questions: [] }));
  }
  return group;
}

function groupId({ label, difficulty, floor }: Pick<Group, 'label' | 'difficulty' | 'floor'>): string {
  return `${label}/${difficulty}/${floor}`;
}

/** The last one of the list takes the place that becomes free. */
function leaveGroup(kept: Kept): void {
  const { area, group, place } = kept;
  const last = group.questions.pop() as Kept;
  if (last !== kept) {
    group.questions[place] = last;
    last.place = place;
  }
  if (group.questions.length === 0) area.groups.delete(groupId(group));
}

function append<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

function drop<T>(list: T[], item: T): void {
  const place = list.indexOf(item);
  if (place >= 0) list.splice(place, 1);
}
