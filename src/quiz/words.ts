import { inLanguages } from '../language.ts';
import type { Spirit } from './spirit.ts';

/** @param subject a topic or a domain; empty: everything */
const on = (subject: string) => (subject === '' ? '' : ` on “${subject}”`);

const ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' });
const ENDINGS: Readonly<Record<Intl.LDMLPluralRule, string>> = {
  ...{ zero: 'th', one: 'st', two: 'nd', few: 'rd', many: 'th', other: 'th' },
};

/** "1st", "22nd" */
const ordinal = (rank: number) => `${rank}${ENDINGS[ORDINALS.select(rank)]}`;

/** A word of joy or comfort. */
const SPIRITS: Readonly<Record<Spirit, string>> = {
  nothing: 'Nothing was answered, so nothing was counted.',
  one: 'That one you know. 👏',
  all: 'Every one of them right. Well done! 🎉',
  most: 'You know most of this. Well done!',
  some: 'Some of it you know already; the rest will follow.',
  few: 'A beginning. What you have just read is worth more than the points.',
  none: 'These were hard. Now you have seen the answers, and the next time will be easier.',
};

const english = {
  description: 'Answer a few questions, one at a time',
  topicOption: 'A topic, a domain or a whole subject (default: everything, or the subject you chose)',
  difficultyOption: 'How hard (default: mixed)',
  questionsOption: (most: number, usual: number) => `How many, 1 to ${most} (default: ${usual})`,
  privateOption: 'Only you see it (default). False: the channel can watch',

  question: (number: number, total: number) => `Question ${number} of ${total}`,
  /** @param verdict whether the answer was right, and what it earned */
  answered: (verdict: string, number: number, total: number) => `${verdict} · ${number} of ${total}`,
  earnedLately: 'you earned this one within 30 days',
  howItWent: 'See how it went',
  next: 'Next question',
  stop: 'Stop here',

  ended: 'Quiz ended',
  result: (right: number, answered: number) => `${right} of ${answered} right`,
  noPoints: 'no points',
  lineOpen: 'not answered',
  lineWrong: 'wrong',
  linePractice: 'right, practice',
  lineRight: (points: number) => `right, +${points}`,
  spirit: (spirit: Spirit) => SPIRITS[spirit],
  stopped: (answered: number, total: number) => `You stopped after ${answered} of ${total}.`,
  /**
   * Where the member stands today.
   * @param points with the word, such as "17 points" @param rose from which rank, if the quiz has moved them up
   * @param behind how far the next one is ahead
   */
  today: (points: string, rank: number, rose: number | undefined, behind: string | undefined) =>
    [
      `Today: ${points}, **${ordinal(rank)}**${rose === undefined ? '' : ` (up from ${ordinal(rose)})`}`,
      ...(behind === undefined ? [] : [behind]),
    ].join(', '),
  behind: (points: number, member: string) => `${points === 1 ? '1 point' : `${points} points`} behind ${member}`,
  missedInReview: (missed: number) =>
    `What you missed comes back in \`/review\`${missed === 1 ? '.' : ', a few each day.'}`,
  lookAtMissed: 'Look at what you missed',
  againMissed: (missed: number) => `Again: only what I missed (${missed})`,
  read: (topic: string) => `Read: ${topic}`,
  another: 'Another quiz',
  toResult: 'To the result',
  /** @param subject a topic or a domain; empty: everything */
  fewer: (total: number, wanted: number, subject: string) =>
    `You asked for ${wanted}, but only ${total === 1 ? '1 question' : `${total} questions`}${on(subject)} ${total === 1 ? 'fits' : 'fit'}.`,

  allInExam: (subject: string) =>
    `All questions${on(subject)} that fit are in your mock exam, which is still running. ` +
    '`/exam resume` takes you back to it.',
  noneSoHard: (subject: string) =>
    `There are no questions${on(subject)} of that difficulty yet. Leave the difficulty out to get them all.`,
  none: (subject: string) =>
    `There are no questions${on(subject)} yet.${subject === '' ? '' : ' Try another topic, or `/quiz` without one.'}`,
  finished: 'This quiz is over, so nothing was counted. `/quiz` starts another.',
  nextInExam:
    'The next question is in your mock exam, too, which is still running. Finish that first: `/exam resume` takes you back.',
  gone: 'This quiz is too old to go on with. `/quiz` starts another.',
  notYours: 'This quiz belongs to somebody else, so nothing was counted. `/quiz` starts one of your own.',
  missedGone: 'What you missed is no longer asked. `/quiz` asks you about other things.',
  notAnswered: 'You did not answer that question, so there is nothing to look at.',
  subjectGone: 'That subject is not here any more. `/quiz` asks you about what there is.',
  domainGone: 'That domain is no longer part of the pack. `/quiz` asks you about everything.',
};

export const quizWords = inLanguages(english);
