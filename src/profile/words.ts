/** What members read in a profile: what somebody did, how ready they are for the exam, and what to do next. */
import { inLanguages } from '../language.ts';

const WORTH = 'Easy questions earn 1 point, medium 2, hard 3. A question earns points once in 30 days.';

const days = (count: number) => (count === 1 ? '1 day' : `${count} days in a row`);

const english = {
  description: 'Points, streak, exam forecast and what to do next',
  memberOption: 'Whose profile (default: yours)',
  privateOption: 'Only you see it (default). False: all see it, without exams, reviews and forecast',
  ownOnly: 'In direct messages I show your own profile. `/profile` in a server shows another member’s.',

  title: 'Profile',
  inServer: (member: string) => `${member} in this server`,
  inMessages: (member: string) => `${member} in direct messages with me`,
  nothingYet: (who: string) => `${who}: no answers yet.`,
  nothingYetHere: (who: string) => `${who}: no answers yet. What follows is from everywhere.`,
  beginWith: (who: string) => `${who}: no answers yet. \`/quiz\` asks you the first questions.`,
  points: (points: number) => `**Points:** ${points}`,
  right: (right: number, answers: number, percent: number) => `**Right:** ${right} of ${answers} answers (${percent}%)`,
  streak: (length: number) => `**Streak:** ${length === 0 ? 'none at the moment' : days(length)}`,
  /** @param forgiven days between that did not count against it */
  streakWithGaps: (length: number, forgiven: number) =>
    `**Streak:** ${days(length)} ` +
    `(${forgiven === 1 ? 'a day' : `${forgiven} days`} without a question did not count against it)`,
  days: (count: number) => `**Days with a question:** ${count}`,
  byDomain: '**Right by domain**',
  domain: (domain: string, right: number, answers: number, percent: number) =>
    `${percent}% ${domain} (${right} of ${answers})`,
  lastAnswers: 'Last answers',
  wrong: 'wrong',
  practised: 'right, practice',
  /** @param points such as "2 points" */
  earned: (points: string) => `right, +${points}`,
  /** @param isOn whether they do */
  othersSee: (isOn: boolean) => `Others see how many I got right: ${isOn ? 'yes' : 'no'}`,
  keptPrivate:
    'How many were right, and which, only the member sees. They can share it with a button in their own /profile.',
  worth: WORTH,
  worthInPublic: `Exams and reviews are private: all that shows of them is points. ${WORTH}`,

  forecast: (pack: string) => `Exam forecast: ${pack}`,
  forecastLater: (more: number) =>
    `Too early to say. Answer ${more} more new ${more === 1 ? 'question' : 'questions'} first.`,
  noForecast: 'There is none: an exam can ask none of the questions in this pack.',
  forecastNow: (low: number, high: number) =>
    `If you sat the exam today: **${low === high ? low : `${low} to ${high}`} of 100**, 80 percent sure.`,
  weakest: 'Weakest so far',
  weak: (objective: string, right: number, answers: number) => `${objective} (${right} of ${answers} right)`,
  exams: 'Mock exams',
  exam: (exam: string, right: number, questions: number, percent: number) =>
    `${exam}: ${right} of ${questions} (${percent}%)`,
  examOnDomain: (exam: string, domain: string) => `${exam}, ${domain}`,
  next: (questions: number) => `Next: ${questions} questions`,
  nextOn: (questions: number, domain: string) => `Next: ${questions} questions on ${domain}`,
  reviewDue: (due: number) => `Review what is due (${due})`,
  showPicture: 'Show the picture',

  tooLittle: 'There is too little to draw yet. `/quiz` asks you some questions.',
  chartTitle: (pack: string) => `${pack} exam forecast, %`,
  wholeExam: 'Whole exam',
  chartCaption: '80 percent sure to lie between the ends. The diamond is the middle.',
  chart: (title: string, rows: readonly { label: string; low: number; middle: number; high: number }[]) =>
    `${title}, 80 percent sure. ` +
    `${rows.map(({ label, low, middle, high }) => `${label}: ${low} to ${high}, middle ${middle}`).join('. ')}.`,
  chartNote:
    'The line of the whole exam has the luck of the day in it, too. ' +
    'No pass mark is published, so I do not say pass or fail.',
};

export const profileWords = inLanguages(english);
