/** Answers as they stand in the log, of any mode and confidence, and what is kept of them. */
import type { Db } from '../../src/db/open.ts';
import type { Card, Confidence } from '../../src/review/schedule.ts';
import { findCard } from '../../src/review/store.ts';
import { recordAnswer } from '../../src/score/record.ts';
import type { NewAnswer } from '../../src/score/record-store.ts';
import { getQuestionContent } from '../../src/question/store.ts';
import { rightOptions } from '../helpers/answers.ts';
import { GUILD, NOON, questionNamed } from '../helpers/app.ts';
import { followLog } from '../helpers/follow.ts';

export const HOUR = 60 * 60 * 1000;
export const DAY = 24 * HOUR;

export interface Said {
  userId?: string;
  guildId?: string;
  question?: string;
  mode?: NewAnswer['mode'];
  right?: boolean;
  confidence?: Confidence | null;
  at?: number;
}

let said = 0;

/** Writes one answer down: Ada's, wrong, in a quiz, at noon, to one question, unless told otherwise. */
export function say(db: Db, { right = false, ...given }: Said = {}): number {
  const { userId = 'ada', guildId = GUILD, question = 'commit-what', mode = 'quiz', confidence = null } = given;
  const { key, revision } = questionNamed(db, question);
  const content = getQuestionContent(db, key, revision);
  const { answerId } = recordAnswer(
    db,
    {
      userId,
      guildId,
      questionKey: key,
      revision,
      mode,
      source: `said:${said++}`,
      optionOrder: content.options.map((_, index) => index),
      choice: right ? rightOptions(content) : [content.options.findIndex((option) => !option.correct)],
      confidence,
      answeredAt: given.at ?? NOON,
    },
    content,
  );
  return answerId;
}

/** A member's card for a question, once everything said is in. */
export function cardOf(db: Db, question = 'commit-what', userId = 'ada'): Card | undefined {
  followLog(db);
  return findCard(db, userId, questionNamed(db, question).key);
}

/** What an answer that is taken back has to leave no trace in. */
export const KEPT = [
  'answer',
  'member_question',
  'member_domain',
  'member_day',
  'points_total',
  'guild_topic',
  'review_card',
] as const;
