import { beforeEach, describe, expect, it } from 'vitest';
import { daily } from '../../commands/daily/index.ts';
import { tick } from '../../src/daily/tick.ts';
import { findSchedule, updateSchedule } from '../../src/daily/store/schedule.ts';
import { findTimeZone } from '../../src/guild/store.ts';
import { SendError } from '../../src/messenger.ts';
import { giveAnswer } from '../helpers/answers.ts';
import { CHANNEL, GUILD, NOON, type TestApp, createTestApp, questionNamed } from '../helpers/app.ts';
import { controls, press, run, suggest, words } from '../helpers/commands.ts';
import { DAY, FIRST_DUE, HOUR, deliveries, runDaily } from '../helpers/daily.ts';
import { countRows } from '../helpers/rows.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});

const setUp = (options: Record<string, string> = {}) =>
  runDaily(app, 'setup', { channel: CHANNEL, time: '9:00', timezone: 'Berlin', ...options });
const relative = (instant: number) => `<t:${instant / 1000}:R>`;

describe('/daily setup', () => {
  it('says where, when and for whom, and when the next one comes', async () => {
    const reply = await setUp({ role: '3000' });
    expect(reply.private).toBe(true);
    expect(words(reply)).toBe(
      [
        'All set: the question of the day',
        '**Where:** <#2000>',
        '**When:** every day at 09:00, Europe/Berlin',
        '**About:** everything',
        '**Answers:** told with the next question; they can be changed until then',
        '**Pings:** <@&3000>',
        '',
        '**Next:**',
        `- Tue 24 Nov at 09:00, ${relative(FIRST_DUE)}`,
        `- Wed 25 Nov at 09:00, ${relative(FIRST_DUE + DAY)}`,
        `- Thu 26 Nov at 09:00, ${relative(FIRST_DUE + 2 * DAY)}`,
      ].join('\n'),
    );
    expect(reply.pingRoleId ?? null).toBeNull();
  });

  it('a second time changes what it names and nothing else, and says what from and to', async () => {
    await setUp({ role: '3000', days: 'weekdays', topic: 'branch', reveal: '4 hours', answers: 'final' });
    const before = findSchedule(app.db, GUILD);
    const reply = words(await runDaily(app, 'setup', { time: 'noon' }));
    expect(reply).toMatch(/^Changed: the question of the day\n\*\*Time:\*\* 09:00 → now 12:00\n\n\*\*Where:/);
    const { nextDueAt, ...after } = findSchedule(app.db, GUILD) ?? {};
    expect(after).toEqual({ ...before, nextDueAt: undefined, time: '12:00' });
    expect(nextDueAt).toBe(FIRST_DUE + 3 * HOUR);
    expect(findTimeZone(app.db, GUILD)).toBe('Europe/Berlin');
  });

  it('says of each thing what it was and is, and that nothing changed where nothing did', async () => {
    await setUp();
    const options = {
      channel: '2001',
      time: '10:00',
      timezone: 'Tokyo',
      days: 'weekdays',
      topic: 'branch',
      role: '3000',
    };
    const reply = await runDaily(app, 'setup', { ...options, reveal: '1 hour', answers: 'final', thread: true });
    expect(words(reply).split('\n').slice(1, 10)).toEqual([
      '**Channel:** <#2000> → now <#2001>',
      '**Time:** 09:00 → now 10:00',
      '**Time zone:** Europe/Berlin → now Asia/Tokyo',
      '**Days:** every day → now weekdays',
      '**About:** everything → now Branches',
      '**Pings:** nobody → now <@&3000>',
      '**Answer:** with the next question → now an hour after the post',
      '**Answers:** can be changed until the reveal → now the first one counts',
      '**Thread:** no → now yes',
    ]);
    expect(words(await runDaily(app, 'setup', { time: '10:00' }))).toMatch(/^Nothing changed: that is how it is set/);
  });

  it('of something else leaves a pause alone', async () => {
    await setUp();
    await runDaily(app, 'pause');
    const { pausedAt, nextDueAt } = findSchedule(app.db, GUILD) ?? {};
    expect(words(await runDaily(app, 'setup', { time: 'noon' }))).toContain('`/daily resume` starts it again');
    expect(findSchedule(app.db, GUILD)).toMatchObject({ pausedAt, nextDueAt, pausedBy: 'organiser', time: '12:00' });
  });

  it('takes days, a topic, a time for the reveal, final answers and threads', async () => {
    const reply = await setUp({ days: 'weekdays', topic: 'branch', reveal: '4 hours', answers: 'final' });
    expect(words(reply)).toContain(
      '**When:** weekdays at 09:00, Europe/Berlin\n**About:** Branches\n**Answers:** told 4 hours after the post; the first one counts\n',
    );
    const other = await runDaily(app, 'setup', { days: 'sat, tue', thread: true });
    expect(words(other)).toContain('**When:** Tue, Sat at 09:00');
    expect(words(other)).toContain('the first one counts; a thread opens below');
  });

  it('remembers whom to tell when posting fails', async () => {
    await setUp();
    expect(findSchedule(app.db, GUILD)).toMatchObject({ setupChannelId: CHANNEL, setupUserId: 'ada' });
  });

  it('counts the running periods anew in another time zone', async () => {
    giveAnswer(app.db, { at: Date.UTC(2026, 10, 22, 23, 30) });
    expect(words(await run(app, 'leaderboard'))).toContain('Nobody has points here yet');
    await setUp();
    expect(words(await run(app, 'leaderboard'))).toContain('<@ada> · 3 points');
  });

  it.each([
    [{ time: '25:00' }, '`25:00` is not a time of day.'],
    [{ timezone: 'Nowhere' }, '`Nowhere` is not a time zone that I know.'],
    [{ time: '@everyone' }, '`@everyone` is not a time of day.'],
    [{ days: 'never' }, "I don't recognise `never` as days."],
    [{ topic: 'zebra' }, 'No topic fits `zebra`.'],
    [{ reveal: 'soon' }, '`soon` is not a time for the reveal.'],
  ])('of %j says what is wrong and changes nothing', async (options, problem) => {
    const reply = words(await setUp(options));
    expect(reply).toMatch(/^Not set yet\n⚠️ [^⚠]+\n\nNothing is changed yet\./);
    expect(reply).toContain(problem);
    expect(findSchedule(app.db, GUILD)).toBeUndefined();
    expect(findTimeZone(app.db, GUILD)).toBe('UTC');
  });

  it('where the bot may not post says what it needs and changes nothing', async () => {
    app.messenger.missing = ['ViewChannel', 'SendMessages'];
    expect(words(await setUp())).toContain('I may not post in <#2000> yet. I need: View Channel, Send Messages.');
    expect(findSchedule(app.db, GUILD)).toBeUndefined();
    expect(findTimeZone(app.db, GUILD)).toBe('UTC');
  });

  it('where the bot is no member of the server says how to invite it, and changes nothing', async () => {
    app.messenger.missing = 'not-in-server';
    expect(words(await setUp())).toContain('⚠️ I am not a member of this server, ');
    expect(findSchedule(app.db, GUILD)).toBeUndefined();
  });

  it('with a role that nobody would hear says how to mend it, and changes nothing', async () => {
    app.messenger.pinging = 'refused';
    expect(words(await setUp({ role: '3000' }))).toContain('A ping of <@&3000> would reach nobody. Switch on');
    app.messenger.pinging = 'gone';
    expect(words(await setUp({ role: '3000' }))).toContain('The role I should ping is gone.');
    expect(words(await setUp({ role: GUILD }))).toContain('I ping a role, not everyone.');
    expect(findSchedule(app.db, GUILD)).toBeUndefined();
    app.messenger.pinging = 'works';
    await setUp({ role: '3000' });
    app.messenger.pinging = 'gone';
    expect(words(await runDaily(app, 'status'))).toContain('⚠️ The role I should ping is gone.');
  });

  it('on what no press can answer says so and changes nothing', async () => {
    app.db.$client.exec(
      "update question set kind = 'command' where topic_id = (select id from topic where slug = 'branch')",
    );
    expect(words(await setUp({ topic: 'branch' }))).toContain(
      'There is no question on Branches that a channel can answer',
    );
    expect(findSchedule(app.db, GUILD)).toBeUndefined();
  });

  it('no longer promises a pinned question that its pack has lost', async () => {
    await setUp();
    const { key } = questionNamed(app.db, 'push-refused');
    updateSchedule(app.db, GUILD, { pinnedQuestionKey: key });
    expect(words(await runDaily(app, 'status'))).toContain('**Pinned:**');
    app.db.$client.exec(`update question set retired_at = 1 where key = ${key}`);
    expect(words(await runDaily(app, 'status'))).not.toContain('**Pinned:**');
  });

  it('in a channel that is gone says so and changes nothing', async () => {
    app.messenger.missing = 'gone';
    expect(words(await setUp())).toContain('⚠️ That channel is gone.');
    expect(findSchedule(app.db, GUILD)).toBeUndefined();
  });

  it.each([
    ['timezone', 'berl', 'Europe/Berlin'],
    ['days', 'week', 'weekdays'],
    ['days', 'mon, thu', 'Mon, Thu'],
    ['topic', 'branc', 'topic/git/branch'],
    ['reveal', '6', '6 hours'],
    ['reveal', '', 'with the next question'],
  ])('offers for %s, after %j is typed, %s first', async (option, text, first) => {
    expect((await suggest(app, 'daily', option, text))[0]?.value).toBe(first);
  });
});

