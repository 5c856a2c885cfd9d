/** A mistake in a pack's file. */
export interface PackProblem {
  file: string;
  line: number;
  message: string;
}

/** A topic or question that is new or has changed. */
export type PackChange =
  | { kind: 'topic'; name: string; /** the command that looks it up */ line: string }
  | { kind: 'question'; name: string };

/** What became of a pack when its files changed. */
export interface PackNotice {
  packId: string;
  outcome: 'imported' | 'refused' | 'retired' | 'failed' | 'unchanged';
  topics: number;
  questions: number;
  changed: PackChange[];
  problems: PackProblem[];
  /** problems that are not in the list */
  more: number;
}
