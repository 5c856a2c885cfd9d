import type { APIMessage } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sendReminders } from '../../src/review/remind.ts';
import { FIXTURE_PACKS } from '../helpers/app.ts';
import { type Hall, openHall } from '../helpers/hall.ts';
import { copyPack } from '../helpers/packs.ts';
import { buttonId, controls, words } from '../helpers/read.ts';

const HOUR = 60 * 60 * 1000;
const RIGHT = 'A snapshot of the whole project';

let hall: Hall;
let channel: string;
let ada: string;

async function open(packsFolder = FIXTURE_PACKS) {
  hall = await openHall({ packsFolder });
  ({ channel } = hall.discord.demo);
  [ada] = hall.discord.demo.members as [string];
}
beforeEach(() => open());
afterEach(() => hall.close());

const as = () => hall.discord.as(ada);
const now = (message: APIMessage) => as().message(message)!;
const press = (message: APIMessage, label: string) => as().press(now(message), buttonId(now(message), label));
const logged = () => hall.bot.app.db.$client.prepare('select mode, correct, points from answer order by id').all();
const review = async () => (await as().slash(channel, 'review start')).message!;

/** The letter of the right option of "What does a commit hold?", or of a wrong one. */
function letter(message: APIMessage, right: boolean): string {
  const lines = [...words(message).matchAll(/^\*\*([A-E])\.\*\* (.*)$/gm)];
  return lines.find(([, , text = '']) => (text === RIGHT) === right)?.[1] ?? '';
}

/** Gets the two questions on commits wrong, in a quiz. */
async function failQuiz(): Promise<void> {
  const { message } = await as().slash(channel, 'quiz', { topic: 'commit', questions: 2 });
  for (let position = 0; position < 2; position++) {
    const isTrueFalse = words(now(message!)).includes('True or false?');
    await press(message!, isTrueFalse ? 'False' : letter(now(message!), false));
    if (position === 0) await press(message!, 'Next question');
  }
  hall.advance(1000);
}

/** Answers the question that is shown and says how sure. */
async function answer(message: APIMessage, right: boolean, sure = 'Sure'): Promise<void> {
  const isTrueFalse = words(now(message)).includes('True or false?');
  const label = isTrueFalse ? (right ? 'True' : 'False') : letter(now(message), right);
  expect((await press(message, label)).status).toBe('updated');
  expect((await press(message, sure)).status).toBe('updated');
}

