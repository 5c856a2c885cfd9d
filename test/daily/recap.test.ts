import { beforeEach, describe, expect, it } from 'vitest';
import { answerDaily } from '../../src/daily/answer.ts';
import { announcementMessage, recapText } from '../../src/daily/recap-view.ts';
import { TELL_WITHIN_MS, announce } from '../../src/daily/announce.ts';
import { showCount } from '../../src/daily/count.ts';
import { LATEST_MS } from '../../src/daily/plan.ts';
import { claim, setUnsure, updateDelivery } from '../../src/daily/store/delivery.ts';
import { updateSchedule } from '../../src/daily/store/schedule.ts';
import { tick } from '../../src/daily/tick.ts';
import { questionRevision } from '../../src/db/schema.ts';
import { ENGLISH } from '../../src/language.ts';
import { kindOf } from '../../src/question/kinds/index.ts';
import { toBody } from '../../src/message-body.ts';
import { SendError } from '../../src/messenger.ts';
import { getQuestionContent } from '../../src/question/store.ts';
import { rightOptions } from '../helpers/answers.ts';
import { CHANNEL, GUILD, REAL_PACKS, type TestApp, createTestApp } from '../helpers/app.ts';
import { labels } from '../helpers/commands.ts';
import { DAY, FIRST_DUE, HOUR, MINUTE, deliveries, runDaily, schedule } from '../helpers/daily.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});

const WEEKDAYS = 0b0011111;
/** Friday, 27 November. */
const FRIDAY = FIRST_DUE + 3 * DAY;

const tickAt = (at: number) => {
  app.setNow(at);
  return tick(app);
};
const nth = (index: number) => {
  const delivery = deliveries(app)[index];
  if (!delivery) throw new Error(`there are not ${index + 1} deliveries`);
  return delivery;
};
/** An answer to a question of the day, right or wrong. */
const answer = (userId: string, isRight: boolean, index = 0) => {
  const { id, questionKey, revision, optionOrder } = nth(index);
  const correct = rightOptions(getQuestionContent(app.db, questionKey, revision));
  const places = optionOrder.flatMap((option, place) => (correct.includes(option) === isRight ? [place] : []));
  return answerDaily(app.db, userId, GUILD, id, isRight ? places : places.slice(0, 1), app.now);
};
const posts = () => app.sent.filter(({ message }) => JSON.stringify(message.components).includes('"daily:answer:'));
const byItself = () => app.sent.filter(({ message }) => JSON.stringify(message.components).includes(':told"'));
const lastPost = () => posts().at(-1)?.message.content ?? '';
const refused = new SendError('may-not-post', 'refused');

