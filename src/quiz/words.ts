import { inLanguages } from '../language.ts';

/** @param subject a topic or a domain; empty: everything */
const on = (subject: string) => (subject === '' ? '' : ` on “${subject}”`);

const english = {
  description: 'Answer a few questions, one at a time',
  topicOption: 'A topic or a whole domain (default: everything)',
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
  readUp: 'Read up on what you missed:',
  nothingMissed: 'Nothing missed. Well done!',
  read: (topic: string) => `Read: ${topic}`,
  another: 'Another quiz',

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
  domainGone: 'That domain is no longer part of the pack. `/quiz` asks you about everything.',
};

export const quizWords = inLanguages(english);
