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

/** Takes a quiz on pushing, one true-false question of three points, and says True, which is right. */
async function earnThree(userId: string) {
  const { message } = await as(userId).slash(channel, 'quiz', { topic: 'push', questions: 1 });
  await as(userId).press(message!, buttonId(message, 'True'));
  return as(userId).message(message!);
}

describe('points', () => {
  it('show in the answer, on the leaderboard and in the profile, and are not paid twice', async () => {
    expect(words(await earnThree(ada))).toContain('✅ Right! +3 points');
    expect(words(await earnThree(ada))).toContain('✅ Right! (practice)');

    const board = await as(ben).slash(channel, 'leaderboard', {});
    expect(board.ephemeral).toBe(false);
    expect(words(board.message)).toContain(`🥇 **1.** <@${ada}> · 3 points`);
    expect(words(board.message)).toContain('has no points here yet');
    expect(board.message?.mentions).toEqual([]);

    const profile = await as(ada).slash(channel, 'profile', {});
    expect(profile.ephemeral).toBe(true);
    const text = words(profile.message);
    expect(text).toContain('**Points:** 3');
    expect(text).toContain('**Right:** 2 of 2 answers (100%)');
    expect(text).toContain('**Streak:** 1 day');
    expect(text).toContain('Remotes (2 of 2)');
    expect(text).toContain('right, practice · Pushing');
  });

  it("shows another member's profile", async () => {
    const { message } = await as(ben).slash(channel, 'profile', { member: ada });
    expect(words(message)).toContain(`<@${ada}> in this server`);
    expect(message?.mentions).toEqual([]);
  });

  it('are sorted by period and topic', async () => {
    hall.advance(24 * 60 * 60 * 1000);
    const today = await as(ada).slash(channel, 'leaderboard', { period: 'today' });
    expect(words(today.message)).toContain('Nobody has points here yet');
    const topic = await as(ada).slash(channel, 'leaderboard', { period: 'all', topic: 'domain/git/remotes' });
    expect(words(topic.message)).toContain('Leaderboard · All time · Remotes');
    expect(words(topic.message)).toContain('3 points');
    const other = await as(ada).slash(channel, 'leaderboard', { period: 'all', topic: 'commit' });
    expect(words(other.message)).toContain('Nobody has points here yet');
  });

  it('fill pages of ten, which turn in place for who asked, and for others in a message of their own', async () => {
    const { db } = hall.bot.app;
    const insert = db.$client.prepare("insert into points_total values (?, 'all', 'all', ?, ?)");
    for (let index = 0; index < 23; index++)
      insert.run(hall.discord.demo.guild, `9000${index}`, 100 - Math.floor(index / 2));
    const { message } = await as(ada).slash(channel, 'leaderboard', { period: 'all' });
    expect(words(message)).toContain('🥇 **1.** <@90000> · 100 points\n🥇 **1.** <@90001> · 100 points\n🥉 **3.**');
    expect(words(message)).toContain(`\n\n**24.** <@${ada}> · 3 points`);
    expect(words(message)).toContain('Page 1 of 3');
    expect(controls(message).find(({ label }) => label === '◀ Previous')?.disabled).toBe(true);

    const own = await as(ada).press(message!, buttonId(message, 'Next ▶'));
    expect(own).toMatchObject({ status: 'updated', ephemeral: false });
    expect(words(as(ben).message(message!))).toContain('Page 2 of 3');
    await as(ada).press(as(ada).message(message!)!, buttonId(as(ada).message(message!), '◀ Previous'));
    const today = await as(ada).press(message!, buttonId(message, 'Today'));
    expect(today.status).toBe('updated');
    await as(ada).press(today.message!, buttonId(today.message, 'Ever'));

    const turned = await as(ben).press(message!, buttonId(message, 'Next ▶'));
    expect(turned).toMatchObject({ status: 'replied', ephemeral: true });
    expect(words(turned.message)).toContain('Page 2 of 3');
    const last = await as(ben).press(turned.message!, buttonId(turned.message, 'Next ▶'));
    expect(last.status).toBe('updated');
    expect(words(as(ben).message(turned.message!))).toContain(`**24.** <@${ada}> · 3 points`);
  });

  it('are refused a leaderboard in a direct message', async () => {
    const outcome = await as(ada).slash(as(ada).openDm(), 'leaderboard', {});
    expect(outcome.status).toBe('refused');
  });
});

describe('/help', () => {
  it('lists every command', async () => {
    const { message, ephemeral } = await as(ada).slash(channel, 'help', {});
    expect(ephemeral).toBe(true);
    for (const name of ['git', 'quiz', 'leaderboard', 'profile', 'daily', 'help'])
      expect(words(message)).toContain(`**\`/${name}\`**`);
  });
});
