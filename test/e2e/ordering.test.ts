import type { APIMessage } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tick } from '../../src/daily/tick.ts';
import { type Hall, openHall } from '../helpers/hall.ts';
import { answerQuestion } from '../../src/quiz/session.ts';
import { rebuild } from '../helpers/follow.ts';
import { copyPack } from '../helpers/packs.ts';
import { buttonId, controls, words } from '../helpers/read.ts';

const HOUR = 60 * 60 * 1000;
const STEPS = ['Record the change', 'Fetch the work of others', 'Send it to the server'];

const QUESTION = `- id: push-order
  kind: ordering
  difficulty: applying
  objective: '2.01'
  question: Share a change. In which order?
  steps:
${STEPS.map((text) => `    - text: ${text}\n      why: Because ${text} comes here.\n`).join('')}`;

const EXAM = '- { id: short, name: Short exam, minutes: 5, multipleChoice: 1, domc: 0 }\n';

let hall: Hall;
let channel: string;
let ada: string;
let ben: string;

beforeEach(async () => {
  const pack = copyPack();
  for (const file of ['branch', 'commit']) pack.remove(`questions/${file}.yaml`);
  pack.write('questions/push.yaml', QUESTION);
  pack.write('exam.yaml', EXAM);
  pack.edit('pack.yaml', 'weight: 60', 'weight: 0');
  pack.edit('pack.yaml', 'weight: 40', 'weight: 100');
  hall = await openHall({ packsFolder: pack.packsFolder });
  ({ channel } = hall.discord.demo);
  [ada, ben] = hall.discord.demo.members as [string, string];
});
afterEach(() => hall.close());

const as = (userId: string) => hall.discord.as(userId);
const now = (message: APIMessage, userId = ada) => as(userId).message(message)!;
const press = (message: APIMessage, label: string, userId = ada) =>
  as(userId).press(now(message, userId), buttonId(now(message, userId), label));
const logged = () =>
  hall.bot.app.db.$client
    .prepare<[], { mode: string; choice: string; correct: number }>(
      'select mode, choice, correct from answer order by id',
    )
    .all();

/** A step as it is told to whoever pressed it, by its place in the right order. */
const given = (letter: string, step: number) => `**${letter}** (${STEPS[step]})`;

/** The letters of the steps, in the right order. */
function letters(message: APIMessage): [string, string, string] {
  const lines = [...words(message).matchAll(/^\*\*([A-C])\.\*\* (.*)$/gm)];
  return STEPS.map((step) => lines.find(([, , text]) => text === step)?.[1] ?? '') as [string, string, string];
}

describe('a question of the kind ordering', () => {
  it('in a quiz: letter after letter with an undo, over a restart, and a wrong order comes in the review', async () => {
    const { message } = await as(ada).slash(channel, 'quiz', { questions: 1 });
    const [first, second, third] = letters(message!);
    await press(message!, second);
    expect(words(now(message!))).toContain(`So far: **${second}**`);
    await hall.restart();
    await press(message!, 'Undo');
    expect(words(now(message!))).toContain('Press the letters in the right order.');
    await press(message!, first);
    await press(message!, third);
    expect(controls(now(message!)).find(({ label }) => label === first)?.disabled).toBe(true);
    expect(logged()).toEqual([]);
    await press(message!, second);
    expect(words(now(message!))).toContain('❌ Not right');
    expect(words(now(message!))).toContain(`Your order: **${first}** → **${third}** → **${second}**`);
    expect(words(now(message!))).toContain(`Right order: **${first}** → **${second}** → **${third}**`);
    expect(logged()).toEqual([{ mode: 'quiz', choice: '[0,2,1]', correct: 0 }]);

    // A press that was on its way meanwhile shows what was answered, and takes nothing back.
    const [, , quizId = ''] = buttonId(now(message!), 'See how it went').split(':');
    expect(answerQuestion(hall.bot.app.db, ada, quizId, 0, [0], hall.bot.app.now())).toMatchObject({
      choice: [0, 2, 1],
      isNew: false,
    });
    expect(logged()).toHaveLength(1);

    hall.advance(1000);
    const review = (await as(ada).slash(channel, 'review start')).message!;
    const order = letters(review);
    for (const letter of order) {
      expect(words(now(review))).toContain('Review · 1 to go');
      await press(review, letter);
    }
    expect(words(now(review))).toContain('How sure were you?');
    expect(words(now(review))).not.toContain('Press the letters');
    expect(words(now(review))).toContain(order.map(given).join(' → '));
    await press(review, 'Sure');
    expect(words(now(review))).toContain('✅ Right!');
    expect(logged()[1]).toEqual({ mode: 'review', choice: '[0,1,2]', correct: 1 });
    const before = logged();
    rebuild(hall.bot.app.db);
    expect(logged()).toEqual(before);
  });

  it('in an exam', async () => {
    const { message } = await as(ada).slash(channel, 'exam start');
    await press(message!, 'Start now');
    const [first, second, third] = letters(now(message!));
    await press(message!, third);
    expect(words(now(message!))).toContain(`So far: **${third}**`);
    await press(message!, 'Undo');
    for (const letter of [first, second, third]) await press(message!, letter);
    expect(words(now(message!))).toContain('1 of 1 right');
    expect(logged()).toEqual([{ mode: 'exam', choice: '[0,1,2]', correct: 1 }]);
  });

  it('as the question of the day: the first letter is pressed for all to see, the others in a message of the member’s own', async () => {
    const organiser = as(hall.discord.demo.organiser);
    await organiser.slash(channel, 'daily setup', { channel, time: '14:30', timezone: 'Europe/Berlin' });
    hall.advance(1.5 * HOUR);
    await tick(hall.bot.app);
    const posted = () =>
      as(ada)
        .messages(channel)
        .find(({ embeds }) => embeds[0]?.title?.includes('Question of the day'))!;
    const [first, second, third] = letters(posted());
    const shared = words(posted());

    async function say(userId: string, order: readonly string[]): Promise<APIMessage> {
      const begun = await as(userId).press(posted(), buttonId(posted(), order[0] ?? ''));
      expect(begun).toMatchObject({ status: 'replied', ephemeral: true });
      expect(words(begun.message)).toContain(`So far: **${order[0]}**`);
      for (const letter of order.slice(1)) {
        expect(await press(begun.message!, letter, userId)).toMatchObject({ status: 'updated' });
      }
      return begun.message!;
    }

    const own = await say(ada, [first, second, third]);
    expect(words(now(own))).toContain(`You said ${given(first, 0)} → ${given(second, 1)} → ${given(third, 2)}`);
    expect(controls(now(own))).toEqual([]);
    expect(words(posted())).toBe(shared);
    await say(ben, [first, third, second]);
    expect(words(now(await say(ada, [first, second, third])))).toContain('That is your answer already');

    hall.advance(24 * HOUR);
    await tick(hall.bot.app);
    expect(logged()).toEqual([
      { mode: 'daily', choice: '[0,1,2]', correct: 1 },
      { mode: 'daily', choice: '[0,2,1]', correct: 0 },
    ]);
    const told = words(posted());
    expect(told).toContain('**1.** Record the change\n▰▰▰▰▰ 2 of 2');
    expect(told).toContain(`**2.** Fetch the work of others\n▰▰▰▱▱ 1 of 2`);
    expect(told).toContain('**3.** Because Send it to the server comes here.');
    expect(told).toContain('1 of 2 answers right');
    const explained = await as(ben).press(posted(), buttonId(posted(), 'Explain every option'));
    expect(words(explained.message)).toContain('Your order: ');
  });
});
