/** What members read of rounds. */
import { inLanguages } from '../language.ts';
import type { Mode } from './rules.ts';

const points = (count: number) => (count === 1 ? '1 point' : `${count} points`);
const counted = (count: number) => (count === 1 ? '1 question' : `${count} questions`);

/** Moments such as `next` are Discord's own timestamps, which each reader sees on their own clock. */
const english = {
  description: 'A round for everybody here: the same question at the same time, answers sealed until it is over',
  startDescription: 'Start a round in this channel',
  stopDescription: 'End the round in this channel; what was answered counts',
  topicOption: 'A topic or a domain (default: everything)',
  questionsOption: (most: number, usual: number) => `How many questions, up to ${most} (default: ${usual})`,
  secondsOption: 'Seconds for each question (default: by its length and difficulty)',
  modeOption: 'Calm (default), or a race in which quick answers earn up to a third more',
  mode: (mode: Mode) => (mode === 'race' ? 'Race: quick answers earn more' : 'Calm: time does not matter'),
  teamsOption: 'How many teams, drawn so that they are equally strong (default: none)',
  discussOption: 'Where the group is divided: talk about it, then vote again (default: no)',

  serverOnly: 'A round is for a group. Start it in a channel of a server.',
  notInChannel: 'I cannot post in this channel. Start the round in another one.',
  oneIsOn: 'A round is on in this channel already. Join in: just answer its next question.',
  noneIsOn: 'No round is on in this channel.',
  nothingToAsk: 'There is no question on that to ask a group. Pick another topic, or leave it out for everything.',
  isOver: 'This round is over. Start another with /round start.',
  gone: 'I do not know this round any more. Start another with /round start.',
  tooLate: 'Just too late: this question is over. The next one is yours!',
  answerFirst: 'Answer the question first, then say whether you are sure.',
  hostGoesOn: (host: string) =>
    `${host} started this round and can go on early. It goes on by itself in a moment, too.`,
  hostStops: (host: string) => `Only ${host}, who started it, or an organiser can end this round.`,
  goingOn: 'On we go.',
  stopping: 'The round ends here. The result comes in a moment.',

  lobbyTitle: 'A round begins!',
  lobby: (host: string, count: number, subject: string, first: string) =>
    `${host} asks everybody: **${counted(count)}** on ${subject || 'everything'}. The first one comes ${first}.`,
  fewer: (count: number) => `There are only ${counted(count)} on that.`,
  howCalm:
    'Everybody answers the same question. Answers are sealed until the time is up, and can be changed until then.',
  howRace:
    'Everybody answers the same question, and quick answers earn up to a third more. Answers are sealed until the time is up.',
  howTeams: (teams: number) => `Press **Join** to be drawn into one of ${teams} equal teams.`,
  howDiscussion: 'Where some are right and others are not, you talk it over and vote again.',
  isIn: (members: readonly string[], more: number) =>
    `**In:** ${members.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  join: 'Join',
  startNow: 'Start now',
  joined: 'You are in. The first question comes in a moment.',
  joinedAlready: 'You are in already.',

  question: (position: number, total: number) => `Question ${position} of ${total}`,
  answered: (count: number) =>
    count === 0 ? 'Nobody has answered yet' : count === 1 ? '1 has answered' : `${count} have answered`,
  ends: (end: string) => `Time is up ${end}`,
  sealed: 'answers are sealed until then',
  /** @param difficulty in words */
  worth: (difficulty: string, right: number) => `${difficulty}, ${points(right)} in this round`,
  discussTitle: (position: number, total: number) => `Question ${position} of ${total}: you do not agree!`,
  discuss: (end: string) =>
    `Convince each other, then answer once more. Time is up ${end}. Whoever does not answer again keeps the first answer.`,
  discussionThread: (topic: string) => `Convince each other: ${topic}`,

  answerSoFar: 'Your answer so far',
  answerIn: '🔒 Your answer is in',
  answerChanged: '🔒 Changed',
  answerSame: '🔒 That is your answer already',
  youSaid: (answer: string) => `You said ${answer}. To change it, answer again before the time is up.`,
  leaning: (team: number, answer: string, votes: number, members: number) =>
    `**Team ${team}** leans to ${answer} (${votes} of ${members}). What most of you choose is your team's answer.`,
  sureQuestion: (right: number, wrong: number) =>
    `Are you sure? Then a right answer earns ${points(right)}, and a wrong one costs ${wrong}.`,
  beSure: 'I am sure',
  isSure: (right: number, wrong: number) =>
    `💪 You are sure: right earns ${points(right)}, wrong costs ${wrong}. Nobody falls below 0.`,
  notSure: 'I am not so sure',

  toldTitle: (position: number, total: number) => `Question ${position} of ${total}: the answer`,
  share: (votes: number, answers: number) => `${votes} of ${answers}`,
  shares: (first: number, second: number, answers: number) => `first ${first}, then ${second} of ${answers}`,
  nobodyAnswered: 'Nobody answered this one.',
  nobodyRight: (answers: number) => `Nobody got it: a hard one. ${answers === 1 ? '1 tried.' : `${answers} tried.`}`,
  right: (named: readonly string[], more: number) =>
    `**Right:** ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  points,
  teamName: (team: number) => `Team ${team}`,
  /** Not as a moment: it stands there for good. */
  nextComes: (seconds: number) => `_The next question comes ${seconds} seconds after this._`,
  resultComes: (seconds: number) => `_The result comes ${seconds} seconds after this._`,
  members: 'Members',
  teams: 'Teams',
  drawn: (team: number, members: readonly string[], more: number) =>
    `**Team ${team}:** ${members.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  hasGoneOn: 'The round has gone on already. Its newest message is at the end of the channel.',
  next: 'Next question',
  toResult: 'To the result',
  chartTitle: (answers: number) => `${answers} answers`,
  chartAgain: (answers: number) => `${answers} answers, after talking`,
  chart: (answers: number, bars: readonly { label: string; votes: number; right: boolean }[]) =>
    `How ${answers} members answered. ` +
    bars.map(({ label, votes, right }) => `${label}: ${votes}${right ? ' (right)' : ''}`).join('; '),

  overTitle: 'The round is over',
  nobodyPlayed: 'Nobody answered a question. Another time!',
  because: {
    stopped: 'It was ended early.',
    nobody: 'Nobody answered two questions in a row, so I stopped asking.',
    away: 'I was away for a while, so it ends here. What was answered counts.',
    'not-sent': 'I could not go on in this channel.',
  },
  hardest: (prompt: string, right: number, answers: number) =>
    `**The hardest:** ${prompt} (${right} of ${answers} right)`,
  rematch: 'Rematch on what went badly',
  again: 'Another round',
  review: 'Review what we missed',
  /** @param added how many have gone into the member's reviews now */
  inReviews: (added: number) =>
    added === 0
      ? 'What the group missed is in your reviews already. `/review start` asks it.'
      : `Done: ${counted(added)} that the group missed went into your reviews. \`/review start\` asks ${added === 1 ? 'it' : 'them'}.`,
  notHere: (channel: string) =>
    `Your round in ${channel} ended early: I could not post there any more. What was told counts.`,
};

export const roundWords = inLanguages(english);
