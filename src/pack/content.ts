/** What a pack holds once it has been read and checked. `schema.ts` says how its files must look. */

export const DIFFICULTIES = ['recall', 'understanding', 'applying'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

/** pack.yaml */
export interface Manifest {
  id: string;
  name: string;
  /** the slash command that looks topics up */
  command: string;
  description: string;
  documentationHosts: string[];
  domains: { id: string; name: string; weight: number }[];
  objectives: { id: string; domain: string; text: string }[];
  suggested: string[];
}

/** One topic as read from its file. */
export interface PackTopic {
  slug: string;
  title: string;
  aliases: string[];
  domain?: string | undefined;
  objectives: string[];
  related: string[];
  docs: string;
  summary: string;
  details: string;
  commands: string;
  misconceptions: string;
}

/** A question's words as they are kept and asked: a true-false one has its two options written out. */
export interface QuestionContent {
  kind: 'single' | 'multiple' | 'true-false';
  difficulty: Difficulty;
  prompt: string;
  options: { text: string; why: string; correct: boolean }[];
  docs: string;
}

/** One question as read from its file. */
export interface PackQuestion {
  id: string;
  topicSlug: string;
  objective: string | null;
  revision: string;
  content: QuestionContent;
}

/** A pack that has been read and checked. */
export interface Pack {
  manifest: Manifest;
  contentHash: string;
  topics: PackTopic[];
  questions: PackQuestion[];
}
