import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { goOn, showCount, startPacemaker } from '../../src/round/pacemaker.ts';
import { DISCUSSION_MS, GRACE_MS, LOBBY_MS, PAUSE_MS } from '../../src/round/rules.ts';
import { findRoundIn } from '../../src/round/store.ts';
import { FIXTURE_PACKS } from '../helpers/app.ts';
import { type Hall, openHall } from '../helpers/hall.ts';
import { buttonId, controls, words } from '../helpers/read.ts';
import { answerAs } from '../helpers/rounds.ts';

let hall: Hall;
let channel: string;
let organiser: string;
let ada: string;
let ben: string;
let chidi: string;

beforeEach(async () => {
  hall = await openHall({ packsFolder: FIXTURE_PACKS });
  ({ channel, organiser } = hall.discord.demo);
  [ada, ben, chidi] = hall.discord.demo.members as [string, string, string];
});
afterEach(() => hall.close());

const as = (userId: string) => hall.discord.as(userId);
// As somebody sees it who has no private answers in between.
const last = () => as(organiser).messages(channel).at(-1)!;
const present = () => findRoundIn(hall.bot.app.db, channel);
const start = (options = {}) => as(ada).slash(channel, 'round start', { questions: 3, ...options });
const after = async (ms: number) => {
  hall.advance(ms);
  await goOn(hall.bot.app);
};
/** Chooses the answer at a place; steps that are to be put in order are pressed one after the other. */
async function answer(userId: string, place: number) {
  let [message, outcome] = [last(), undefined as Awaited<ReturnType<ReturnType<typeof as>['press']>> | undefined];
  for (let presses = 0; presses < 6; presses++) {
    const options = controls(message).filter(
      ({ custom_id: id, disabled }) => id?.startsWith('round:answer') && !disabled,
    );
    if (options.length === 0) break;
    const { options: menu, custom_id: id = '' } = options[place % options.length]!;
    outcome = menu
      ? await as(userId).select(message, id, [menu[place % menu.length]!.value, menu[(place + 1) % menu.length]!.value])
      : await as(userId).press(message, id);
    message = await outcome.final();
  }
  return outcome!;
}
const logged = () =>
  hall.bot.app.db.$client.prepare('select user_id, count(*) as n from answer group by user_id').all();

describe('/round', () => {
  it('is played by three to its end, over a restart at every step, and each answer counts once', async () => {
    const lobby = await start();
    expect(lobby).toMatchObject({ status: 'replied', ephemeral: false });
    const joined = await as(ben).press(lobby.message!, buttonId(lobby.message, 'Join'));
    expect(joined.status).toBe('updated');
    expect(words(as(ada).message(lobby.message!))).toContain(`<@${ben}>`);
    await after(LOBBY_MS);
    for (let question = 1; question <= 3; question++) {
      expect(words(last())).toContain(`Question ${question} of 3`);
      for (const [place, member] of [ada, ben, chidi].entries()) {
        expect(await answer(member, place)).toMatchObject({ ephemeral: true });
        await hall.restart();
      }
      expect(words(last())).not.toContain('✅');
      await after(3000);
      expect(words(last())).toContain('the answer');
      expect(words(last())).toMatch(/\*\*Right:\*\*|Nobody got it/);
      expect(last().mentions).toEqual([]);
      await hall.restart();
      await after(PAUSE_MS);
    }
    expect(words(last())).toContain('The round is over');
    expect(logged()).toEqual([ada, ben, chidi].sort().map((user_id) => ({ user_id, n: 3 })));
    expect(present()).toBeUndefined();
    const again = await as(ben).press(last(), buttonId(last(), 'Another round'));
    expect(words(again.message)).toContain('A round begins!');
  });

  it('shows how many have answered, and goes on by itself', async () => {
    const stop = startPacemaker(hall.bot.app);
    await start({ seconds: 15 });
    hall.advance(LOBBY_MS);
    await expect.poll(() => words(last()), { timeout: 5000 }).toContain('Question 1 of 3');
    await answer(ben, 0);
    await expect.poll(() => words(last()), { timeout: 5000 }).toContain('1 has answered');
    hall.advance(15_000);
    await expect.poll(() => words(last()), { timeout: 5000 }).toContain('the answer');
    await stop();
  });

  it('posts one message when the answer of the send is lost', async () => {
    await start();
    hall.discord.faults.failNext({ method: 'POST', path: /\/channels\/\d+\/messages$/ }, 'lose-answer', 10);
    await after(LOBBY_MS);
    hall.discord.faults.clear();
    await after(60_000);
    const asked = as(ada)
      .messages(channel)
      .filter((message) => words(message).includes('Question 1 of 3'));
    expect(asked).toHaveLength(1);
    expect(present()).toMatchObject({ phase: 'asking', isShown: true });
  });

  it('tells the answer in a new message when somebody deleted the question', async () => {
    await start();
    await after(LOBBY_MS);
    await answer(ben, 0);
    hall.discord.world.removeMessage(channel, last().id);
    await showCount(hall.bot.app, present()!.id);
    await after(120_000);
    expect(words(last())).toContain('Question 1 of 3: the answer');
  });

  it('ends with a word to its host where the bot may write no more', async () => {
    await start();
    hall.discord.world.setOverwrite(channel, hall.discord.botUserId, { deny: PermissionFlagsBits.SendMessages });
    await after(LOBBY_MS);
    expect(present()).toBeUndefined();
    expect(words(as(ada).messages(as(ada).openDm()).at(-1))).toContain('ended early');
  });

  it('is stopped by an organiser who did not start it', async () => {
    await start();
    expect(words((await as(ben).slash(channel, 'round stop')).message)).toContain('or an organiser can end');
    expect(words((await as(organiser).slash(channel, 'round stop')).message)).toContain('The round ends here');
    await goOn(hall.bot.app);
    expect(words(last())).toContain('It was ended early');
  });

  it('talks a question over in a thread where the group is divided', async () => {
    await start({ discuss: true });
    await after(LOBBY_MS);
    for (const [index, member] of [ada, ben, chidi].entries()) answerAs(hall.bot.app, channel, member, index === 0);
    await after(GRACE_MS);
    expect(words(last())).toContain('Convince each other');
    expect(last().thread?.name).toContain('Convince each other');
    await answer(ben, 0);
    await after(DISCUSSION_MS);
    expect(words(last())).toMatch(/first \d, then \d of 3/);
  });
});
