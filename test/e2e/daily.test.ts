import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tick } from '../../src/daily/tick.ts';
import { showCount } from '../../src/daily/count.ts';
import { FIXTURE_PACKS } from '../helpers/app.ts';
import { type Hall, openHall } from '../helpers/hall.ts';
import { buttonId, controls, words } from '../helpers/read.ts';

const HOUR = 60 * 60 * 1000;

let hall: Hall;
let channel: string;
let organiser: string;
let ada: string;
let ben: string;

beforeEach(async () => {
  hall = await openHall({ packsFolder: FIXTURE_PACKS });
  ({ channel, organiser } = hall.discord.demo);
  [ada, ben] = hall.discord.demo.members as [string, string];
});
afterEach(() => hall.close());

const countLogged = () =>
  hall.bot.app.db.$client.prepare("select count(*) from answer where mode = 'daily'").pluck().get();
const as = (userId: string) => hall.discord.as(userId);
const posted = () =>
  as(ada)
    .messages(channel)
    .filter((message) => message.embeds[0]?.title === 'Question of the day');
const setUp = (options = {}) =>
  as(organiser).slash(channel, 'daily setup', { channel, time: '14:30', timezone: 'Europe/Berlin', ...options });

describe('/daily', () => {
  it('posts at the local time, once, and each member has one sealed answer', async () => {
    // It is 13:00 in Berlin.
    const setup = await setUp();
    expect(words(setup.message)).toContain('every day at 14:30, Europe/Berlin');
    await tick(hall.bot.app);
    expect(posted()).toHaveLength(0);
    hall.advance(1.5 * HOUR);
    await tick(hall.bot.app);
    await tick(hall.bot.app);
    const [question, ...more] = posted();
    expect(question).toBeDefined();
    expect(more).toEqual([]);
    expect(question?.mention_roles).toEqual([]);

    for (const member of [ada, ben]) {
      const [first] = controls(question);
      const answer = () =>
        first?.options
          ? as(member).select(question!, first.custom_id ?? '', ['0'])
          : as(member).press(question!, first?.custom_id ?? '');
      const one = await answer();
      expect(one).toMatchObject({ status: 'replied', ephemeral: true });
      const two = await answer();
      expect(words(two.message)).toContain('That is your answer already');
    }
    expect(countLogged()).toBe(0);
    hall.advance(24 * HOUR);
    await tick(hall.bot.app);
    expect(countLogged()).toBe(2);
    expect(words((await as(organiser).slash(channel, 'daily status')).message)).toMatch(
      /\*\*Last:\*\* .*nobody has answered yet/,
    );
  });

  it('pings the role that was chosen and nobody else', async () => {
    await setUp({ role: hall.discord.demo.role });
    hall.advance(1.5 * HOUR);
    await tick(hall.bot.app);
    expect(posted()[0]?.mention_roles).toEqual([hall.discord.demo.role]);
    expect(posted()[0]?.mention_everyone).toBe(false);
  });

  it('refuses a role whose ping would reach nobody, until it may be mentioned', async () => {
    const { world, guild } = { world: hall.discord.world, guild: hall.discord.demo.guild };
    const role = world.addRole(guild, 'Night owls', 0n, { mentionable: false });
    expect(words((await setUp({ role })).message)).toContain('would reach nobody');
    world.setOverwrite(channel, hall.discord.botUserId, { allow: PermissionFlagsBits.MentionEveryone });
    expect(words((await setUp({ role })).message)).toContain('All set');
  });

  it('posts one message when the answer of the send is lost and it is tried again', async () => {
    await setUp();
    hall.advance(1.5 * HOUR);
    hall.discord.faults.failNext({ method: 'POST', path: /\/channels\/\d+\/messages$/ }, 'lose-answer', 10);
    await tick(hall.bot.app);
    hall.discord.faults.clear();
    hall.advance(HOUR / 30);
    await tick(hall.bot.app);
    expect(posted()).toHaveLength(1);
    const status = await as(organiser).slash(channel, 'daily status', {});
    expect(words(status.message)).toContain('[posted](');
  }, 30_000);

  it('pauses, resumes, and posts now instead of later', async () => {
    await setUp();
    expect(words((await as(organiser).slash(channel, 'daily pause', {})).message)).toContain('paused');
    hall.advance(2 * HOUR);
    await tick(hall.bot.app);
    expect(posted()).toHaveLength(0);
    await as(organiser).slash(channel, 'daily resume', {});
    const now = await as(organiser).slash(channel, 'daily now', {});
    expect(words(now.message)).toContain('is posted');
    const again = await as(organiser).slash(channel, 'daily now', {});
    expect(words(again.message)).toContain('was posted already');
    expect(posted()).toHaveLength(1);
  });

  it('is refused where the bot may not post, and nothing is set up', async () => {
    const { message } = await setUp({ channel: hall.discord.demo.closedChannel });
    expect(words(message)).toContain('I may not post in');
    expect(words((await as(organiser).slash(channel, 'daily status', {})).message)).toContain(
      'No question of the day is set up',
    );
  });

  it('belongs to organisers', async () => {
    const outcome = await as(ada).slash(channel, 'daily setup', { channel, time: '9:00' });
    expect(outcome.status).toBe('refused');
    expect(
      as(ada)
        .commands(channel)
        .map((command) => command.name),
    ).not.toContain('daily');
  });

  it('says what is wrong with a time, and offers time zones by city', async () => {
    const { message } = await setUp({ time: '25:00' });
    expect(words(message)).toContain('`25:00` is not a time of day');
    const zones = await as(organiser).autocomplete(channel, 'daily setup', { timezone: 'mumb' }, 'timezone');
    expect(zones[0]).toMatchObject({ value: 'Asia/Kolkata' });
  });

  it('goes on after a restart with what was due meanwhile', async () => {
    await setUp();
    hall.advance(2 * HOUR);
    await hall.restart();
    await tick(hall.bot.app);
    expect(posted()).toHaveLength(1);
    const [first] = controls(posted()[0]);
    expect(first?.label ?? buttonId(posted()[0], 'A')).toBeDefined();
  });

  it('tells the answers at the reveal: who was right, a picture, a thread, and each option to whoever asks', async () => {
    await setUp({ reveal: '2 hours', thread: true });
    hall.advance(1.5 * HOUR);
    await tick(hall.bot.app);
    const [question] = posted();
    const [control] = controls(question);
    for (const member of hall.discord.demo.members) {
      await (control?.options
        ? as(member).select(question!, control.custom_id ?? '', ['0'])
        : as(member).press(question!, control?.custom_id ?? ''));
    }
    await showCount(hall.bot.app, 1);
    expect(words(posted()[0])).toContain(`${hall.discord.demo.members.length} members have answered`);
    await hall.restart();
    hall.advance(2 * HOUR);
    await tick(hall.bot.app);
    const revealed = as(ada)
      .messages(channel)
      .find(({ id }) => id === question?.id);
    expect(words(revealed)).toContain('Question of the day: the answer');
    expect(revealed?.attachments[0]?.description).toMatch(/^How \d members answered\. /);
    expect(revealed?.mentions ?? []).toEqual([]);
    expect(revealed?.thread?.name).toMatch(/^Question of the day: /);
    const explained = await as(ada).press(revealed!, buttonId(revealed, 'Explain every option'));
    expect(explained).toMatchObject({ status: 'replied', ephemeral: true });
    const late = await as(ben)
      .press(question!, control?.custom_id ?? '')
      .catch((error: Error) => error.message);
    expect(late).toBeDefined();
  });

  it('tells the organiser once that the channel is gone, and goes on in another', async () => {
    const extra = hall.discord.world.addChannel(hall.discord.demo.guild, 'passing');
    await setUp({ channel: extra.id });
    hall.discord.world.removeChannel(extra.id);
    hall.advance(1.5 * HOUR);
    for (let minute = 0; minute < 5; minute++) {
      await tick(hall.bot.app);
      hall.advance(HOUR / 60);
    }
    const told = as(organiser)
      .messages(channel)
      .filter((message) => words(message).includes('I could not post the question of the day'));
    expect(told).toHaveLength(1);
    const status = words((await as(organiser).slash(channel, 'daily status', {})).message);
    expect(status).toContain('⚠️ The channel is gone. Choose another with `/daily setup`.');
    await setUp();
    await tick(hall.bot.app);
    expect(posted()).toHaveLength(1);
  });

  it('finds a message whose answer was lost, however late it looks', async () => {
    await setUp();
    hall.advance(1.5 * HOUR);
    hall.discord.faults.failNext({ method: 'POST', path: /\/channels\/\d+\/messages$/ }, 'lose-answer', 10);
    await tick(hall.bot.app);
    hall.discord.faults.clear();
    // Long after Discord forgot the nonce.
    hall.advance(3 * HOUR);
    await hall.restart();
    await tick(hall.bot.app);
    expect(posted()).toHaveLength(1);
  }, 30_000);

  it('sends none again while it may not read the history, in which the first may be', async () => {
    await setUp();
    hall.advance(1.5 * HOUR);
    hall.discord.faults.failNext({ method: 'POST', path: /\/channels\/\d+\/messages$/ }, 'lose-answer', 10);
    await tick(hall.bot.app);
    hall.discord.faults.clear();
    const mayRead = (isAllowed: boolean) =>
      hall.discord.world.setOverwrite(channel, hall.discord.botUserId, {
        [isAllowed ? 'allow' : 'deny']: PermissionFlagsBits.ReadMessageHistory,
      });
    mayRead(false);
    hall.advance(HOUR);
    await tick(hall.bot.app);
    expect(posted()).toHaveLength(1);
    const status = await as(organiser).slash(channel, 'daily status', {});
    expect(words(status.message)).toContain('I need: Read Message History');
    mayRead(true);
    hall.advance(HOUR);
    await tick(hall.bot.app);
    expect(posted()).toHaveLength(1);
    expect(words((await as(organiser).slash(channel, 'daily status', {})).message)).toContain('[posted](');
  }, 30_000);
});

