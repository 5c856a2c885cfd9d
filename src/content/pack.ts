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
  /** from exam.yaml; empty where the pack has none */
  exams: ExamBlueprint[];
}

/** One mock exam that a pack offers: how many questions of which format, in what time. */
export interface ExamBlueprint {
  id: string;
  name: string;
  minutes: number;
  /** questions that show all their options at once */
  multipleChoice: number;
  /** questions whose options come one at a time (discrete option multiple choice) */
  domc: number;
}

/** A picture of a topic. */
export interface Diagram {
  /** what is drawn, in Graphviz's language */
  dot: string;
  /** what it tells, in words */
  alt: string;
}

/** One topic as read from its file. */
export interface PackTopic {
  slug: string;
  title: string;
  aliases: string[];
  /** what people type when this topic is the answer that they need */
  phrases: string[];
  domain?: string | undefined;
  objectives: string[];
  related: string[];
  docs: string;
  diagram?: Diagram | undefined;
  /** command lines in its text that the CLI refuses, on purpose */
  refusedCommands: string[];
  summary: string;
  details: string;
  commands: string;
  misconceptions: string;
}

/** One of the options of a question. */
export interface QuestionOption {
  text: string;
  why: string;
  correct: boolean;
  /** its place in the right order, from 0, where the order is what is asked for */
  rank?: number;
}

/** A question's words as they are kept and asked: a true-false one has its two options written out. */
export interface QuestionContent {
  /** the name of one of the kinds in question/kinds */
  kind: string;
  difficulty: Difficulty;
  prompt: string;
  /** empty where the answer is typed */
  options: QuestionOption[];
  /** only where the answer is typed */
  typed?: TypedAnswer;
  docs: string;
}

/** What an author may forgive in a typed text. */
export const FORGIVABLE = ['case', 'accents', 'typos'] as const;
export type Forgivable = (typeof FORGIVABLE)[number];

/** What a member is to type: a command line, judged by its grammar, or a text. */
export interface TypedAnswer {
  /** each of them is right, in every spelling that means the same */
  answers: string[];
  why: string;
  /** wrong commands, or texts, that people type, with what is wrong */
  mistakes: { command: string; why: string }[];
  /** of a text: what makes no difference */
  forgives?: Forgivable[];
  /** of a text: small words in front of it that may be left out */
  articles?: string[];
}

/** One question as read from its file. */
export interface PackQuestion {
  id: string;
  topicSlug: string;
  objective: string | null;
  /** each option can be judged alone, so that they may come one at a time (discrete option multiple choice) */
  domc: boolean;
  /** command lines in its text that the CLI refuses, on purpose */
  refusedCommands: string[];
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