describe('/review', () => {
  it('asks what was wrong in a quiz until all is caught up, with an undo and a restart in the middle', async () => {
    await failQuiz();
    const start = await as().slash(channel, 'review start');
    expect(start).toMatchObject({ status: 'replied', ephemeral: true });
    const message = start.message!;
    expect(words(message)).toContain('Review · 2 to go');

    await answer(message, false);
    expect(words(now(message))).toContain('❌ Not right');
    await press(message, 'Undo');
    expect(words(now(message))).toContain('Taken back');
    await press(message, words(now(message)).includes('True or false?') ? 'True' : letter(now(message), true));
    expect(words(now(message))).toContain('How sure were you?');
    await hall.restart();
    await press(message, 'Unsure');
    expect(words(now(message))).toContain('✅ Right!');
    expect(words(now(message))).toContain('Next time');

    await press(message, 'Next');
    expect(words(now(message))).toContain('Review · 1 to go');
    await hall.restart();
    await answer(message, true);
    await press(message, 'Next');
    expect(words(now(message))).toContain('All caught up');
    expect(logged().slice(2)).toEqual([
      { mode: 'review', correct: 0, points: 0 },
      { mode: 'review', correct: 1, points: 0 },
      { mode: 'review', correct: 1, points: 0 },
    ]);
    const profile = await as().slash(channel, 'profile');
    expect(words(profile.message)).toContain('2 of 4 answers');
  });

  it('counts presses at the same moment once', async () => {
    await failQuiz();
    const message = await review();
    const [first] = controls(message);
    await Promise.all([1, 2].map(() => as().press(message, first?.custom_id ?? '')));
    const sure = now(message);
    const outcomes = await Promise.all([1, 2].map(() => as().press(sure, buttonId(sure, 'Sure'))));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['replied', 'updated']);
    expect(logged()).toHaveLength(3);
    const verdict = now(message);
    await Promise.all([1, 2].map(() => as().press(verdict, buttonId(verdict, 'Undo'))));
    const taken = hall.bot.app.db.$client.prepare('select count(*) from answer_withdrawn').pluck().get();
    expect(taken).toBe(1);
    expect(words(now(message))).toContain('Review · 2 to go');
  });

  it('stops and goes on by a button, shows the topic, and works in a direct message', async () => {
    await failQuiz();
    const { message } = await as().slash(as().openDm(), 'review start');
    await answer(message!, true);
    const topic = await press(message!, 'Read the topic');
    expect(topic).toMatchObject({ status: 'replied', ephemeral: true });
    await press(message!, 'Stop');
    expect(words(now(message!))).toContain('**1 question** is still due');
    await press(message!, 'Go on');
    expect(words(now(message!))).toContain('Review · 1 to go');
  });

  it('reminds by a direct message at the local time, and stops when direct messages are closed', async () => {
    await failQuiz();
    // It is 13:00 in Berlin.
    const set = await as().slash(channel, 'review remind', { time: '18:30', timezone: 'Europe/Berlin' });
    expect(set.ephemeral).toBe(true);
    expect(words(set.message)).toContain('at 18:30, Europe/Berlin');
    const dms = () =>
      as()
        .messages(as().openDm())
        .filter((message) => message.embeds[0]?.title === 'Time to review');
    hall.advance(5.5 * HOUR - 2000);
    await sendReminders(hall.bot.app);
    expect(dms()).toHaveLength(0);
    hall.advance(2000);
    await sendReminders(hall.bot.app);
    await hall.restart();
    await sendReminders(hall.bot.app);
    expect(dms()).toHaveLength(1);
    expect(words(dms()[0])).toContain('**2 questions** are due');
    const started = await as().press(dms()[0]!, buttonId(dms()[0], 'Start'));
    expect(started).toMatchObject({ status: 'replied', ephemeral: true });
    expect(words(started.message)).toContain('Review · 2 to go');

    hall.discord.world.setDmsOpen(ada, false);
    hall.advance(24 * HOUR);
    await sendReminders(hall.bot.app);
    hall.discord.world.setDmsOpen(ada, true);
    hall.advance(24 * HOUR);
    await sendReminders(hall.bot.app);
    expect(dms()).toHaveLength(1);
    expect(words(await review())).toContain('Your reminder has stopped: Discord did not let me write to you');
    expect(words(await review())).not.toContain('has stopped');
  });

  it('takes settings, offers time zones, and refuses what is out of range', async () => {
    const set = await as().slash(channel, 'review settings', { 'new-per-day': 3 });
    expect(words(set.message)).toContain('at most 3');
    const zones = await as().autocomplete(channel, 'review remind', { timezone: 'mumb' }, 'timezone');
    expect(zones[0]).toMatchObject({ value: 'Asia/Kolkata' });
    expect((await as().slash(channel, 'review settings', { 'new-per-day': 51 })).status).toBe('refused');
  });
});

describe('a review of a question whose answer is typed', () => {
  beforeEach(async () => {
    await hall.close();
    const pack = copyPack();
    pack.write(
      'questions/push.yaml',
      [
        pack.read('questions/push.yaml').trimEnd(),
        '- id: push-upstream',
        '  kind: command',
        '  difficulty: recall',
        "  objective: '2.01'",
        '  question: Push the branch `topic` to `origin` and keep it as its upstream.',
        '  answers:',
        '    - git push --set-upstream origin topic',
        '  why: The upstream is where a later git push goes.',
        '',
      ].join('\n'),
    );
    const flags = { 'set-upstream': { short: 'u' }, force: { short: 'f' } };
    const commands = { '': { flags: {} }, push: { args: 'REPOSITORY? REFSPEC...', flags } };
    pack.write('cli.json', JSON.stringify({ program: 'git', version: '2', commands }));
    await open(pack.packsFolder);
  });

  async function type(message: APIMessage, text: string) {
    const { modal } = await press(message, 'Type your answer');
    return as().submit(modal!, { text });
  }

  it('opens a form, asks how sure, and judges any spelling; a second form changes nothing', async () => {
    const quiz = await as().slash(channel, 'quiz', { topic: 'push', difficulty: 'recall' });
    await type(quiz.message!, 'git push origin topic');
    const message = await review();
    const { modal: second } = await press(message, 'Type your answer');
    expect((await type(message, 'git push **origin** topic -u')).status).toBe('updated');
    expect(words(now(message))).toContain('Your answer\n`git push **origin** topic -u`');
    await as().submit(second!, { text: 'git push' });
    expect(words(now(message))).toContain('origin** topic -u');
    await press(message, 'Guessing');
    expect(words(now(message))).toContain('❌ Not right');
    await press(message, 'Undo');
    await type(message, 'git push origin topic -u');
    await press(message, 'Sure');
    expect(words(now(message))).toContain('✅ Right!');
    expect(words(now(message))).toContain('The upstream is where a later git push goes.');
  });
});
