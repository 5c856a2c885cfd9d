import { inLanguages } from '../language.ts';
import type { Confidence } from './schedule.ts';

const CONFIDENCE: Readonly<Record<Confidence, string>> = { guess: 'Guessing', unsure: 'Unsure', sure: 'Sure' };

/** "1 question is", "5 questions are" */
const questionsAre = (count: number) => (count === 1 ? '**1 question** is' : `**${count} questions** are`);

/** Moments are Discord's own timestamps, which each reader sees on their own clock. */
const english = {
  description: 'What you got wrong comes again, just before you would forget it',
  start: 'Answer what is due now',
  settings: 'How many new questions a day',
  newPerDayOption: (most: number, usual: number) => `Most new questions a day, 0 to ${most} (default: ${usual})`,
  remind: 'A direct message from me on days when something is due',
  timeOption: 'Your local time, like 18:30 or 6:30pm',
  timeZoneOption: "Your city or zone (default: this server's)",
  offOption: 'True: no more reminders',

  review: 'Review',
  toGo: (left: number) => `Review · ${left} to go`,
  howSure: 'How sure were you?',
  yourAnswer: 'Your answer',
  beHonest: "Be honest: this decides when the question comes back. Then you'll see whether you were right.",
  confidence: (confidence: Confidence) => CONFIDENCE[confidence],
  nextTime: 'Next time',
  comesIn: (days: number) => {
    if (days === 0) return 'today';
    return days === 1 ? 'in 1 day' : `in ${days} days`;
  },
  next: 'Next',
  undo: 'Undo',
  stop: 'Stop',
  takenBack: 'Taken back: that answer counts nowhere.',

  stopped: 'Stopped for now',
  nothingYet: 'Nothing to review yet',
  doneForToday: 'Done for today',
  caughtUp: 'All caught up',
  stillDue: (questions: number) =>
    `${questionsAre(questions)} still due. ${questions === 1 ? 'It waits' : 'They wait'} for you.`,
  nothingDue: (next: string) => `Nothing is due now. The next question comes ${next}.`,
  noNewOnes: (waiting: number) =>
    `${questionsAre(waiting)} new and waiting: you let in none a day. \`/review settings\` changes that.`,
  newTomorrow: (waiting: number, perDay: number) =>
    `${questionsAre(waiting)} new and waiting for tomorrow: today you met your ${perDay}. ` +
    '`/review settings` changes how many.',
  inExam: (questions: number) =>
    `${questionsAre(questions)} in your mock exam, which is running: the review waits until that is over.`,
  whatComesHere:
    'What you get wrong, in a quiz or anywhere else, comes here, and comes again at growing intervals until it sticks. ' +
    'Nothing is here yet.',
  quizMeanwhile: '`/quiz` asks you new questions meanwhile.',
  canRemind: '`/review remind` writes to you when something is due.',
  goOn: 'Go on',
  startQuiz: 'Start a quiz',

  settingsTitle: 'Your reviews',
  newPerDay: (most: number) =>
    `**New questions a day:** ${most === 0 ? 'none' : `at most ${most}`}. ` +
    'Change it with `/review settings new-per-day: 5`.',
  dayBegins: (zone: string) => `**Your day:** begins at midnight, ${zone}`,
  noReminder: '**Reminder:** none. `/review remind time: 18:30` sets one, by direct message.',
  reminder: (time: string, zone: string, next: string) =>
    `**Reminder:** at ${time}, ${zone}, by direct message, when something is due. Next: ${next}.`,

  timeToReview: 'Time to review',
  due: (questions: number) =>
    `${questionsAre(questions)} due. A few minutes now save you from learning ${questions === 1 ? 'it' : 'them'} again.`,
  askedFor: 'You asked for this with /review remind.',
  startNow: 'Start',
  noMore: 'No more reminders',
  howBack: '`/review remind time: 18:30` brings them back. `/review start` asks what is due at any time.',
  /** @param time of the reminder that has stopped */
  directMessagesRefused: (time: string) =>
    'Your reminder has stopped: Discord did not let me write to you. Allow direct messages from members of a server that ' +
    `we share (its Privacy Settings). \`/review remind time: ${time}\` sets it again.`,
  notFound: (time: string) =>
    `Your reminder has stopped: Discord could not find you any more. \`/review remind time: ${time}\` sets it again.`,

  gone: 'This review is too old to go on with. `/review start` goes on with what is due.',
  notYours: 'This review belongs to somebody else, so nothing was counted. `/review start` begins your own.',
  answered: 'You have answered this one, and your first answer counts. `/review start` goes on with what is due.',
  tookBack: 'You took this answer back. `/review start` goes on with what is due.',
  passed: 'This question is from an earlier round, so nothing was counted. `/review start` goes on with what is due.',
  retired:
    'This question was taken out of its pack just now, so nothing was counted. `/review start` goes on with the next.',
  answerFirst: 'Answer the question first, then say how sure you are.',
  nothingToTakeBack: 'This question is not answered yet: there is nothing to take back.',
  notTheLatest: 'Only your latest answer can be taken back, and you have given another since.',
  tooOldToTakeBack: 'An answer can be taken back within an hour, and this one is older. It stands.',
};

export const reviewWords = inLanguages(english);