describe('/daily status', () => {
  it('shows how the last one went', async () => {
    await setUp();
    expect(words(await runDaily(app, 'status'))).toMatch(/^Question of the day\n/);
    app.setNow(FIRST_DUE);
    await tick(app);
    expect(words(await runDaily(app, 'status'))).toContain(
      `**Last:** [posted](https://discord.com/channels/1000/2000/1) ${relative(FIRST_DUE)}`,
    );
    app.messenger.fail = new SendError('may-not-post');
    app.setNow(FIRST_DUE + DAY);
    await tick(app);
    expect(words(await runDaily(app, 'status'))).toContain(
      '**Last:** not posted yet: I may not post in the channel. I keep trying.',
    );
    app.advance(7 * HOUR);
    await tick(app);
    expect(words(await runDaily(app, 'status'))).toContain(
      '**Last:** left out on Wed 25 Nov: I may not post in the channel',
    );
  });

  it('says which permissions were taken from the bot', async () => {
    await setUp();
    app.messenger.missing = ['SendMessages'];
    expect(words(await runDaily(app, 'status'))).toContain('⚠️ I may not post in <#2000> yet. I need: Send Messages.');
    app.messenger.missing = 'not-in-server';
    expect(words(await runDaily(app, 'status'))).toContain('⚠️ I am not a member of this server');
  });
});

