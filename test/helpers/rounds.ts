/** Members who answer in a round. */
import type { App } from '../../src/app.ts';
import { kindOf } from '../../src/question/kinds/index.ts';
import { getQuestionContent } from '../../src/question/store.ts';
import { answerRound } from '../../src/round/session.ts';
import { findRoundIn, getQuestion } from '../../src/round/store.ts';

/** The places to press for a right answer to the present question, or for a wrong one; one press where one is enough. */
export function placesFor({ db }: Pick<App, 'db'>, channelId: string, right: boolean): number[] {
  const { id, position } = findRoundIn(db, channelId)!;
  const { questionKey, revision, optionOrder } = getQuestion(db, id, position);
  const content = getQuestionContent(db, questionKey, revision);
  const kind = kindOf(content);
  const places = optionOrder.map((_, place) => place);
  const subsets = Array.from({ length: 2 ** places.length }, (_, mask) =>
    places.filter((place) => mask & (1 << place)),
  );
  const inOrder = optionOrder.map((_, index) => optionOrder.indexOf(index));
  const candidates = [...subsets.sort((a, b) => a.length - b.length), inOrder, inOrder.toReversed()];
  return candidates.find((chosen) => {
    const choice = chosen.map((place) => optionOrder[place]!);
    return choice.length > 0 && kind.isWhole(content, choice) && kind.isRight(content, choice) === right;
  })!;
}

/** Answers without any Discord. */
export function answerAs(app: Pick<App, 'db' | 'now'>, channelId: string, userId: string, right: boolean): void {
  const { id, position, guildId } = findRoundIn(app.db, channelId)!;
  const press = { guildId, roundId: id, position, userId, pressedAt: app.now() };
  answerRound(app.db, press, placesFor(app, channelId, right), app.now);
}
