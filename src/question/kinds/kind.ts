/** What a kind of question has to define. Everything that differs from kind to kind stands in the kind's own file. */
import type { z } from 'zod';
import type { ActionRow } from '../../message.ts';
import type { Grammar } from '../../command-line/grammar.ts';
import type { Locale, Sentence } from '../../language.ts';
import type { Difficulty, QuestionContent } from '../../content/pack.ts';
import type { Random } from '../../random.ts';
import type * as fields from './fields.ts';

/** What a kind makes its schema from. It is handed in, so that a bot that reads no pack does without zod's memory. */
export type Fields = typeof fields;

/** A question as its file states it, whatever its kind. */
export interface AuthoredQuestion extends Pick<QuestionContent, 'kind' | 'options' | 'typed'> {
  id: string;
  difficulty: Difficulty;
  objective?: string | undefined;
  question: string;
  docs?: string | undefined;
  refusedCommands: string[];
  domc: boolean;
}

/** What matters about a question for the chance of a lucky guess. */
export interface Shape {
  /** the name of its kind */
  readonly kind: string;
  /** how many options it has, and how many of them are right */
  readonly options: number;
  readonly right: number;
}

/** What somebody answered. */
export interface Given {
  /** indices into the question's own options, in the order of the presses; empty where the answer is typed */
  readonly choice: readonly number[];
  readonly typed?: string | null;
}

/** An answer with what came of it. */
export interface Judged extends Given {
  readonly correct?: boolean;
  /** what is to be said about a typed answer */
  readonly remarks?: readonly string[];
}

/** The custom IDs of a question's controls. Nothing is kept between two presses: what was pressed travels in the ID. */
export interface ControlIds {
  /** @param pressed places in the order shown, one digit each: all that are pressed once this button is */
  press: (pressed: string) => string;
  menu: () => string;
  /** opens the form of a typed answer */
  form?: () => string;
}

/** An option as the answer is told to a group. */
export interface Told {
  /** its place in the question's own options */
  readonly index: number;
  /** what it is called; null: by its text alone */
  readonly mark: string | null;
  readonly text: string;
}

/** What comes of a typed answer. */
export interface Verdict {
  readonly correct: boolean;
  /** what is to be said about it, each a sentence */
  readonly says: readonly Sentence[];
}

/** How an answer is typed and judged. `grammar` is that of the subject's program, where it has one. */
export interface Typing {
  form(locale: Locale): { label: string; placeholder: string; maxLength: number };
  /** whether nothing can be judged without a grammar */
  readonly needsGrammar: boolean;
  /** Why what was typed is no answer at all, so that it is handed back and not judged; undefined: it is one. */
  slipIn(content: QuestionContent, typed: string, grammar: Grammar | undefined): Sentence | undefined;
  /** @returns undefined where the grammar that it needs is missing */
  judge(content: QuestionContent, typed: string, grammar: Grammar | undefined): Verdict | undefined;
  /** What an author got wrong that only judging shows. */
  mistakesIn(content: QuestionContent, grammar: Grammar | undefined): string[];
}

export interface QuestionKind {
  /** as it stands in a pack's file */
  readonly name: string;
  schema(fields: Fields): z.ZodType<AuthoredQuestion> & z.core.$ZodTypeDiscriminable;
  /** how many of the options to choose from are right, where that is how the question is answered */
  readonly rightOptions?: 'one' | 'several';
  /** of kinds whose answer is typed only */
  readonly typing?: Typing;
  /** whether a message that a whole group sees can hold it */
  readonly inGroup: boolean;
  /** whether an exam may ask it with all options at once; one at a time it may ask what its author marked with `domc` */
  readonly inExam: boolean;

  /** The options in the order in which they are shown: indices into the question's own. */
  order(options: number, random: Random): number[];
  /** The question as it is asked. @param chosen so far: indices into its options */
  text(locale: Locale, content: QuestionContent, order: readonly number[], chosen?: readonly number[]): string;
  /** What to answer with. @param chosen so far: indices into its options */
  controls(
    locale: Locale,
    content: QuestionContent,
    order: readonly number[],
    ids: ControlIds,
    chosen?: readonly number[],
  ): ActionRow[];
  /** Whether this is a whole answer; otherwise the next press is awaited. */
  isWhole(content: QuestionContent, choice: readonly number[]): boolean;
  /** Whether the options chosen are the right answer; `typing` judges what is typed. */
  isRight(content: QuestionContent, choice: readonly number[]): boolean;
  /** The chance of being right, all options shown at once, for somebody who knows nothing: 0 to 1. */
  guessingChance(shape: Shape): number;

  /** What was answered, in words. */
  givenText(locale: Locale, content: QuestionContent, order: readonly number[], given: Given): string;
  /** The question once more, what was right and why, and what was answered. */
  explanation(locale: Locale, content: QuestionContent, order: readonly number[], judged: Judged): string;
  /** The options as the answer is told to a group. */
  told(locale: Locale, content: QuestionContent, order: readonly number[]): Told[];
  /** How many of the answers had each option, or had it where it belongs; by its place in the question's own options. */
  counted(content: QuestionContent, choices: readonly (readonly number[])[]): number[];

  /** The texts that say what is right, by which two questions that ask the same are found. */
  rightTexts(content: QuestionContent): string[];
  /** Options and explanations, one a line, for whoever reviews the pack. */
  lines(content: QuestionContent): string[];
}