describe('/daily pause and resume', () => {
  it('stop the questions and start them again', async () => {
    await setUp();
    expect(words(await runDaily(app, 'pause'))).toMatch(
      /^Paused\n[^]*\*\*Next:\*\* paused\. `\/daily resume` starts it again\./,
    );
    app.setNow(FIRST_DUE + HOUR);
    await tick(app);
    expect(app.sent).toEqual([]);
    expect(words(await runDaily(app, 'resume'))).toContain(`Running again\n**Where:** <#2000>`);
    await tick(app);
    expect(app.sent).toEqual([]);
    app.setNow(FIRST_DUE + DAY);
    await tick(app);
    expect(app.sent).toHaveLength(1);
  });

  it('a second time keep the first', async () => {
    await setUp();
    await runDaily(app, 'pause');
    app.advance(HOUR);
    await runDaily(app, 'pause');
    expect(findSchedule(app.db, GUILD)?.pausedAt).toBe(NOON);
  });
});

describe('a question that came due a moment ago and is not sent yet', () => {
  it.each(['pause', 'resume', 'setup'])('is not lost by /daily %s', async (subcommand) => {
    await setUp();
    app.setNow(FIRST_DUE + 1000);
    await (subcommand === 'setup' ? setUp({ time: '10:00' }) : runDaily(app, subcommand));
    await runDaily(app, 'resume');
    await tick(app);
    expect(deliveries(app)).toMatchObject([{ localDate: '2026-11-24', state: 'sent' }]);
  });
});

describe('/daily now', () => {
  it('posts at once, and not again at its time', async () => {
    await setUp({ time: '14:00' });
    const link = 'https://discord.com/channels/1000/2000/1';
    expect(words(await runDaily(app, 'now'))).toBe(`Today's question [is posted](${link}).`);
    expect(words(await runDaily(app, 'now'))).toBe(
      `Today's question [was posted already](${link}). There is one a day.`,
    );
    app.advance(2 * HOUR);
    await tick(app);
    expect(app.sent).toHaveLength(1);
    expect(words(await runDaily(app, 'status'))).toContain('**Next:**\n- Tue 24 Nov at 14:00');
  });

  it('that fails says why, and the tick goes on trying', async () => {
    await setUp();
    app.messenger.fail = new SendError('not-reached');
    await expect(runDaily(app, 'now')).rejects.toThrow(
      "Today's question could not be posted: Discord could not be reached. I keep trying; `/daily status` shows how it goes.",
    );
    app.messenger.fail = undefined;
    app.advance(60_000);
    await tick(app);
    expect(app.sent).toHaveLength(1);
  });

  it('without questions says so', async () => {
    await setUp();
    app.db.$client.exec('update question set retired_at = 1');
    expect(words(await runDaily(app, 'now'))).toBe(
      'Today goes without a question: there was no question to post on this subject. The next one comes at its time.',
    );
  });
});

