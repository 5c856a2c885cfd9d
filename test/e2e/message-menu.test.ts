import { ApplicationCommandType, type APIMessage, PermissionFlagsBits } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hall, openHall } from '../helpers/hall.ts';
import { buttonId, controls, words } from '../helpers/read.ts';

let hall: Hall;
let channel: string;
let organiser: string;
let ada: string;
let ben: string;
let chidi: string;

beforeAll(async () => {
  hall = await openHall();
  ({ channel, organiser } = hall.discord.demo);
  [ada, ben, chidi] = hall.discord.demo.members as [string, string, string];
});
afterAll(() => hall.close());

const as = (userId: string) => hall.discord.as(userId);
const labels = (message: APIMessage | undefined) => controls(message).map(({ label }) => label);
const explain = (message: APIMessage, userId = ada) => as(userId).useOn(message, 'Explain this');

describe('"Explain this"', () => {
  it('explains a message to the asker alone', async () => {
    const said = as(ben).say(channel, 'guys, how do I get into a running container?');
    const { status, ephemeral, message } = await explain(said);
    expect({ status, ephemeral }).toEqual({ status: 'replied', ephemeral: true });
    expect(words(message)).toMatch(/^### docker exec/);
    expect(labels(message).slice(0, 3)).toEqual(['More', 'Quiz me', 'Show to everybody']);
    expect(as(ben).message(message!)).toBeUndefined();
  });

  it('reads embeds and components, too, and no names of files', async () => {
    const { message: answer } = await as(ada).slash(channel, 'quiz', { private: false });
    expect((await explain(answer!)).status).toBe('replied');
    const { message: none } = await explain(as(ben).say(channel, '<@1> https://example.org/volumes.png'));
    expect(words(none)).toBe('That message has no words that I can look up.');
  });

  it('says so where nothing fits, and shows hostile text as text', async () => {
    const said = as(ben).say(channel, '@everyone **x** `<@1>` [a](http://x) zzqq\n# big');
    const { message, ephemeral } = await explain(said);
    expect(ephemeral).toBe(true);
    expect(words(message)).toContain('I have no page for that');
    expect(message?.mention_everyone).toBe(false);
    expect(message?.mentions).toEqual([]);
    expect(words(message)).not.toMatch(/^# /m);
    expect(labels(message)).not.toContain('Show to everybody');
  });

  it('shows everybody what was explained, once, with the way to the message', async () => {
    const said = as(ben).say(channel, 'what is a bind mount');
    const { message } = await explain(said);
    const before = as(chidi).messages(channel).length;
    const id = buttonId(message, 'Show to everybody');
    // As on a phone: the second tap is on its way before the first has come back.
    const [first, second] = await Promise.all([as(ada).press(message!, id), as(ada).press(message!, id)]);
    await Promise.all([first.final(), second.final()]);
    const shown = as(chidi).messages(channel).slice(before);
    expect(shown).toHaveLength(1);
    expect(words(shown[0])).toContain(
      `About [this message](https://discord.com/channels/${hall.discord.demo.guild}/${channel}/${said.id})`,
    );
    expect(words(shown[0])).toContain('### ');
    expect(shown[0]?.mentions).toEqual([]);
    const own = as(ada).message(message!);
    expect(words(own)).toContain('Now everybody here can see it.');
    expect(labels(own)).not.toContain('Show to everybody');
  });

  it('is shown to nobody by who may not write there, also in a thread and by an old button', async () => {
    const { world, demo } = hall.discord;
    const quiet = world.addChannel(demo.guild, 'notices');
    const said = as(organiser).say(quiet.id, 'what is a bind mount');
    const { message: before } = await explain(said);
    world.setOverwrite(quiet.id, demo.guild, { deny: PermissionFlagsBits.SendMessages });
    expect(labels((await explain(said)).message)).not.toContain('Show to everybody');
    const { message } = await as(ada).press(before!, buttonId(before, 'Show to everybody'));
    expect(words(message)).toBe('You may not write here, so it stays with you.');
    expect(as(organiser).messages(quiet.id)).toHaveLength(1);

    const thread = world.addChannel(demo.guild, 'Talk', { type: 11, parentId: quiet.id });
    const inThread = as(ben).say(thread.id, 'what is a bind mount');
    expect(labels((await explain(inThread)).message)).toContain('Show to everybody');
    world.setOverwrite(quiet.id, demo.guild, { deny: PermissionFlagsBits.SendMessagesInThreads });
    expect(labels((await explain(inThread)).message)).not.toContain('Show to everybody');
  });

  it('has nobody to show it to in a direct message', async () => {
    const said = as(ada).say(as(ada).openDm(), 'what is a bind mount');
    expect(labels((await explain(said)).message)).toEqual(expect.arrayContaining(['More', 'Quiz me']));
    expect(labels((await explain(said)).message)).not.toContain('Show to everybody');
  });
});

describe('"Quiz me on this"', () => {
  it('asks about what the message is about, the asker alone', async () => {
    const said = as(ben).say(channel, 'does anybody know how overlay networks work?');
    const { message, ephemeral } = await as(ada).useOn(said, 'Quiz me on this');
    expect(ephemeral).toBe(true);
    expect(words(message)).toContain('Question 1 of');
    const asked = hall.bot.app.db.$client
      .prepare<[], string>(
        `select distinct t.slug from quiz_question q join question on question.key = q.question_key
         join topic t on t.id = question.topic_id where q.quiz_id = (select id from quiz order by created_at desc, rowid desc)`,
      )
      .pluck()
      .all();
    expect(asked).toEqual(['overlay-network']);
  });

  it('says so where nothing fits', async () => {
    const { message } = await as(ada).useOn(as(ben).say(channel, 'who wants pizza tonight?'), 'Quiz me on this');
    expect(words(message)).toContain('I have no page for that');
  });
});

describe('installed for oneself', () => {
  it('works in a server that has not invited the bot, and counts in one’s own profile alone', async () => {
    const { world } = hall.discord;
    world.setInstalledFor(ada, true);
    const guild = world.addGuild('Elsewhere', ben, null);
    world.addMember(guild.id, ada);
    const elsewhere = world.addChannel(guild.id, 'chat').id;
    const offered = as(ada)
      .commands(elsewhere)
      .map(({ name }) => name);
    expect(offered).toEqual(expect.arrayContaining(['docker', 'quiz', 'review', 'exam', 'profile', 'help']));
    expect(offered).not.toContain('leaderboard');
    expect(offered).not.toContain('daily');
    expect(
      as(ada)
        .commands(elsewhere)
        .filter(({ type }) => type === ApplicationCommandType.Message),
    ).toHaveLength(2);
    expect(as(ben).commands(elsewhere)).toEqual([]);

    for (const [name, values] of [
      ['docker', { topic: 'volumes' }],
      ['review start', {}],
      ['exam start', {}],
      ['help', {}],
    ] as const)
      expect(await as(ada).slash(elsewhere, name, values), name).toMatchObject({ status: 'replied' });

    const { message } = await as(ada).slash(elsewhere, 'quiz', { questions: 1 });
    expect(await answerAny(message!)).toMatchObject({ status: 'updated' });
    const { db, following } = hall.bot.app;
    following.catchUp();
    const places = db.$client.prepare('select guild_id from answer where user_id = ?').pluck().all(ada);
    expect(places).toEqual(['']);
    // What people say of themselves there is theirs: neither the server's zone nor its board exists.
    expect(db.$client.prepare('select count(*) from answer where guild_id = ?').pluck().get(guild.id)).toBe(0);
    const { message: profile } = await as(ada).slash(as(ada).openDm(), 'profile');
    expect(words(profile)).toMatch(/1 (answer|question)/);
  });

  it('explains there to the channel, too, where others may see it', async () => {
    const { world } = hall.discord;
    world.setInstalledFor(ada, true);
    const guild = world.addGuild('Another', ben, null);
    world.addMember(guild.id, ada);
    const open = world.addChannel(guild.id, 'open').id;
    const { message } = await explain(as(ben).say(open, 'what is a bind mount'));
    await as(ada)
      .press(message!, buttonId(message, 'Show to everybody'))
      .then((outcome) => outcome.final());
    expect(words(as(ben).messages(open).at(-1))).toContain('### ');
    const shut = world.addChannel(guild.id, 'shut').id;
    world.setOverwrite(shut, guild.id, { deny: PermissionFlagsBits.UseExternalApps });
    expect(labels((await explain(as(ben).say(shut, 'what is a bind mount'))).message)).not.toContain(
      'Show to everybody',
    );
  });

  it('works in a conversation between people', async () => {
    const { world } = hall.discord;
    world.setInstalledFor(ada, true);
    const chat = world.addPrivateChannel(ada, ben);
    const { message } = await explain(as(ben).say(chat.id, 'what is a bind mount'));
    await as(ada)
      .press(message!, buttonId(message, 'Show to everybody'))
      .then((outcome) => outcome.final());
    expect(words(as(ben).messages(chat.id).at(-1))).toContain('### ');
  });
});

/** Answers a question in whatever way it is answered. */
async function answerAny(message: APIMessage) {
  const [first] = controls(message);
  const id = first?.custom_id ?? '';
  if (first?.options) return as(ada).select(message, id, [first.options[0]?.value ?? '']);
  return as(ada).press(message, id);
}
