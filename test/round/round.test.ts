import { beforeEach, describe, expect, it } from 'vitest';
import { round as command } from '../../commands/round.ts';
import { goOn } from '../../src/round/pacemaker.ts';
import { PAUSE_MS } from '../../src/round/rules.ts';
import { findRoundIn, getQuestion } from '../../src/round/store.ts';
import { getQuestionContent } from '../../src/question/store.ts';
import { kindOf } from '../../src/question/kinds/index.ts';
import { CHANNEL, type TestApp, commandInput, componentInput, createTestApp } from '../helpers/app.ts';
import { buttonId } from '../helpers/read.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});

type Options = Record<string, string | number | boolean>;
const start = (options: Options = {}) =>
  command.execute(commandInput({ questions: 3, ...options }, { subcommand: 'start' }), app);
const present = () => findRoundIn(app.db, CHANNEL)!;
const press = async (userId: string, customId: string, rest = {}) => {
  const [, action = '', ...args] = customId.split(':');
  return command.components!.actions[action]!(componentInput(args, { userId, onPrivateMessage: false, ...rest }), app);
};
/** The places to press for a right answer, or for a wrong one. */
const places = (right: boolean) => {
  const { questionKey, revision, optionOrder } = getQuestion(app.db, present().id, present().position);
  const content = getQuestionContent(app.db, questionKey, revision);
  const kind = kindOf(content);
  const all = optionOrder.map((_, place) => [place]);
  const orders = content.kind === 'ordering' ? [optionOrder.map((_, index) => optionOrder.indexOf(index))] : all;
  const found = [...orders, ...all, optionOrder.map((_, place) => place)].find((chosen) => {
    const choice = chosen.map((place) => optionOrder[place]!);
    return kind.isWhole(content, choice) && kind.isRight(content, choice) === right;
  });
  return (found ?? [0]).join('');
};
const answer = (userId: string, right: boolean) =>
  press(userId, `round:answer:${present().id}:${present().position}:${places(right)}`);
const after = async (ms: number) => {
  app.advance(ms);
  await goOn(app);
};
const text = (message: object | undefined) => JSON.stringify(message);

describe('a round', () => {
  it('gathers, asks, tells, and ends with who stands where', async () => {
    const lobby = await start();
    expect(text(lobby)).toContain('3 questions');
    await press('ben', buttonId(lobby as never, 'Join'));
    await after(20_000);
    expect(app.sent).toHaveLength(1);
    for (let position = 0; position < 3; position++) {
      expect(text(app.sent.at(-1)?.message)).toContain(`Question ${position + 1} of 3`);
      const reply = await answer('ada', true);
      expect(reply.private).toBe(true);
      await answer('ben', false);
      await after(3000);
      expect(text(app.edited.at(-1)?.message)).toContain('the answer');
      await after(PAUSE_MS);
    }
    expect(text(app.sent.at(-1)?.message)).toContain('The round is over');
    expect(findRoundIn(app.db, CHANNEL)).toBeUndefined();
    const logged = app.db.$client.prepare("select user_id, correct from answer where mode = 'round'").all();
    expect(logged).toHaveLength(6);
  });
});