describe('/daily', () => {
  it.each(['status', 'pause', 'resume', 'now', 'pin'])('%s before it is set up says how to', async (subcommand) => {
    await expect(runDaily(app, subcommand)).rejects.toThrow(
      'No question of the day is set up here yet. Start with `/daily setup`.',
    );
  });

  it.each(['setup', 'status', 'pause', 'resume', 'now'])('%s belongs to a server', async (subcommand) => {
    const options = { channel: CHANNEL, time: '9:00' };
    await expect(runDaily(app, subcommand, options, null)).rejects.toThrow(
      'The question of the day belongs to a server.',
    );
  });

  it('is for those who manage the server', () => {
    expect(daily.data.default_member_permissions).toBe(String(1 << 5));
  });
});

describe('the question of the day', () => {
  it('is answered in private, by each member once', async () => {
    await setUp();
    await runDaily(app, 'now');
    const [control] = controls(app.sent[0]?.message ?? {});
    const answer = (userId: string, guildId: string | null = GUILD) =>
      press(app, control?.custom_id ?? '', { userId, guildId, values: ['0'], onPrivateMessage: false });
    const first = await answer('ada');
    expect(first).toMatchObject({ private: true });
    expect(words(first)).toMatch(
      /^🔒 Your answer is in\nYou said \*\*.+\*\*( \(.+\))?\. It stays hidden until the reveal/,
    );
    expect(words(await answer('ada'))).toContain('🔒 That is your answer already');
    await answer('ben');
    await expect(answer('eve', '1001')).rejects.toThrow('That question is no longer open.');
    await expect(answer('eve', null)).rejects.toThrow('The question of the day belongs to a server.');
    expect(countRows(app.db, 'daily_answer')).toBe(2);
    expect(countRows(app.db, 'answer')).toBe(0);
    expect(deliveries(app)).toHaveLength(1);
  });

  it('is explained at once where the first answer counts', async () => {
    await setUp({ answers: 'final' });
    await runDaily(app, 'now');
    const [control] = controls(app.sent[0]?.message ?? {});
    const answer = () => press(app, control?.custom_id ?? '', { values: ['0'], onPrivateMessage: false });
    expect(words(await answer())).toMatch(/^(✅ Right! \+\d points?|❌ Not right)\n/);
    expect(words(await answer())).toContain('You had answered this one already, and your first answer counts.');
    expect(countRows(app.db, 'answer')).toBe(1);
  });

  it('is explained to everybody who asks after the reveal', async () => {
    await setUp({ reveal: '1 hour' });
    await runDaily(app, 'now');
    app.advance(HOUR);
    await tick(app);
    const explain = controls(app.edited[0]?.message ?? {})[0]?.custom_id ?? '';
    const reply = await press(app, explain, { userId: 'ben', onPrivateMessage: false });
    expect(reply.private).toBe(true);
    expect(words(reply)).toContain(
      'Question of the day: the answer\nThe answer is out, and you had not answered this one.',
    );
  });
});

describe('/daily pin', () => {
  beforeEach(() => setUp());

  it('has the chosen question come next', async () => {
    const [choice] = await suggest(app, 'daily', 'question', 'commit name');
    expect(choice?.name).toContain('A commit');
    expect(words(await runDaily(app, 'pin', { question: choice?.value ?? '' }))).toMatch(/^Pinned, on .+: ./);
    expect(words(await runDaily(app, 'status'))).toContain('**Pinned:** next comes the question you chose');
    app.setNow(FIRST_DUE);
    await tick(app);
    expect(app.sent[0]?.message.embeds?.[0]?.description).toContain("A commit's name depends on its content.");
    expect(words(await runDaily(app, 'status'))).not.toContain('**Pinned:**');
  });

  it('takes the choice back', async () => {
    const [choice] = await suggest(app, 'daily', 'question', 'commit name');
    await runDaily(app, 'pin', { question: choice?.value ?? '' });
    expect(words(await runDaily(app, 'pin', { question: 'nothing' }))).toMatch(/^I choose the next question again/);
  });

  it.each([
    ['zebra', 'No question fits `zebra`.'],
    ['a', 'Several questions fit `a`.'],
    ['99999', 'No question fits `99999`.'],
  ])('of %j says what to do', async (question, problem) => {
    await expect(runDaily(app, 'pin', { question })).rejects.toThrow(problem);
  });
});
