/** What the imported packs hold, ready to be searched. Built at start, and again when a pack was imported. */
import type { Db } from '../db/open.ts';
import { ENGLISH, type Locale } from '../language.ts';
import type { Manifest } from '../content/pack.ts';
import { type TopicSearch, createTopicSearch } from './search.ts';
import { type TopicName, listManifests, listTopicNames, topicsWithWord } from './store.ts';
import { topicWords } from './words.ts';

export interface Catalogue {
  readonly manifests: readonly Manifest[];
  manifest(packId: string): Manifest | undefined;
  /** topics of one pack, by slug */
  topics(packId: string): ReadonlyMap<string, TopicName>;
  topicById(id: number): TopicName | undefined;
  /** a search over one pack's topics, or over all of them */
  search(packId?: string): TopicSearch;
  /** whether a pack has a mock exam */
  hasExam(packId: string): boolean;
  /** the name of a domain as members read it; of what belongs to none, where there is an exam, that it is no part of that */
  domainName(packId: string, domain: string | null, locale?: Locale): string;
}

export function loadCatalogue(db: Db): Catalogue {
  const manifests = listManifests(db);
  const all = listTopicNames(db);
  const wordIndex = {
    topicsWith: (word: string, asPrefix: boolean) => topicsWithWord(db, word, asPrefix),
  };
  const everything = createTopicSearch(all, wordIndex);
  const byId = new Map(all.map((topic) => [topic.id, topic]));
  const packs = new Map(
    manifests.map((manifest) => {
      const topics = all.filter((topic) => topic.packId === manifest.id);
      return [
        manifest.id,
        {
          manifest,
          topics: new Map(topics.map((topic) => [topic.slug, topic])),
          search: manifests.length === 1 ? everything : createTopicSearch(topics, wordIndex),
        },
      ];
    }),
  );
  return {
    manifests,
    manifest: (packId) => packs.get(packId)?.manifest,
    topics: (packId) => packs.get(packId)?.topics ?? new Map(),
    topicById: (id) => byId.get(id),
    search: (packId) => (packId === undefined ? everything : (packs.get(packId)?.search ?? everything)),
    hasExam: (packId) => hasExam(packs.get(packId)?.manifest),
    domainName: (packId, domain, locale = ENGLISH) => {
      const manifest = packs.get(packId)?.manifest;
      const named = manifest?.domains.find(({ id }) => id === domain)?.name;
      return named ?? (manifest && !hasExam(manifest) ? manifest.name : topicWords(locale).outsideExam);
    },
  };
}

/** A pack that was taken over before there were exams has no such list. */
function hasExam(manifest: Partial<Pick<Manifest, 'exams'>> | undefined): boolean {
  return (manifest?.exams ?? []).length > 0;
}
