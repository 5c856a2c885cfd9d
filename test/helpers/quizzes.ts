/** Taking a quiz by hand. */
import type { Db } from '../../src/db/open.ts';
import { loadBank } from '../../src/question/bank-store.ts';
import { type Asked, type Answered, type StartQuiz, answerQuestion, startQuiz } from '../../src/quiz/session.ts';
import { EVERYTHING } from '../../src/topic/subject.ts';
import { rightOptions } from './answers.ts';
import { GUILD, NOON, seededRandom } from './app.ts';

let started = 0;

/** Starts a quiz of Ada's over all five questions of the fixture, unless told otherwise. */
export function start(db: Db, request: Partial<StartQuiz> = {}, seed = ++started): Asked {
  return startQuiz(
    { db, bank: loadBank(db) },
    { userId: 'ada', guildId: GUILD, subject: EVERYTHING, count: 5, ...request },
    NOON,
    seededRandom(seed),
  );
}

/** The places, as shown, of the right options; or of one wrong one. */
export function places({ content, order }: Asked, right = true): number[] {
  const correct = rightOptions(content);
  const shown = order.flatMap((index, place) => (correct.includes(index) === right ? [place] : []));
  return right ? shown : shown.slice(0, 1);
}

export function give(db: Db, asked: Asked, right = true, at = NOON): Answered {
  const answered = answerQuestion(db, 'ada', asked.quizId, asked.position, places(asked, right), at);
  if ('chosen' in answered) throw new Error('one press was not enough');
  return answered;
}
