/** Giving answers without a quiz around them. */
import type { Db } from '../../src/db/open.ts';
import type { QuestionContent } from '../../src/content/pack.ts';
import { getQuestionContent } from '../../src/question/store.ts';
import { type Recorded, recordAnswer } from '../../src/score/record.ts';
import type { NewAnswer } from '../../src/score/record-store.ts';
import { GUILD, NOON, questionNamed } from './app.ts';

export interface GivenAnswer {
  userId?: string;
  guildId?: string;
  /** id of a question of the fixture pack */
  question?: string;
  right?: boolean;
  at?: number;
  mode?: NewAnswer['mode'];
  /** what was answered; every answer is to something else unless two name the same */
  source?: string;
}

let answered = 0;

/** Records one answer: Ada's, right, at noon, to a question of three points, unless told otherwise. */
export function giveAnswer(db: Db, given: GivenAnswer = {}): Recorded {
  const { userId = 'ada', guildId = GUILD, question = 'push-refused', right = true, at = NOON } = given;
  const { key, revision } = questionNamed(db, question);
  const content = getQuestionContent(db, key, revision);
  return recordAnswer(
    db,
    {
      userId,
      guildId,
      questionKey: key,
      revision,
      mode: given.mode ?? 'quiz',
      source: given.source ?? `test:${answered++}`,
      optionOrder: content.options.map((_, index) => index),
      choice: right ? rightOptions(content) : [content.options.findIndex((option) => !option.correct)],
      answeredAt: at,
    },
    content,
  );
}

/** Places of the right options in the question's own list. */
export function rightOptions({ options }: QuestionContent): number[] {
  return options.flatMap((option, index) => (option.correct ? [index] : []));
}
