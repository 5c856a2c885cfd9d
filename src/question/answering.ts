/** From what a member pressed or typed to what they answered: the same in a quiz, a review, an exam and the daily question. */
import type { Judgement } from '../command-line/compare.ts';
import type { Grammar } from '../command-line/grammar.ts';
import { remarkText } from '../command-line/remark.ts';
import { UserError } from '../errors.ts';
import type { Locale } from '../language.ts';
import type { QuestionContent } from '../content/pack.ts';
import type { Random } from '../random.ts';
import { kindOf } from './kinds/index.ts';
import type { Typing } from './kinds/kind.ts';
import { questionWords } from './words.ts';

/** The places that a button's custom ID says: one digit each. */
export function parsePlaces(pressed = ''): number[] {
  return [...pressed].map(Number);
}

/** The options at some places in the order shown: indices into the question's own. */
export function optionsAt(order: readonly number[], places: readonly number[]): number[] {
  return places.map((place) => order[place]).filter((index) => index !== undefined);
}

/** @returns the text without space around it @throws UserError when nothing was typed */
export function parseTyped(text: string): string {
  const typed = text.trim();
  if (typed === '') throw new UserError((reader) => questionWords(reader).nothingTyped);
  return typed;
}

/** @throws UserError for a slip that is no answer at all */
export function checkTyped(content: QuestionContent, typed: string, grammar: Grammar | undefined): void {
  if (grammar) kindOf(content).typing?.check(typed, grammar);
}

/** @throws UserError where the subject's grammar is gone */
export function judgeTyped(content: QuestionContent, typed: string, grammar: Grammar | undefined): Judgement {
  const { typing } = kindOf(content);
  if (!grammar || !typing) throw new UserError((reader) => questionWords(reader).cannotJudge);
  return typing.judge(content, typed, grammar);
}

/** Says what is right or wrong about what was typed; nothing where it was not typed, or cannot be judged. */
export function remarksOn(
  locale: Locale,
  content: QuestionContent,
  typed: string | null,
  grammar: Grammar | undefined,
): string[] {
  if (typed === null || !grammar) return [];
  const says = kindOf(content).typing?.judge(content, typed, grammar).says ?? [];
  return says.map((said) => remarkText(locale, said));
}

/** The options of a question in the order in which they are to be shown: indices into its own. */
export function optionOrder(content: QuestionContent, random: Random): number[] {
  return kindOf(content).order(content.options.length, random);
}

/** How the answer to a question is typed. @throws Error where it is not: only typed questions have that button */
export function typingOf(content: QuestionContent): Typing {
  const { typing, name } = kindOf(content);
  if (!typing) throw new Error(`the answer to a question of the kind ${name} is not typed`);
  return typing;
}