it('refuses a channel of another server, also where its command says that it is one of this server', async () => {
  const { demo, world } = hall.discord;
  const elsewhere = world.channels.get(demo.otherChannel) as { guildId: string };
  // What a client that was tampered with would send.
  elsewhere.guildId = demo.guild;
  const asked = setUp({ channel: demo.otherChannel });
  elsewhere.guildId = demo.otherGuild;
  const { message } = await asked;
  expect(words(message)).toContain('⚠️ That channel belongs to another server. Choose one of this server.');
  expect(hall.bot.app.db.$client.prepare('select count(*) from daily_schedule').pluck().get()).toBe(0);
});

describe('the form of /daily setup', () => {
  it('opens from the command, comes back with what was right, and sets everything', async () => {
    const { demo } = hall.discord;
    const opened = await as(organiser).slash(channel, 'daily setup');
    expect(opened).toMatchObject({ status: 'modal', modal: { title: 'Question of the day' } });
    const fields = { channel: [channel], time: '14:3', days: ['mon', 'fri'], role: [demo.role], reveal: ['4 hours'] };
    const wrong = await as(organiser).submit(opened.modal!, fields);
    expect(wrong).toMatchObject({ status: 'replied', ephemeral: true });
    expect(words(wrong.message)).toContain('`14:3` is not a time of day.');
    const back = await as(organiser).press(wrong.message!, 'daily:form:draft');
    // What is not typed again is what was filled in before.
    const asked = await as(organiser).submit(back.modal!, { time: '14:30' });
    expect(asked).toMatchObject({ status: 'updated' });
    expect(words(asked.message)).toContain('`14:30` by which clock?');
    const done = await as(organiser).select(asked.message!, 'daily:clock', ['Europe/London']);
    expect(words(done.message)).toContain('Mon, Fri at 14:30, Europe/London');
    expect(words(done.message)).toContain(`**Pings:** <@&${demo.role}>`);
    const trial = await as(organiser).press(done.message!, 'daily:trial');
    expect(trial).toMatchObject({ status: 'replied', ephemeral: true });
    expect(trial.message?.mention_roles).toEqual([]);
    expect(as(ada).message(trial.message!)).toBeUndefined();
  });
});

