/** Writing an answer down, with what it is worth. What is derived follows: see follow.ts. */
import { type Db, transaction } from '../db/open.ts';
import type { Difficulty, QuestionContent } from '../content/pack.ts';
import { kindOf } from '../question/kinds/index.ts';
import { type NewAnswer, addToQuestion, findRecorded, insertAnswer, lastPaidAt } from './record-store.ts';
import { type Rule, scoreAnswer } from '../question/points.ts';

export interface Recorded {
  answerId: number;
  correct: boolean;
  points: number;
  rule: Rule;
  /** the options chosen, of the first answer: indices into the question's own list */
  choice: number[];
  /** what was typed, where the answer is typed */
  typed: string | null;
  /** false: this had been answered before, and the values are those of the first answer */
  isNew: boolean;
}

/**
 * Records one answer and what it earns. The same source and member a second time changes nothing and returns what the
 * first answer earned, so that a double press can be called twice.
 * @param correct by the options chosen, unless the answer was typed and judged
 */
export function recordAnswer(
  db: Db,
  given: NewAnswer,
  content: QuestionContent,
  correct = kindOf(content).isRight(content, given.choice),
): Recorded {
  return transaction(db, () => {
    const { points, rule } = scoreFor(db, given, correct, content.difficulty);
    const answerId = insertAnswer(db, given, { correct, points, rule });
    if (answerId === undefined) {
      const before = findRecorded(db, given);
      if (!before) throw new Error(`the answer to ${given.source} was not taken into the log`);
      return { ...before, isNew: false };
    }
    addToQuestion(db, given, correct, points);
    return {
      answerId,
      choice: given.choice,
      typed: given.typed ?? null,
      correct,
      points,
      rule,
      isNew: true,
    };
  });
}

/** What an answer is worth, by what this member has earned with its question before. */
export function scoreFor(
  db: Db,
  { userId, guildId, questionKey, answeredAt, mode }: NewAnswer,
  correct: boolean,
  difficulty: Difficulty,
): { points: number; rule: Rule } {
  // A review earns nothing: the member has just seen the answer, or may take theirs back and give the right one.
  if (mode === 'review') return { points: 0, rule: correct ? 'practice' : 'wrong' };
  return scoreAnswer(correct, difficulty, lastPaidAt(db, { userId, guildId, questionKey }), answeredAt);
}
