import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listExamQuestions, findRunningExam } from '../../src/exam/store.ts';
import { getQuestionContent } from '../../src/question/store.ts';
import { type Hall, openHall } from '../helpers/hall.ts';
import { buttonId, controls, words } from '../helpers/read.ts';

// On the Docker pack: an exam by the certificate's weights.

const MINUTE = 60_000;

let hall: Hall;
let channel: string;
let ada: string;
let ben: string;
let cem: string;

beforeAll(async () => {
  hall = await openHall();
  ({ channel } = hall.discord.demo);
  [ada, ben, cem] = hall.discord.demo.members as [string, string, string];
});
afterAll(() => hall.close());

const as = (userId: string) => hall.discord.as(userId);
const db = () => hall.bot.app.db;
const answersOf = (userId: string) =>
  db().$client.prepare('select count(*) from answer where user_id = ?').pluck().get(userId) as number;
const shown = (userId: string, message: APIMessage) => as(userId).message(message)!;

async function start(userId: string, options = {}): Promise<APIMessage> {
  const intro = await as(userId).slash(channel, 'exam start', options);
  expect(intro).toMatchObject({ status: 'replied', ephemeral: true });
  const outcome = await as(userId).press(intro.message!, buttonId(intro.message, 'Start now'));
  expect(outcome.status).toBe('updated');
  return shown(userId, intro.message!);
}

/** The open question of the exam that runs, and whether the option at a place of it is right. */
function open(userId: string) {
  const questions = listExamQuestions(db(), findRunningExam(db(), userId)?.id ?? '');
  const { asked } = questions.find((one) => one.asked.answeredAt === null)!;
  const { options } = getQuestionContent(db(), asked.questionKey, asked.revision);
  return {
    ...asked,
    isRight: (place: number) => options[asked.optionOrder[place] ?? -1]?.correct === true,
    /** where the right order is asked for: the places of the steps, as they belong */
    steps: options.some(({ rank }) => rank !== undefined)
      ? options.map((_, rank) => asked.optionOrder.findIndex((index) => options[index]?.rank === rank))
      : [],
  };
}

/** One press or choice on what a message shows, right by the key or not. */
async function act(userId: string, message: APIMessage, right: boolean) {
  const { format, judged, optionOrder, isRight, steps } = open(userId);
  if (format === 'domc') {
    return as(userId).press(message, buttonId(message, isRight(judged?.length ?? 0) === right ? 'Yes' : 'No'));
  }
  const places = [...optionOrder.keys()].filter((place) => isRight(place) === right);
  const [menu] = controls(message);
  if (steps.length > 0) {
    const next = (right ? steps : steps.toReversed()).find((place) => !controls(message)[place]?.disabled);
    return as(userId).press(message, controls(message)[next ?? 0]?.custom_id ?? '');
  }
  return menu?.options
    ? as(userId).select(message, menu.custom_id ?? '', right ? places.map(String) : [String(places[0])])
    : as(userId).press(message, controls(message)[places[0] ?? 0]?.custom_id ?? '');
}