describe('the next question', () => {
  it('begins with the answer to yesterday’s, who was right, and the way to the whole', async () => {
    schedule(app, { roleId: '3000' });
    await tickAt(FIRST_DUE);
    expect(posts()[0]?.message.content).toBe('<@&3000>');
    for (const [userId, isRight] of [
      ['ben', true],
      ['cleo', false],
      ['ada', true],
    ] as const) {
      answer(userId, isRight);
      app.advance(1);
    }
    await tickAt(FIRST_DUE + DAY);
    const [line, ping, ...more] = lastPost().split('\n');
    expect(line).toMatch(
      /^\*\*Yesterday:\*\* \*\*(True\*\*|False\*\*|[A-F]\*\*, .+)\. 2 of 3 right: <@ben>, <@ada> · \[How everybody answered\]/,
    );
    expect(line).toContain(`(https://discord.com/channels/${GUILD}/${CHANNEL}/1)`);
    expect([ping, ...more]).toEqual(['<@&3000>']);
    expect(byItself()).toEqual([]);
    expect(app.edited.at(-1)).toMatchObject({ messageId: '1' });
  });

  it('pings nobody whom it names', async () => {
    schedule(app, { roleId: '3000' });
    await tickAt(FIRST_DUE);
    answer('ben', true);
    await tickAt(FIRST_DUE + DAY);
    expect(lastPost()).toContain('<@ben>');
    expect(toBody(posts()[1]?.message ?? {}).allowed_mentions).toEqual({ parse: [], roles: ['3000'] });
  });

  it.each([
    ['nobody answered', 0, 0, /\. Nobody answered$/],
    ['the only answer was wrong', 0, 1, /\. 0 of 1 right · /],
    ['nobody was right', 0, 3, /\. None of 3 right · /],
    ['four were right', 4, 0, /\. 4 of 4 right: <@r0>, <@r1>, <@r2>, <@r3> · /],
    ['many were right', 15, 5, /\. 15 of 20 right: <@r0>, <@r1>, <@r2> and 12 others · /],
  ])('says so when %s', async (_, right, wrong, expected) => {
    schedule(app);
    await tickAt(FIRST_DUE);
    for (let member = 0; member < right; member++, app.advance(1)) answer(`r${member}`, true);
    for (let member = 0; member < wrong; member++) answer(`w${member}`, false);
    await tickAt(FIRST_DUE + DAY);
    expect(lastPost()).toMatch(expected);
    expect(lastPost().split('\n')).toHaveLength(1);
  });

  it('goes on beginning so when the number of answers changes', async () => {
    schedule(app);
    await tickAt(FIRST_DUE);
    answer('ben', true);
    await tickAt(FIRST_DUE + DAY);
    answer('cleo', true, 1);
    await showCount(app, nth(1).id);
    expect(app.edited.at(-1)?.message.content).toBe(lastPost());
    expect(app.edited.at(-1)?.message.embeds?.[0]?.description).toContain('1 member has answered');
  });

  it('that is posted early ends the time for answers, and tells them', async () => {
    schedule(app);
    await tickAt(FIRST_DUE);
    answer('ben', true);
    app.setNow(FIRST_DUE + DAY - 2 * HOUR);
    await runDaily(app, 'now');
    expect(lastPost()).toContain('1 of 1 right: <@ben>');
    expect(answer('cleo', true).outcome).toBe('closed');
    await tickAt(FIRST_DUE + DAY - 2 * HOUR + MINUTE);
    expect(app.edited.at(-1)).toMatchObject({ messageId: '1' });
    expect(byItself()).toEqual([]);
  });

  it('says “last time” where it is not of the day before', async () => {
    schedule(app, { days: 0b0010101 });
    await tickAt(FIRST_DUE + DAY);
    answer('ben', true);
    await tickAt(FRIDAY);
    expect(lastPost()).toMatch(/^\*\*Last time:\*\* /);
  });

  it('does not speak of a link to a message that was deleted', async () => {
    schedule(app);
    await tickAt(FIRST_DUE);
    answer('ben', true);
    const { messenger } = app;
    const edit = () => Promise.reject(new SendError('message-gone', 'gone'));
    app = { ...app, messenger: { ...messenger, edit } };
    await tickAt(FIRST_DUE + DAY);
    app = { ...app, messenger };
    answer('cleo', true, 1);
    await showCount(app, nth(1).id);
    expect(app.edited.at(-1)?.message.content).toMatch(/1 of 1 right: <@ben>$/);
    expect(byItself()).toEqual([]);
  });

  it('does not tell what is still open, or what was told by itself', async () => {
    schedule(app, { revealAfterHours: 30 });
    await tickAt(FIRST_DUE);
    answer('ben', true);
    await tickAt(FIRST_DUE + DAY);
    expect(posts()[1]?.message.content).toBeUndefined();
    await tickAt(FIRST_DUE + 30 * HOUR);
    expect(byItself()).toHaveLength(1);
    await tickAt(FIRST_DUE + 2 * DAY);
    expect(posts()[2]?.message.content).toBeUndefined();
  });

  it('takes along what comes out at the same time by the hour', async () => {
    schedule(app, { revealAfterHours: 24 });
    await tickAt(FIRST_DUE + 20_000);
    answer('ben', true);
    await tickAt(FIRST_DUE + DAY);
    expect(lastPost()).toContain('1 of 1 right: <@ben>');
    await tickAt(FIRST_DUE + DAY + MINUTE);
    expect(byItself()).toEqual([]);
  });

  it('tells it once where its own sending failed in between', async () => {
    schedule(app);
    await tickAt(FIRST_DUE);
    answer('ben', true);
    const { messenger } = app;
    const send: typeof messenger.send = async (...what) => {
      await messenger.send(...what);
      throw new SendError('not-reached', 'unknown');
    };
    app = { ...app, messenger: { ...messenger, send } };
    await tickAt(FIRST_DUE + DAY);
    app = { ...app, messenger };
    for (let minutes = 1; minutes < 10; minutes++) await tickAt(FIRST_DUE + DAY + minutes * MINUTE);
    expect(nth(1)).toMatchObject({ state: 'sent', recapOf: nth(0).id });
    expect(app.sent).toHaveLength(2);
  });

  it('tells it, however late, where the channel was closed to the bot', async () => {
    schedule(app);
    await tickAt(FIRST_DUE);
    answer('ben', true);
    app.messenger.fail = refused;
    await tickAt(FIRST_DUE + DAY);
    app.messenger.fail = undefined;
    for (let minutes = 1; minutes < 70; minutes += 3) await tickAt(FIRST_DUE + DAY + minutes * MINUTE);
    expect(lastPost()).toContain('1 of 1 right: <@ben>');
    expect(app.sent).toHaveLength(2);
  });
});

