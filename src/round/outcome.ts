/** What is shown of a question while it is open and when it is told, and of a whole round. */
import type { App } from '../app.ts';
import { spreadOf } from '../question/spread.ts';
import { findLocale } from '../guild/store.ts';
import { kindOf } from '../question/kinds/index.ts';
import { findQuestion, getQuestionContent } from '../question/store.ts';
import { finalAnswers } from './advance.ts';
import { type RoundAnswer, listVote } from './answer-store.ts';
import { type Place, rankPlayers, rankTeams } from './standing.ts';
import * as store from './store.ts';
import type { Round } from './store.ts';
import type { Result, Told } from './told-view.ts';
import type { OpenQuestion } from './view.ts';

export function findOpenQuestion({ db, catalogue }: App, round: Round): OpenQuestion {
  const { id, position, guildId, teams } = round;
  const question = store.getQuestion(db, id, position);
  const { packId, domain } = findQuestion(db, question.questionKey);
  const players = teams > 0 && position === 0 ? store.listPlayers(db, id) : [];
  return {
    question,
    content: getQuestionContent(db, question.questionKey, question.revision),
    domainName: catalogue.domainName(packId, domain, findLocale(db, guildId)),
    teams:
      players.length > 0
        ? Array.from({ length: teams }, (_, team) =>
            players.filter((player) => player.team === team).map(({ userId }) => userId),
          )
        : [],
  };
}

export function findTold({ db }: App, round: Round): Told {
  const { id, position } = round;
  const question = store.getQuestion(db, id, position);
  const content = getQuestionContent(db, question.questionKey, question.revision);
  const judged = (answers: readonly RoundAnswer[]) =>
    answers.map((answer) => ({ ...answer, correct: kindOf(content).isRight(content, answer.choice) }));
  const wasDiscussed = listVote(db, id, position, 2).length > 0;
  return {
    round,
    question,
    facts: findQuestion(db, question.questionKey),
    content,
    spread: spreadOf(content, judged(finalAnswers(db, round))),
    before: wasDiscussed ? spreadOf(content, judged(listVote(db, id, position, 1))) : undefined,
    ...findStanding({ db }, round),
  };
}

export function findResult({ db }: Pick<App, 'db'>, round: Round): Result {
  const told = store
    .listQuestions(db, round.id)
    .flatMap(({ questionKey, revision, answers, right }) =>
      answers !== null && right !== null && answers > 0 ? [{ questionKey, revision, answers, right }] : [],
    );
  const hardest = told
    .filter(({ answers, right }) => right < answers)
    .sort((a, b) => a.right / a.answers - b.right / b.answers)[0];
  return {
    round,
    ...findStanding({ db }, round),
    hardest: hardest && {
      ...hardest,
      prompt: getQuestionContent(db, hardest.questionKey, hardest.revision).prompt,
    },
    hasMissed: listMissed({ db }, round.id).length > 0,
  };
}

/** The keys of the questions that went badly: fewer than two thirds were right. */
export function listMissed({ db }: Pick<App, 'db'>, roundId: string): number[] {
  return store
    .listQuestions(db, roundId)
    .filter(({ answers, right }) => answers !== null && right !== null && 3 * right < 2 * answers)
    .map(({ questionKey }) => questionKey);
}

/** The topics of those questions. */
export function listMissedTopics({ db }: Pick<App, 'db'>, roundId: string): Set<number> {
  return new Set(listMissed({ db }, roundId).map((questionKey) => findQuestion(db, questionKey).topicId));
}

function findStanding({ db }: Pick<App, 'db'>, { id, teams }: Round): { standing: Place[]; teams: Place[] } {
  const questions = store.listQuestions(db, id).map(({ questionKey, teamsRight }) => ({
    teamsRight,
    difficulty: findQuestion(db, questionKey).difficulty,
  }));
  return {
    standing: rankPlayers(store.listPlayers(db, id)),
    teams: teams > 0 ? rankTeams(questions, teams) : [],
  };
}
