import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { suggestQuestions } from '../../commands/daily/control.ts';
import { showCount } from '../../src/daily/count.ts';
import { updateDelivery } from '../../src/daily/store/delivery.ts';
import { tick } from '../../src/daily/tick.ts';
import { daysText, parseDays, suggestDays } from '../../src/daily/weekdays.ts';
import { parseReveal, suggestReveals } from '../../src/daily/reveal-time.ts';
import { ENGLISH, addLanguage } from '../../src/language.ts';
import { SendError } from '../../src/messenger.ts';
import { CHANNEL, type TestApp, createTestApp } from '../helpers/app.ts';
import { controls, press, run, words } from '../helpers/commands.ts';
import { FIRST_DUE, HOUR, MINUTE, deliveries, runDaily } from '../helpers/daily.ts';

/** Whoever reads this one reads English in capital letters. */
const LOUD = 'lt';
const loud = (text: unknown) => String(text).toUpperCase();

beforeAll(() =>
  addLanguage({
    locale: LOUD,
    make: <T extends object>(english: T) =>
      Object.fromEntries(
        Object.entries(english).map(([key, words]: [string, unknown]) => [
          key,
          typeof words === 'function'
            ? (...values: unknown[]) => loud((words as (...v: unknown[]) => string)(...values))
            : loud(words),
        ]),
      ) as T,
  }),
);

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});

/** A setup by somebody who reads English, in a server that reads the other language. */
const setUp = (options: Record<string, string | boolean> = {}) =>
  run(
    app,
    'daily',
    { channel: CHANNEL, time: '9:00', timezone: 'Berlin', reveal: '4 hours', ...options },
    { subcommand: 'setup', channelId: '2999', guildLocale: LOUD },
  );
const tickAt = (at: number) => {
  app.setNow(at);
  return tick(app);
};
const answer = (userId: string, locale: string) => {
  const [control] = controls(app.sent[0]?.message ?? {});
  return press(app, control?.custom_id ?? '', { userId, locale, values: ['0'], onPrivateMessage: false });
};

describe('a server’s own language', () => {
  it('is that of what is posted, of its number of answers, of the reveal, its picture and its thread', async () => {
    await setUp({ thread: true });
    await tickAt(FIRST_DUE);
    const [posted] = app.sent[0]?.message.embeds ?? [];
    expect(posted?.title).toBe('QUESTION OF THE DAY');
    expect(posted?.description).toContain(
      `NOBODY HAS ANSWERED YET · THE ANSWER COMES <T:${(FIRST_DUE + 4 * HOUR) / 1000}:R>`,
    );
    expect(posted?.footer?.text).toContain('ANSWERS ARE SEALED UNTIL THEN');
    for (const userId of ['ada', 'ben', 'cleo']) await answer(userId, ENGLISH);
    await showCount(app, 1);
    expect(words(app.edited[0]?.message ?? {})).toContain('3 MEMBERS HAVE ANSWERED');
    await tickAt(FIRST_DUE + 4 * HOUR);
    const revealed = app.edited[1]?.message ?? {};
    expect(words(revealed)).toMatch(/^QUESTION OF THE DAY: THE ANSWER\n/);
    expect(words(revealed)).toContain('EVERYBODY GOT IT.');
    expect(words(revealed)).toMatch(/TOPIC: /);
    expect(controls(revealed).map(({ label }) => label)).toEqual([
      'EXPLAIN EVERY OPTION',
      'READ THE TOPIC',
      'GIT DOCUMENTATION',
    ]);
    expect(revealed.files?.[0]?.description).toMatch(/^HOW 3 MEMBERS ANSWERED\. /);
    expect(app.threads[0]?.name).toMatch(/^QUESTION OF THE DAY: /);
  });

  it('is that of what the organiser is told', async () => {
    await setUp();
    const { messenger } = app;
    const send: typeof messenger.send = (channelId, ...rest) =>
      channelId === CHANNEL
        ? Promise.reject(new SendError('may-not-post', 'refused'))
        : messenger.send(channelId, ...rest);
    app = { ...app, messenger: { ...messenger, send } };
    await tickAt(FIRST_DUE);
    expect(app.sent.map(({ message }) => words(message))).toEqual([
      expect.stringMatching(
        /^QUESTION OF THE DAY: A PROBLEM\nI COULD NOT POST THE QUESTION OF THE DAY IN <#2000>: I MAY NOT POST IN THE CHANNEL\./,
      ),
    ]);
  });

  it('is that of the worth of a question that belongs to no domain, below the name of its pack', async () => {
    app.db.$client.exec('update question set domain = null');
    await setUp();
    await tickAt(FIRST_DUE);
    await answer('ada', ENGLISH);
    await showCount(app, 1);
    for (const message of [app.sent[0]?.message, app.edited[0]?.message])
      expect(message?.embeds?.[0]?.footer?.text).toMatch(/^Git · EASY, 1 POINT/);
  });

  it('follows the latest setup', async () => {
    await setUp();
    await run(app, 'daily', { channel: CHANNEL, time: '9:00', timezone: 'UTC' }, { subcommand: 'setup' });
    await tickAt(FIRST_DUE + HOUR);
    expect(app.sent[0]?.message.embeds?.[0]?.title).toBe('Question of the day');
  });
});

