/** From what a member pressed or typed to what they answered: the same in a quiz, a review, an exam and the daily question. */
import type { Grammar } from '../command-line/grammar.ts';
import { UserError } from '../errors.ts';
import type { Locale, Sentence } from '../language.ts';
import type { QuestionContent } from '../content/pack.ts';
import type { Random } from '../random.ts';
import { kindOf } from './kinds/index.ts';
import type { Typing, Verdict } from './kinds/kind.ts';
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

/** Why what was typed cannot be taken as an answer, so that it is handed back; undefined: it can. */
export function slipIn(content: QuestionContent, typed: string, grammar: Grammar | undefined): Sentence | undefined {
  const typing = typingOf(content);
  if (typing.needsGrammar && !grammar) return (reader) => questionWords(reader).cannotJudge;
  return typing.slipIn(content, typed, grammar);
}

/** @throws UserError where the grammar that it needs is gone */
export function judgeTyped(content: QuestionContent, typed: string, grammar: Grammar | undefined): Verdict {
  const verdict = kindOf(content).typing?.judge(content, typed, grammar);
  if (!verdict) throw new UserError((reader) => questionWords(reader).cannotJudge);
  return verdict;
}

/** Says what is right or wrong about what was typed; nothing where it was not typed, or cannot be judged. */
export function remarksOn(
  locale: Locale,
  content: QuestionContent,
  typed: string | null,
  grammar: Grammar | undefined,
): string[] {
  if (typed === null) return [];
  const says = kindOf(content).typing?.judge(content, typed, grammar)?.says ?? [];
  return says.map((say) => say(locale));
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