describe('a message of its own', () => {
  it('tells the answer a day later where the next question is further off than that', async () => {
    app.setNow(FRIDAY - HOUR);
    schedule(app, { days: WEEKDAYS });
    await tickAt(FRIDAY);
    answer('ben', true);
    expect(nth(0).revealAt).toBe(FRIDAY + DAY);
    await tickAt(FRIDAY + DAY);
    await tickAt(FRIDAY + DAY + MINUTE);
    const [message, ...more] = byItself();
    expect(more).toEqual([]);
    expect(message).toMatchObject({ channelId: CHANNEL });
    expect(message?.message.content).toMatch(
      /^\*\*The answer is out:\*\* \*\*(True\*\*|False\*\*|[A-F]\*\*, .+)\. 1 of 1 right: <@ben>\n> .+/,
    );
    expect(labels(message?.message ?? {})).toEqual(['Explain every option', 'How everybody answered']);
    expect(toBody(message?.message ?? {}).allowed_mentions).toEqual({ parse: [] });
    await tickAt(FRIDAY + 3 * DAY);
    expect(posts()).toHaveLength(2);
    expect(posts()[1]?.message.content).toBeUndefined();
  });

  it('comes where the question of the day was paused', async () => {
    schedule(app);
    await tickAt(FIRST_DUE);
    answer('ben', true);
    app.setNow(FIRST_DUE + HOUR);
    await runDaily(app, 'pause');
    await tickAt(FIRST_DUE + DAY);
    await tickAt(FIRST_DUE + DAY + MINUTE);
    expect(byItself()).toHaveLength(1);
    app.setNow(FIRST_DUE + DAY + HOUR);
    await runDaily(app, 'resume');
    await tickAt(FIRST_DUE + 2 * DAY);
    expect(posts()).toHaveLength(2);
    expect(posts()[1]?.message.content).toBeUndefined();
  });

  it('comes in place of a next question that a pause holds back', async () => {
    schedule(app);
    await tickAt(FIRST_DUE);
    answer('ben', true);
    app.messenger.fail = refused;
    await tickAt(FIRST_DUE + DAY);
    app.messenger.fail = undefined;
    expect(nth(1)).toMatchObject({ state: 'pending', recapOf: nth(0).id });
    await runDaily(app, 'pause');
    for (let minutes = 1; minutes < 10; minutes++) await tickAt(FIRST_DUE + DAY + minutes * MINUTE);
    expect(byItself()).toHaveLength(1);
    updateSchedule(app.db, GUILD, { pausedAt: null, pausedBy: null });
    await tickAt(FIRST_DUE + DAY + HOUR);
    expect(posts()).toHaveLength(2);
    expect(posts()[1]?.message.content).toBeUndefined();
  });

  it('comes where the next question never came', async () => {
    schedule(app);
    await tickAt(FIRST_DUE);
    answer('ben', true);
    const { messenger } = app;
    const send = () => Promise.reject(refused);
    app = { ...app, messenger: { ...messenger, send } };
    await tickAt(FIRST_DUE + DAY);
    expect(app.edited.at(-1)).toMatchObject({ messageId: '1' });
    await tickAt(FIRST_DUE + DAY + LATEST_MS + MINUTE);
    app = { ...app, messenger };
    await tickAt(FIRST_DUE + DAY + LATEST_MS + HOUR);
    await tickAt(FIRST_DUE + DAY + LATEST_MS + 2 * HOUR);
    expect(nth(1).state).toBe('skipped');
    expect(byItself()).toHaveLength(1);
  });

  it('comes so many hours after the post, where the server wants that', async () => {
    schedule(app, { revealAfterHours: 4 });
    await tickAt(FIRST_DUE);
    answer('ben', true);
    await tickAt(FIRST_DUE + 4 * HOUR);
    await tickAt(FIRST_DUE + 4 * HOUR + MINUTE);
    expect(byItself()).toHaveLength(1);
  });

  it('does not come where nobody answered, or the question was deleted', async () => {
    schedule(app, { revealAfterHours: 4 });
    await tickAt(FIRST_DUE);
    await tickAt(FIRST_DUE + 4 * HOUR);
    await tickAt(FIRST_DUE + DAY);
    answer('ben', true, 1);
    const { messenger } = app;
    const edit = () => Promise.reject(new SendError('message-gone', 'gone'));
    app = { ...app, messenger: { ...messenger, edit } };
    await tickAt(FIRST_DUE + DAY + 4 * HOUR);
    await tickAt(FIRST_DUE + DAY + 5 * HOUR);
    expect(nth(1).revealedAt).not.toBeNull();
    expect(byItself()).toEqual([]);
  });

  it('whose answer was lost is looked for before it is sent again', async () => {
    schedule(app, { revealAfterHours: 4 });
    await tickAt(FIRST_DUE);
    answer('ben', true);
    const { messenger } = app;
    const lost: typeof messenger.send = async (...what) => {
      await messenger.send(...what);
      throw new SendError('not-reached', 'unknown');
    };
    app = { ...app, messenger: { ...messenger, send: lost } };
    await tickAt(FIRST_DUE + 4 * HOUR);
    expect(nth(0).announceUnsureSince).toBe(FIRST_DUE + 4 * HOUR);
    app = { ...app, messenger };
    await tickAt(FIRST_DUE + 5 * HOUR);
    expect(byItself()).toHaveLength(1);
    expect(nth(0)).toMatchObject({ announceAt: null, announceUnsureSince: null });
  });

  it('that was refused leaves the answer to the next question', async () => {
    schedule(app, { revealAfterHours: 23 });
    await tickAt(FIRST_DUE);
    answer('ben', true);
    const { messenger } = app;
    app = { ...app, messenger: { ...messenger, send: () => Promise.reject(refused) } };
    await tickAt(FIRST_DUE + 23 * HOUR);
    expect(nth(0)).toMatchObject({ announceUnsureSince: null });
    app = { ...app, messenger };
    await tickAt(FIRST_DUE + DAY);
    expect(lastPost()).toContain('1 of 1 right: <@ben>');
    for (let hours = 1; hours < 5; hours++) await tickAt(FIRST_DUE + DAY + hours * HOUR);
    expect(byItself()).toEqual([]);
  });

  it('is given up after two days, and at once where the channel is gone', async () => {
    schedule(app, { revealAfterHours: 4 });
    await tickAt(FIRST_DUE);
    answer('ben', true);
    updateSchedule(app.db, GUILD, { pausedAt: app.now(), pausedBy: 'organiser' });
    const { messenger } = app;
    let tries = 0;
    const send = () => {
      tries++;
      return Promise.reject(refused);
    };
    app = { ...app, messenger: { ...messenger, send } };
    for (let at = FIRST_DUE + 4 * HOUR; at < FIRST_DUE + 4 * HOUR + TELL_WITHIN_MS + 2 * HOUR; at += 10 * MINUTE)
      await tickAt(at);
    expect(nth(0).announceAt).toBeNull();
    expect(tries).toBeGreaterThan(40);
    expect(tries).toBeLessThan(70);
    updateDelivery(app.db, nth(0).id, { announceAt: app.now(), revealedAt: app.now() });
    app = { ...app, messenger: { ...messenger, send: () => Promise.reject(new SendError('channel-gone', 'gone')) } };
    await tick(app);
    expect(nth(0).announceAt).toBeNull();
  });

  it('that another process has in hand is left alone', async () => {
    schedule(app, { revealAfterHours: 4 });
    await tickAt(FIRST_DUE);
    answer('ben', true);
    const { id } = nth(0);
    updateDelivery(app.db, id, { revealedAt: app.now(), announceAt: app.now() });
    claim(app.db, id, app.now(), app.now() + MINUTE);
    await announce(app, id);
    await Promise.all([announce(app, id), announce(app, id)]);
    expect(byItself()).toEqual([]);
    app.advance(2 * MINUTE);
    await Promise.all([announce(app, id), announce(app, id)]);
    expect(byItself()).toHaveLength(1);
  });

  it('waits for a next question that may have arrived', async () => {
    schedule(app);
    await tickAt(FIRST_DUE);
    answer('ben', true);
    const { messenger } = app;
    const send = () => Promise.reject(new SendError('not-reached', 'unknown'));
    app = { ...app, messenger: { ...messenger, send } };
    await tickAt(FIRST_DUE + DAY);
    setUnsure(app.db, nth(1).id, app.now());
    await runDaily(app, 'pause');
    app = { ...app, messenger };
    for (let minutes = 1; minutes < 10; minutes++) await tickAt(FIRST_DUE + DAY + minutes * MINUTE);
    expect(byItself()).toEqual([]);
  });
});

