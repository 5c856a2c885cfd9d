/** What a member reads about a mock exam: before it, at each question, and of its result. */
import { inLanguages } from '../language.ts';

/** "1 question", "12 questions" */
const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

/** How an exam came to its end, above its result. */
const ENDED = {
  'last-answer': 'That was the last question.',
  'hand-in': 'Handed in.',
  time: '⏰ The time is up, so the exam closed by itself.',
  before: 'This mock exam was over already. This is how it went.',
} as const;

/** Moments are Discord's own timestamps, which each reader sees on their own clock: `ends` as "in 5 minutes", `at` as "09:05". */
const english = {
  description: 'A mock exam against the clock, in the form of the real one',
  startDescription: 'Take a mock exam; the clock starts when you press Start now',
  packOption: 'Which subject',
  lengthOption: 'Full or short (default: full, or short for one domain)',
  lengthChoice: (exam: string, questions: number, minutes: number) =>
    `${exam}: ${counted(questions, 'question')}, ${counted(minutes, 'minute')}`,
  domainOption: 'One domain only (default: all, by their weight in the exam)',
  resumeDescription: 'Continue your running exam',
  resultDescription: 'How your last exam went, and what you missed',
  whichOption: 'An earlier exam, by its date (default: the last)',
  /** @param date an ISO date */
  whichChoice: (date: string, right: number, questions: number, title: string) =>
    `${date}: ${right} of ${questions} right, ${title}`,

  /** what an exam is called that its pack no longer has */
  nameless: 'Mock exam',
  title: (exam: string, pack: string) => `${exam}, ${pack}`,
  titleOfDomain: (exam: string, pack: string, domain: string) => `${exam}, ${pack}, ${domain} only`,
  otherQuestions: 'Other questions',

  noExam: 'There is no mock exam on that subject yet. `/quiz` has questions for practice.',
  noLength: (pack: string, exams: readonly string[]) =>
    `${pack} has no exam of that length. It has: ${exams.join(', ')}.`,
  noDomain: (typed: string, domains: readonly string[]) =>
    `No domain is called ${typed}. ` +
    (domains.length > 0 ? `There are: ${domains.join(', ')}.` : 'This subject has none.'),
  noQuestions: 'There are no questions for an exam on that yet. Leave the domain out to get them all.',
  notOffered: 'This exam is no longer offered. `/exam start` shows what there is now.',
  gone: 'I no longer have this mock exam. `/exam start` begins another.',
  somebodyElses:
    'This mock exam belongs to somebody else, so nothing was counted. `/exam start` begins one of your own.',
  noneRunning: 'You have no mock exam running. `/exam start` begins one, and `/exam result` shows the last.',
  noSuchResult: 'None of your exams fits that. Pick one from the list that appears as you type.',
  noResult: 'You have not finished a mock exam yet. `/exam start` begins one.',
  noResultYet: 'You have not finished a mock exam yet. `/exam resume` takes you back to the one that is running.',

  lastIsOver: 'The time of your last exam is up. `/exam result` shows how it went.',
  offer: (exam: string, questions: number, minutes: number) =>
    `${exam}: ${counted(questions, 'question')} in ${counted(minutes, 'minute')}`,
  onAll: (pack: string) => `A mock exam on ${pack}, all domains by their weight.`,
  onDomain: (pack: string, domain: string) => `A mock exam on ${pack}, **${domain}** only.`,
  ruleAtOnce: (questions: number) =>
    `**${counted(questions, 'question')} with all options at once.** Where several are right, choose them all.`,
  ruleOneByOne: (questions: number) =>
    `**${counted(questions, 'question')} with one option at a time**, in random order. For each, say Yes if it is right ` +
    'or No if it is not. One mistake and the question is wrong; Yes to every right option and it is right. It stops as ' +
    'soon as that is decided, so you may not see every option.',
  ruleNoWayBack: '**No way back**, and no word about right or wrong until the end.',
  ruleNoPause:
    '**No pause.** You can leave, and `/exam resume` takes you back, but the clock runs on. What is open when the time ' +
    'is up counts as wrong.',
  rulePrivate: 'Nobody else can see your exam.',
  clockStarts: 'The clock starts when you press Start now.',
  startNow: 'Start now',
  instead: (exam: string, questions: number, minutes: number) =>
    `${exam} instead: ${counted(questions, 'question')}, ${minutes} min`,

  question: (position: number, questions: number) => `Question ${position} of ${questions}`,
  ends: (ends: string, at: string) => `Ends ${ends}, at ${at}`,
  option: (option: number) => `Option ${option}. Is this right?`,
  yes: 'Yes',
  no: 'No',
  handIn: 'Hand in',
  decidedBefore: 'You had answered that one already. This is where you are.',
  isRunning: 'Your mock exam is running. This is where you are.',

  handInTitle: 'Hand in now?',
  handInText: (answered: number, questions: number, ends: string) => {
    const open = questions - answered;
    return (
      `You have answered ${answered} of ${counted(questions, 'question')}. ` +
      `The ${open} that ${open === 1 ? 'is' : 'are'} open will count as wrong.\n` +
      `The clock runs on: the exam ends ${ends}.`
    );
  },
  goOn: 'Go on',
  handInNow: 'Hand in now',
  runningTitle: 'You have a mock exam running',
  runningText: (title: string, position: number, questions: number, ends: string, at: string) =>
    `**${title}**: you are at question ${position} of ${questions}, and it ends ${ends}, at ${at}. ` +
    'Finish it or hand it in first; then you can start another.',

  ended: (how: keyof typeof ENDED) => ENDED[how],
  score: (right: number, questions: number, percent: number) => `${right} of ${questions} right (${percent}%)`,
  taken: (started: string, minutes: number) => `${started}, took ${counted(minutes, 'minute')}`,
  leftOpen: (open: number) => `${counted(open, 'question')} left open, which count${open === 1 ? 's' : ''} as wrong.`,
  domainScore: (domain: string, right: number, questions: number, percent: number) =>
    `**${domain}**: ${right} of ${questions} right (${percent}%)`,
  /** @param domains each in bold */
  nothingMissedIn: (domains: readonly string[]) => `Nothing missed in: ${domains.join(', ')}.`,
  /** @param weight percent of the exam */
  mostToGain: (domain: string, weight: number) =>
    `Most to gain: **${domain}**, which makes ${weight}% of the exam. Learn there first.`,
  noPassMark: 'No pass mark is published, so I do not say pass or fail.',
  wrongInReview: 'What you got wrong is now in `/review`, a few questions each day.',
  missedInReview: 'What you missed is now in `/review`, a few questions each day.',
  seeMissed: (missed: number) => `See what you missed (${missed})`,
  reviewLeftOpen: (open: number) => `Review what I left open (${open})`,
  toReviews: 'Go to my reviews',
  putBefore: 'They are in your reviews already.',
  put: (questions: number) => `Done: ${counted(questions, 'question')} went into your reviews.`,

  missedNothing: 'You missed nothing. Well done!',
  missed: (which: number, missed: number, position: number) => `Missed ${which} of ${missed} · question ${position}`,
  notAnswered: 'Not answered',
  oneByOneAnswered: 'The options came one at a time, in this order, until it was decided.',
  oneByOneNotAnswered: 'Not answered. The options come one at a time.',
  oneByOneNotDecided: 'Not decided when the exam ended. The options come one at a time.',
  /** behind an option: what it is, and what was said to it */
  said: (yes: boolean, isRight: boolean) =>
    `this option is ${isRight ? 'right' : 'wrong'}, ${yes === isRight ? 'as you said' : `but you said ${yes ? 'Yes' : 'No'}`}`,
  notShown: (isRight: boolean) => `this option is ${isRight ? 'right' : 'wrong'}; it was not shown`,
  toResult: 'To the result',
  back: 'Back',
  next: 'Next',

  chartTitle: 'Right by domain',
  chartNote: (right: number, questions: number) => `${right} of ${questions}`,
  chart: (bars: readonly { label: string; percent: number; note: string }[]) =>
    'Bars of what was right by domain: ' +
    `${bars.map(({ label, percent, note }) => `${label} ${percent}% (${note})`).join(', ')}.`,
};

export const examWords = inLanguages(english);