describe('an announcement channel', () => {
  it('takes questions, answers and threads, where the bot may post', async () => {
    const { demo, world } = hall.discord;
    const { id } = world.addChannel(demo.guild, 'news', { type: ChannelType.GuildAnnouncement });
    const set = await setUp({ channel: id, reveal: '1 hour', thread: true });
    expect(words(set.message)).toContain(`**Where:** <#${id}>`);
    expect(words(set.message)).not.toContain('⚠️');
    await as(organiser).slash(channel, 'daily now', {});
    const [question] = as(ada).messages(id);
    await as(ada).press(question!, controls(question)[0]?.custom_id ?? '');
    hall.advance(HOUR);
    await tick(hall.bot.app);
    expect(as(ada).message(question!)?.embeds[0]?.title).toBe('Question of the day: the answer');
    expect(as(ada).messages(id).at(-1)?.content).toContain('**The answer is out:**');
    const threads = [...world.channels.values()].filter(({ parentId }) => parentId === id);
    expect(threads.map(({ type }) => type)).toEqual([ChannelType.AnnouncementThread]);
  });

  it('in which the bot may not post is refused, with what it needs', async () => {
    const { demo } = hall.discord;
    const { message } = await setUp({ channel: demo.closedChannel });
    expect(words(message)).toContain(`I may not post in <#${demo.closedChannel}> yet. I need: Send Messages.`);
  });
});