it('is one line for every question of the packs, with whole Markdown, whatever its options', async () => {
  const real = await createTestApp({ packsFolder: REAL_PACKS });
  schedule(real);
  real.setNow(FIRST_DUE);
  await tick(real);
  const [delivery] = deliveries(real);
  if (!delivery) throw new Error('there is no delivery');
  const asked = real.db
    .select({ content: questionRevision.content })
    .from(questionRevision)
    .all()
    .filter(({ content }) => kindOf(content).inGroup);
  expect(asked.length).toBeGreaterThan(200);
  for (const { content } of asked) {
    const optionOrder = content.options.map((_, index) => index).reverse();
    const recap = { content, answers: 3, right: 1, named: ['1'], isGone: false, isYesterdays: true };
    const line = recapText(ENGLISH, { ...recap, delivery: { ...delivery, optionOrder } });
    expect(line).not.toContain('\n');
    expect(line.length).toBeLessThan(450);
    expect((line.match(/`/g) ?? []).length % 2).toBe(0);
    expect((line.match(/\*\*/g) ?? []).length % 2).toBe(0);
    const message = announcementMessage(ENGLISH, { ...recap, delivery: { ...delivery, optionOrder } });
    expect(message.content?.split('\n')).toHaveLength(2);
  }
});

it('finds what is to be told without going through a table', () => {
  const plan = (sql: string) =>
    app.db.$client
      .prepare<[], { detail: string }>(`explain query plan ${sql}`)
      .all()
      .map(({ detail }) => detail)
      .join('; ');
  const days = `guild_id = '1' and local_date between '2026-01-01' and '2026-01-09'`;
  for (const sql of [
    `select * from daily_delivery where ${days} and state = 'sent' order by local_date desc limit 1`,
    `select * from daily_delivery where ${days} and recap_of = 1 and state <> 'skipped' limit 1`,
    `select id from daily_delivery where announce_at is not null and announce_at <= 5 and claimed_until <= 5 order by announce_at, id limit 9`,
    `select count(*), sum(correct) from answer where source = 'daily:1'`,
  ])
    expect(plan(sql)).toMatch(/^SEARCH \w+ USING (COVERING )?INDEX (?!.*SCAN)/);
});
