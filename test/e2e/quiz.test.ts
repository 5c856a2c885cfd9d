import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIXTURE_PACKS } from '../helpers/app.ts';
import { type Hall, openHall } from '../helpers/hall.ts';
import { buttonId, controls, words } from '../helpers/read.ts';

let hall: Hall;
let channel: string;
let ada: string;
let ben: string;

beforeAll(async () => {
  hall = await openHall({ packsFolder: FIXTURE_PACKS });
  ({ channel } = hall.discord.demo);
  [ada, ben] = hall.discord.demo.members as [string, string];
});
afterAll(() => hall.close());

const as = (userId: string) => hall.discord.as(userId);
const answers = () => hall.bot.app.db.$client.prepare('select count(*) from answer').pluck().get();

/** Presses the first answer, or chooses the first option of the menu. */
async function answerFirst(userId: string, message: APIMessage) {
  const [first] = controls(message);
  if (first?.options) return as(userId).select(message, first.custom_id ?? '', [first.options[0]?.value ?? '']);
  return as(userId).press(message, first?.custom_id ?? '');
}

describe('/quiz', () => {
  it('goes from the first question to the summary, over a restart in the middle, in one private message', async () => {
    const start = await as(ada).slash(channel, 'quiz', { questions: 5 });
    expect(start).toMatchObject({ status: 'replied', ephemeral: true });
    const now = () => as(ada).message(start.message!)!;
    for (let position = 1; position <= 5; position++) {
      expect(now().embeds[0]?.title).toBe(`Question ${position} of 5`);
      if (position === 3) await hall.restart();
      const outcome = await answerFirst(ada, now());
      expect(outcome.status).toBe('updated');
      expect(words(now())).toMatch(/✅ Right!|❌ Not right/);
      if (position < 5) await as(ada).press(now(), buttonId(now(), 'Next question'));
    }
    await as(ada).press(now(), buttonId(now(), 'See how it went'));
    expect(words(now())).toMatch(/\d of 5 right/);
    expect(answers()).toBe(5);
    expect(as(ben).message(start.message!)).toBeUndefined();
  });

  it('marks the right option and the chosen one in words, and explains each', async () => {
    const { message } = await as(ada).slash(channel, 'quiz', { topic: 'commit', difficulty: 'recall', questions: 2 });
    let shown = message!;
    if (shown.embeds[0]?.description?.includes('True or false')) {
      await answerFirst(ada, shown);
      shown = as(ada).message(shown)!;
      await as(ada).press(shown, buttonId(shown, 'Next question'));
      shown = as(ada).message(shown)!;
    }
    await answerFirst(ada, shown);
    const text = words(as(ada).message(shown));
    expect(text).toMatch(/✅ \*\*[ABC]\.\*\* A snapshot of the whole project _\((right|right, your answer)\)_/);
    expect(text).toContain('Git stores the tree as it is.');
    expect(text).toContain('Differences are computed when they are shown.');
    expect(text).toContain('Unchanged files belong to the snapshot too.');
  });

  it('counts a second press once and answers it kindly', async () => {
    const { message } = await as(ada).slash(channel, 'quiz', { questions: 1 });
    const before = answers() as number;
    await answerFirst(ada, message!);
    const again = await answerFirst(ada, message!);
    expect(answers()).toBe(before + 1);
    expect(again).toMatchObject({ status: 'replied', ephemeral: true });
    expect(words(again.message)).toContain('your first answer counts');
  });

  it('counts two presses at the same moment once', async () => {
    const { message } = await as(ada).slash(channel, 'quiz', { questions: 1 });
    const before = answers() as number;
    const outcomes = await Promise.all([answerFirst(ada, message!), answerFirst(ada, message!)]);
    expect(answers()).toBe(before + 1);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['replied', 'updated']);
  });

  it("answers somebody else's press without counting it", async () => {
    const { message, ephemeral } = await as(ada).slash(channel, 'quiz', { questions: 1, private: false });
    expect(ephemeral).toBe(false);
    const before = answers();
    const outcome = await answerFirst(ben, message!);
    expect(outcome).toMatchObject({ status: 'replied', ephemeral: true });
    expect(words(outcome.message)).toContain('belongs to somebody else');
    expect(answers()).toBe(before);
  });

  it('answers a press on a finished quiz without counting it', async () => {
    const { message } = await as(ada).slash(channel, 'quiz', { questions: 2 });
    const before = answers() as number;
    await answerFirst(ada, message!);
    const answered = as(ada).message(message!)!;
    await as(ada).press(answered, buttonId(answered, 'Next question'));
    const second = as(ada).message(message!)!;
    await as(ada).press(answered, buttonId(answered, 'Stop here'));
    const late = await answerFirst(ada, second);
    expect(late).toMatchObject({ status: 'replied', ephemeral: true });
    expect(words(late.message)).toContain('This quiz is over');
    expect(answers()).toBe(before + 1);
  });

  it('takes several options from a menu', async () => {
    const { message } = await as(ada).slash(channel, 'quiz', { topic: 'branch', difficulty: 'applying' });
    const [menu] = controls(message);
    const right = (menu?.options ?? [])
      .filter((option) => !option.label.includes('own copy'))
      .map((option) => option.value);
    await as(ada).select(message!, menu?.custom_id ?? '', right);
    expect(words(as(ada).message(message!))).toContain('✅ Right!');
  });

  it('works in a direct message', async () => {
    const outcome = await as(ben).slash(as(ben).openDm(), 'quiz', { questions: 1 });
    expect(outcome.status).toBe('replied');
    expect((await answerFirst(ben, outcome.message!)).status).toBe('updated');
  });

  it('says so when no topic fits', async () => {
    const { message, ephemeral } = await as(ada).slash(channel, 'quiz', { topic: 'qqqq xxxx' });
    expect(ephemeral).toBe(true);
    expect(words(message)).toContain('No topic fits `qqqq xxxx`');
  });
});