describe('/exam', () => {
  it("is the certificate's: 55 questions in 90 minutes, 13 with all options at once", async () => {
    const { message } = await as(ben).slash(channel, 'exam start');
    expect(words(message)).toMatch(/^Full exam: 55 questions in 90 minutes\n/);
    expect(words(message)).toContain('13 questions with all options at once');
    expect(words(message)).toContain('42 questions with one option at a time');
  });

  it('goes from the first question to the result, with leaving and a restart of the bot in between', async () => {
    let message = await start(ada, { length: 'short' });
    expect(as(ben).message(message)).toBeUndefined();
    const formats = listExamQuestions(db(), findRunningExam(db(), ada)?.id ?? '').map(({ asked }) => asked.format);
    expect(formats.filter((format) => format === 'domc')).toHaveLength(15);
    const first = message;
    for (let position = 1; position <= 20; position++) {
      expect(message.embeds[0]?.title).toBe(`Question ${position} of 20`);
      if (position === 8) {
        // Leaves, for longer than Discord lets a message be edited without a press, and the bot is started anew.
        hall.advance(16 * MINUTE);
        await hall.restart();
        const resumed = await as(ada).slash(channel, 'exam resume');
        expect(resumed).toMatchObject({ status: 'replied', ephemeral: true });
        message = resumed.message!;
        expect(message.id).not.toBe(first.id);
        expect(message.embeds[0]?.title).toBe('Question 8 of 20');
      }
      // Every fourth is answered wrong. One with options one at a time may take several presses.
      while (findRunningExam(db(), ada) && open(ada).position === position - 1) {
        const outcome = await act(ada, message, position % 4 !== 0);
        expect(outcome.status).toBe('updated');
        message = shown(ada, message);
        if (position < 20) expect(answersOf(ada)).toBe(0);
      }
    }
    expect(words(message)).toMatch(/^15 of 20 right \(75%\)\nThat was the last question\./);
    expect(words(message)).toMatch(/Most to gain: \*\*.+\*\*, which makes \d+% of the exam\./);
    expect(words(message)).not.toMatch(/Orchestration\*\*: \d/);
    expect(message.attachments).toMatchObject([
      { filename: 'exam-by-domain.png', description: expect.stringMatching(/^Bars of .*Orchestration \d+%/) as string },
    ]);
    expect(answersOf(ada)).toBe(20);

    // The misses, and back.
    await as(ada).press(message, buttonId(message, 'See what you missed (5)'));
    message = shown(ada, message);
    expect(words(message)).toMatch(/^Missed 1 of 5 · question 4\n/);
    expect(message.attachments).toEqual([]);
    for (const [page, question] of [
      [2, 8],
      [3, 12],
      [4, 16],
      [5, 20],
    ]) {
      await as(ada).press(message, buttonId(message, 'Next'));
      message = shown(ada, message);
      expect(words(message)).toMatch(new RegExp(`^Missed ${page} of 5 · question ${question}\n`));
    }
    await as(ada).press(message, buttonId(message, 'To the result'));
    expect(shown(ada, message).attachments).toHaveLength(1);

    const { message: result, ephemeral } = await as(ada).slash(channel, 'exam result');
    expect(ephemeral).toBe(true);
    expect(words(result)).toMatch(/^15 of 20 right/);
    const [choice] = await as(ada).autocomplete(channel, 'exam result', { which: '' }, 'which');
    expect(choice?.name).toBe('2026-11-23: 15 of 20 right, Short exam, Docker');
  });

  it('counts two presses at the same moment once, and answers both', async () => {
    const message = await start(ben, { length: 'short', domain: 'networking' });
    const press = () => as(ben).press(message, controls(message)[0]?.custom_id ?? '');
    const choose = () => as(ben).select(message, controls(message)[0]?.custom_id ?? '', ['0']);
    const both = controls(message)[0]?.options ? [choose(), choose()] : [press(), press()];
    const outcomes = await Promise.all(both);
    expect(outcomes.map(({ status }) => status)).toEqual(['updated', 'updated']);
    const steps = listExamQuestions(db(), findRunningExam(db(), ben)?.id ?? '').map(
      ({ asked }) => (asked.choice ? 1 : 0) + (asked.judged?.length ?? 0),
    );
    expect(steps.reduce((sum, count) => sum + count)).toBe(1);
    const late = outcomes.filter((outcome) => words(outcome.message).includes('You had answered that one already.'));
    expect(late).toHaveLength(1);
  });

  it('is closed by itself when the time is up, and what was open counts as wrong', async () => {
    const running = findRunningExam(db(), ben);
    const { message } = await as(ben).slash(channel, 'exam resume');
    const decided = listExamQuestions(db(), running?.id ?? '').filter(({ asked }) => asked.answeredAt !== null).length;
    hall.advance(30 * MINUTE);
    const late = await act(ben, message!, true);
    expect(late.status).toBe('updated');
    expect(words(shown(ben, message!))).toMatch(/^\d of 20 right .+\n⏰ The time is up/);
    expect(words(shown(ben, message!))).toContain(`${20 - decided} questions left open`);
    expect(answersOf(ben)).toBe(decided);
    const resumed = await as(ben).slash(channel, 'exam resume');
    expect(words(resumed.message)).toMatch(/^\d of 20 right .+\n⏰ The time is up/);
  });

  it('cannot be touched by somebody else', async () => {
    const message = await start(cem, { length: 'short' });
    const outcome = await as(ben).press(message, controls(message)[0]?.custom_id ?? '');
    expect(outcome.status).toBe('refused');
    expect(open(cem).position).toBe(0);
  });

  it('is handed in after a second question, and works in a direct message', async () => {
    const { message } = await as(cem).slash(as(cem).openDm(), 'exam start');
    expect(words(message)).toContain('You have a mock exam running');
    await as(cem).press(message!, buttonId(message, 'Hand in'));
    await as(cem).press(shown(cem, message!), buttonId(shown(cem, message!), 'Hand in now'));
    expect(words(shown(cem, message!))).toMatch(/^0 of 20 right \(0%\)\nHanded in\./);
    expect(answersOf(cem)).toBe(0);
  });
});
