/** How a round goes on by itself: each step is one transaction, so a stop at any moment leaves it before or after. */
import type { App } from '../app.ts';
import { type Db, transaction } from '../db/open.ts';
import type { QuestionContent } from '../content/pack.ts';
import { kindOf } from '../question/kinds/index.ts';
import { findQuestion, getQuestionContent } from '../question/store.ts';
import { abilitiesOf } from '../readiness/level.ts';
import { recordAnswer } from '../score/record.ts';
import { type RoundAnswer, listVote } from './answer-store.ts';
import { addPoints, draft, hasNobody, isWorthDiscussing, majority, pointsFor, secondsFor } from './rules.ts';
import * as store from './store.ts';
import type { Round, RoundQuestion } from './store.ts';

/** A bot that was away for longer does not take a round up again: everybody has left. */
const LATEST_MS = 10 * 60_000;

/** The next phase of a round whose time has come. Nothing is sent here. */
export function advance(app: App, id: string): void {
  const { db } = app;
  transaction(db, () => {
    const round = store.findRound(db, id);
    const now = app.now();
    if (!round || !round.isShown || round.dueAt > now) return;
    const isAway = now - round.dueAt > LATEST_MS;
    switch (round.phase) {
      case 'lobby':
        if (isAway) end(db, round, now, 'away');
        else {
          if (round.teams > 0) drawTeams(db, round);
          ask(db, round, 0, now);
        }
        break;
      case 'asking':
      case 'discussing':
        closeVote(db, round, now, isAway);
        break;
      case 'told':
        goFurther(db, round, now, isAway);
        break;
      case 'ending':
      case 'over':
    }
  });
}

function ask(db: Db, { id }: Round, position: number, now: number): void {
  store.updateRound(db, id, {
    phase: 'asking',
    position,
    messageId: null,
    isShown: false,
    unsureSince: null,
    endsAt: null,
    answered: 0,
    shownAnswered: 0,
    attempts: 0,
    dueAt: now,
  });
}

function end(db: Db, { id }: Round, now: number, endedBecause: Round['endedBecause']): void {
  const change = { messageId: null, isShown: false, unsureSince: null, attempts: 0, dueAt: now };
  store.updateRound(db, id, { phase: 'ending', endedBecause, ...change });
}

function goFurther(db: Db, round: Round, now: number, isAway: boolean): void {
  if (round.position + 1 >= round.questions) end(db, round, now, round.endedBecause);
  else if (round.endedBecause !== null) end(db, round, now, round.endedBecause);
  else if (isAway) end(db, round, now, 'away');
  else if (hasNobody(round)) end(db, round, now, 'nobody');
  else ask(db, round, round.position + 1, now);
}

/** Everybody who is in is drawn, the strongest first: by what is known of them in the areas that will be asked about. */
function drawTeams(db: Db, { id, teams }: Round): void {
  const areas = store.listQuestions(db, id).map(({ questionKey }) => findQuestion(db, questionKey));
  const players = store.listPlayers(db, id).map(({ userId }) => {
    const ability = abilitiesOf(db, userId);
    return { userId, ability: areas.reduce((sum, { packId, domain }) => sum + ability(packId, domain).mean, 0) };
  });
  for (const [userId, team] of draft(players, teams)) store.setTeam(db, id, userId, team);
}

function closeVote(db: Db, round: Round, now: number, isAway: boolean): void {
  const { id, position, phase } = round;
  const question = store.getQuestion(db, id, position);
  const content = getQuestionContent(db, question.questionKey, question.revision);
  const answers = finalAnswers(db, round);
  const right = answers.filter(({ choice }) => kindOf(content).isRight(content, choice)).length;
  if (
    phase === 'asking' &&
    round.discusses &&
    !isAway &&
    !round.endedBecause &&
    isWorthDiscussing(right, answers.length)
  ) {
    const change = { isShown: false, endsAt: null, answered: 0, shownAnswered: 0, attempts: 0, dueAt: now };
    store.updateRound(db, id, { phase: 'discussing', ...change });
    return;
  }
  tell(db, round, question, content, answers);
  store.updateRound(db, id, {
    phase: 'told',
    isShown: false,
    attempts: 0,
    dueAt: now,
    unanswered: answers.length === 0 ? round.unanswered + 1 : 0,
    ...(isAway && { endedBecause: 'away' as const }),
  });
}

/** Each member's last word: the second vote, or the first of those who did not vote again. */
export function finalAnswers(db: Db, { id, position }: Pick<Round, 'id' | 'position'>): RoundAnswer[] {
  const byMember = new Map(listVote(db, id, position, 1).map((answer) => [answer.userId, answer]));
  for (const answer of listVote(db, id, position, 2)) byMember.set(answer.userId, answer);
  return [...byMember.values()];
}

/** Puts the sealed answers into the log, and adds up who stands where. */
function tell(
  db: Db,
  round: Round,
  { questionKey, revision, optionOrder }: RoundQuestion,
  content: QuestionContent,
  answers: readonly RoundAnswer[],
): void {
  const { id, position, guildId, mode, teams, phase, endsAt } = round;
  const kind = kindOf(content);
  const players = new Map(store.listPlayers(db, id).map((player) => [player.userId, player]));
  const choicesOf: (readonly number[])[][] = Array.from({ length: teams }, () => []);
  const msForIt = 1000 * (round.seconds ?? secondsFor(content));
  let right = 0;
  for (const { userId, choice, sure, answeredAt } of answers) {
    const source = `round:${id}:${position}`;
    const given = {
      guildId,
      userId,
      questionKey,
      revision,
      mode: 'round' as const,
      source,
      optionOrder,
      choice,
      answeredAt,
    };
    const { correct } = recordAnswer(db, { ...given, confidence: sure ? ('sure' as const) : null }, content);
    const player = players.get(userId);
    if (!player) continue;
    // After a discussion nobody is quick.
    const isRace = phase === 'asking' && endsAt !== null;
    const left = isRace ? (endsAt - answeredAt) / msForIt : 0;
    const points = addPoints(player.points, pointsFor({ correct, sure, left }, content.difficulty, mode));
    store.setScore(db, player, points, correct ? 1 : 0);
    if (correct) right++;
    if (player.team !== null) choicesOf[player.team]?.push(choice);
  }
  const teamsRight = choicesOf.flatMap((choices, team) => {
    const choice = majority(choices);
    return choice && kind.isRight(content, choice) ? [team] : [];
  });
  store.keepOutcome(db, id, position, { answers: answers.length, right, teamsRight });
}