describe('a reader’s own language', () => {
  it('is that of what they alone see', async () => {
    expect(words(await setUp())).toMatch(/^All set: the question of the day\n\*\*Where:\*\*/);
    await tickAt(FIRST_DUE);
    expect(words(await answer('ada', LOUD))).toMatch(/^🔒 YOUR ANSWER IS IN\nYOU SAID /);
    expect(words(await answer('ben', ENGLISH))).toMatch(/^🔒 Your answer is in\nYou said /);
    const { key } = app.db.query.question.findFirst().sync() ?? { key: 0 };
    app.db.$client.prepare('update daily_schedule set pinned_question_key = ?').run(key);
    app.troubles.report('gateway', { key: 'connectionBroken' });
    app.advance(MINUTE + 1);
    app.messenger.missing = ['SendMessages'];
    const status = words(await run(app, 'daily', {}, { subcommand: 'status', locale: LOUD }));
    const ownWords = status.replaceAll(/\(https:[^)]+\)/gi, '');
    expect(ownWords).toContain('⚠️ THE CONNECTION TO DISCORD IS BROKEN');
    expect(ownWords).toContain('**WHEN:** EVERY DAY AT 09:00');
    expect(ownWords).toContain('**PINNED:**');
    expect(ownWords).toBe(ownWords.toUpperCase());
  });

  it('is that of what they did wrong', async () => {
    const wrong = async (options: Record<string, string>) => {
      const rest = { subcommand: 'setup', locale: LOUD };
      const given = { channel: CHANNEL, time: '9:00', timezone: 'Berlin', ...options };
      const [title, said = '', ...more] = words(await run(app, 'daily', given, rest)).split('\n');
      expect([title, more.at(-1)]).toEqual(['NOT SET YET', expect.stringMatching(/^NOTHING IS CHANGED YET\. [A-Z]/)]);
      return said.replace('⚠️ ', '');
    };
    expect(await wrong({ time: '25:00' })).toMatch(/^`25:00` IS NOT A TIME OF DAY\./);
    expect(await wrong({ timezone: '9' })).toMatch(/^`9` IS NOT A TIME ZONE/);
    expect(await wrong({ days: '9' })).toMatch(/^I DON'T RECOGNISE `9` AS DAYS\./);
    expect(await wrong({ reveal: '9 weeks' })).toMatch(/^`9 WEEKS` IS NOT A TIME FOR THE REVEAL\./);
    app.messenger.missing = 'gone';
    expect(await wrong({})).toBe('THAT CHANNEL IS GONE.');
  });

  it('is that of what is offered while they type, and what they pick can be read', () => {
    expect(suggestDays(LOUD, 'week').map(({ name }) => name)).toEqual(['WEEKDAYS', 'WEEKENDS']);
    for (const { name, value } of suggestDays(LOUD, '')) expect(daysText(LOUD, parseDays(value))).toBe(name);
    expect(suggestReveals(LOUD, '').map(({ value }) => parseReveal(value))).toEqual([null, 1, 4, 8, 12, 24, 48]);
    expect(suggestReveals(LOUD, '1 D')).toEqual([{ name: '1 DAY', value: '1 day' }]);
  });

  it('is that of the choice that takes a pinned question back', () => {
    expect(suggestQuestions(app, LOUD, 'nothing')).toContainEqual({
      name: 'NOTHING: LET THE BOT CHOOSE',
      value: 'nothing',
    });
  });
});

describe('why a question did not come', () => {
  it('is said in the language of whoever reads it', async () => {
    await setUp();
    await tickAt(FIRST_DUE + 10 * HOUR);
    expect(words(await runDaily(app, 'status'))).toContain('left out on Tue 24 Nov: I was not running at that time');
    const other = await run(app, 'daily', {}, { subcommand: 'status', locale: LOUD });
    expect(words(other)).toContain('LEFT OUT ON TUE 24 NOV: I WAS NOT RUNNING AT THAT TIME');
  });

  it.each([
    ['a fault of ours', new Error('a bug'), 'something went wrong on my side'],
    ['a pause that Discord asked for', new SendError('asked-to-wait'), 'Discord asked for a pause'],
    ['a broken Discord', new SendError({ key: 'out-of-order', status: 503 }), 'Discord is out of order (503)'],
    ['what Discord said', new SendError({ key: 'refused', said: 'No.' }, 'refused'), 'Discord refused it (No.)'],
  ])('is said of %s', async (_, fault, says) => {
    await setUp();
    app.messenger.fail = fault;
    await tickAt(FIRST_DUE);
    expect(words(await runDaily(app, 'status'))).toContain(`not posted yet: ${says}. I keep trying.`);
    const other = await run(app, 'daily', {}, { subcommand: 'status', locale: LOUD });
    expect(words(other)).toContain(`NOT POSTED YET: ${says.toUpperCase()}. I KEEP TRYING.`);
  });

  it('is still said where the row of an earlier version holds a sentence', async () => {
    await setUp();
    await tickAt(FIRST_DUE + 10 * HOUR);
    updateDelivery(app.db, deliveries(app)[0]?.id ?? 0, { lastError: 'it was paused' });
    expect(words(await runDaily(app, 'status'))).toContain('left out on Tue 24 Nov: it was paused');
  });
});
