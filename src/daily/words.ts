/** What members read about the question of the day. */
import { inLanguages } from '../language.ts';

const answered = (answers: number) => {
  if (answers === 0) return 'Nobody has answered yet';
  return answers === 1 ? '1 member has answered' : `${answers} members have answered`;
};

interface Told {
  answer: string;
  score: string;
  link: string | undefined;
}

const toldText = ({ answer, score, link }: Told) =>
  `${answer}. ${score}${link === undefined ? '' : ` · [How everybody answered](${link})`}`;

/** Moments such as `reveal` are Discord's own timestamps, which each reader sees on their own clock. */
const english = {
  serverOnly: 'The question of the day belongs to a server. Use it in a channel there.',
  title: 'Question of the day',
  answered: (answers: number, reveal: string | undefined) =>
    reveal === undefined ? answered(answers) : `${answered(answers)} · the answer comes ${reveal}`,
  late: (due: string) => `_This one was due ${due} and is late. Sorry!_`,
  firstCounts: 'your first answer counts',
  sealed: 'answers are sealed until then',

  answerSoFar: 'Your answer so far',
  answerIn: '🔒 Your answer is in',
  answerSame: '🔒 That is your answer already',
  answerChanged: '🔒 Changed',
  answerHidden: (answer: string, reveal: string | undefined) =>
    `You said ${answer}. It stays hidden until the reveal; then everyone who got it right is named. ` +
    `To change it before ${reveal ?? 'the answer is out'}, just answer again.`,
  tooLate: 'The answer is out, and you had not answered this one.',
  notOpen: 'That question is no longer open. The next one comes soon.',
  notOut: 'The answers to this question are not out yet.',

  /** @param link to the question, with how everybody answered; undefined: it was deleted */
  yesterday: (told: Told) => `**Yesterday:** ${toldText(told)}`,
  lastTime: (told: Told) => `**Last time:** ${toldText(told)}`,
  markedAnswer: (mark: string, text: string) => `**${mark}**, ${text}`,
  /** @param answers where several options were right, all of them */
  allAnswers: (answers: readonly string[]) => answers.join('; and '),
  noneAnswered: 'Nobody answered',
  noneRight: (answers: number) => (answers === 1 ? '0 of 1 right' : `None of ${answers} right`),
  /** @param members some of those who were right, and `others` how many more there are */
  scored: (members: readonly string[], others: number, right: number, answers: number) =>
    `${right} of ${answers} right: ${members.join(', ')}${others > 0 ? ` and ${others} others` : ''}`,
  announced: ({ prompt, answer, score }: { prompt: string; answer: string; score: string }) =>
    `**The answer is out:** ${answer}. ${score}\n> ${prompt}`,
  wholeAnswer: 'How everybody answered',

  answerTitle: 'Question of the day: the answer',
  explainAll: 'Explain every option',
  share: (votes: number, answers: number) => `${votes} of ${answers}`,
  nobodyAnswered: 'Nobody answered this one.',
  nobodyRight: (answers: number) =>
    `Nobody got it: a hard one. ${answers === 1 ? 'One member tried.' : `${answers} members tried.`}`,
  streak: (member: string, days: number) => `${member} 🔥 ${days} days`,
  /** @param named some of those who were right, and `more` how many others there are */
  right: (named: readonly string[], more: number, right: number, answers: number) =>
    `**Right:** ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}\n${right} of ${answers} answers right`,
  /** @param named some of those who were right, and `more` how many others there are */
  rightMembers: (named: readonly string[], more: number) =>
    `**Right:** ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  /** What a share of right answers, 0 to 1, says of a question. */
  meaning: (share: number) => {
    if (share === 0) return 'Nobody got it: a hard one.';
    if (share === 1) return 'Everybody got it.';
    if (share >= 0.65) return 'Most got it.';
    return share >= 0.35 ? 'About half got it.' : 'Few got it: a hard one.';
  },
  misled: (mark: string) => `The usual mistake was ${mark}.`,
  chartTitle: (answers: number) => `${answers} answers`,
  chart: (answers: number, bars: readonly { label: string; votes: number; right: boolean }[]) =>
    `How ${answers} members answered. ` +
    bars.map(({ label, votes, right }) => `${label}: ${votes}${right ? ' (right)' : ''}`).join('; '),
  thread: (topic: string) => `Question of the day: ${topic}`,
};

export const dailyWords = inLanguages(english);
