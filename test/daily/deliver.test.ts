import { beforeEach, describe, expect, it } from 'vitest';
import { CLAIM_MS, deliver } from '../../src/daily/deliver.ts';
import { LATEST_MS, planDue } from '../../src/daily/plan.ts';
import { keepReason } from '../../src/daily/reason.ts';
import { claim, unskip, updateDelivery } from '../../src/daily/store/delivery.ts';
import { findSchedule } from '../../src/daily/store/schedule.ts';
import { tick } from '../../src/daily/tick.ts';
import { SendError } from '../../src/messenger.ts';
import { CHANNEL, GUILD, type TestApp, createTestApp } from '../helpers/app.ts';
import { DAY, FIRST_DUE, HOUR, MINUTE, ORGANISERS_CHANNEL, deliveries, runDaily, schedule } from '../helpers/daily.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});

const only = () => {
  const [delivery, ...more] = deliveries(app);
  if (!delivery || more.length > 0) throw new Error('there is not exactly one delivery');
  return delivery;
};
const tickAt = (at: number) => {
  app.setNow(at);
  return tick(app);
};

describe('a tick', () => {
  it('posts what is due, once', async () => {
    schedule(app, { roleId: '3000' });
    await tickAt(FIRST_DUE);
    await tickAt(FIRST_DUE);
    await tickAt(FIRST_DUE + MINUTE);
    expect(app.sent).toHaveLength(1);
    expect(app.sent[0]).toMatchObject({
      channelId: CHANNEL,
      message: { content: '<@&3000>', pingRoleId: '3000', embeds: [{ title: 'Question of the day' }] },
    });
    expect(only()).toMatchObject({ state: 'sent', messageId: '1', sentAt: FIRST_DUE, lastError: null });
  });

  it('pings nobody where no role was chosen', async () => {
    schedule(app);
    await tickAt(FIRST_DUE);
    expect(app.sent[0]?.message.content).toBeUndefined();
    expect(app.sent[0]?.message.pingRoleId ?? null).toBeNull();
  });

  it('at the same moment as another posts one message', async () => {
    schedule(app);
    app.setNow(FIRST_DUE);
    await Promise.all([tick(app), tick(app)]);
    expect(new Set(app.sent.map(({ nonce }) => nonce)).size).toBe(1);
    expect(only().state).toBe('sent');
  });

  it('gives each server and date a nonce of its own, at most 25 characters long', async () => {
    schedule(app);
    schedule(app, { guildId: '1001' });
    await tickAt(FIRST_DUE);
    await tickAt(FIRST_DUE + DAY);
    const nonces = app.sent.map(({ nonce }) => nonce);
    expect(new Set(nonces).size).toBe(4);
    for (const nonce of nonces) expect(nonce).toMatch(/^[\w-]{1,25}$/);
  });

  it('tries a failed send again, later each time, with the same nonce', async () => {
    schedule(app);
    app.messenger.fail = new SendError('not-reached');
    const waits: number[] = [];
    let at = FIRST_DUE;
    for (let attempt = 1; attempt <= 8; attempt++) {
      await tickAt(at);
      expect(only()).toMatchObject({
        state: 'pending',
        attempts: attempt,
        lastError: keepReason({ key: 'not-reached' }),
      });
      waits.push((only().retryAt - at) / MINUTE);
      await tickAt(only().retryAt - 1);
      expect(only().attempts).toBe(attempt);
      at = only().retryAt;
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
    app.messenger.fail = undefined;
    await tickAt(at);
    expect(app.sent).toHaveLength(1);
    expect(only()).toMatchObject({ state: 'sent', sentAt: at, lastError: null });
  });

  it('posts up to six hours late, and no later', async () => {
    schedule(app);
    await tickAt(FIRST_DUE + LATEST_MS);
    expect(only().state).toBe('sent');
    await tickAt(FIRST_DUE + DAY + LATEST_MS + 1);
    expect(deliveries(app)[1]).toMatchObject({ state: 'skipped', lastError: keepReason({ key: 'away' }) });
    expect(app.sent).toHaveLength(1);
    expect(LATEST_MS).toBe(6 * HOUR);
  });

  it('gives up after six hours of failing, keeps the reason, and goes on the next day', async () => {
    schedule(app);
    app.messenger.fail = new SendError('may-not-post');
    await tickAt(FIRST_DUE);
    await tickAt(FIRST_DUE + LATEST_MS + 1);
    expect(only()).toMatchObject({ state: 'skipped', lastError: keepReason({ key: 'may-not-post' }) });
    app.messenger.fail = undefined;
    await tickAt(FIRST_DUE + DAY);
    expect(app.sent).toHaveLength(1);
    expect(deliveries(app).map(({ state }) => state)).toEqual(['skipped', 'sent']);
  });

  it('posts to the others where one server is out of reach', async () => {
    for (let server = 0; server < 20; server++)
      schedule(app, { guildId: `${server}`, channelId: server === 3 ? 'lost' : 'found' });
    const reaching = {
      ...app,
      messenger: {
        ...app.messenger,
        async send(channelId: string) {
          if (channelId === 'lost') throw new SendError('channel-gone');
          return { messageId: 'm' };
        },
      },
    };
    app.setNow(FIRST_DUE);
    await tick(reaching);
    expect(deliveries(app).filter(({ state }) => state === 'sent')).toHaveLength(19);
    expect(deliveries(app).filter(({ state }) => state === 'pending')).toMatchObject([{ guildId: '3' }]);
  });

  it('posts to the others where sending to some breaks in a way that nobody foresaw', async () => {
    for (let server = 0; server < 20; server++)
      schedule(app, { guildId: `${server}`, channelId: server < 10 ? 'broken' : 'found' });
    const breaking = {
      ...app,
      messenger: {
        ...app.messenger,
        async send(channelId: string) {
          if (channelId === 'broken') throw new TypeError('x is not a function');
          return { messageId: 'm' };
        },
      },
    };
    app.setNow(FIRST_DUE);
    await tick(breaking).catch(() => undefined);
    expect(deliveries(app).filter(({ state }) => state === 'sent')).toHaveLength(10);
  });

  it('posts the question as it was drawn, with its controls', async () => {
    schedule(app);
    await tickAt(FIRST_DUE);
    const { id, optionOrder } = only();
    const ids = JSON.stringify(app.sent[0]?.message.components);
    expect(ids).toContain(`"daily:answer:${id}:`);
    expect(ids.match(/"value"|daily:answer:\d+:\d/g)).toHaveLength(optionOrder.length);
  });
});

describe('a pause', () => {
  it('holds back what is owed and could not be sent yet', async () => {
    schedule(app);
    app.messenger.fail = new SendError('not-reached');
    await tickAt(FIRST_DUE);
    await runDaily(app, 'pause');
    app.messenger.fail = undefined;
    await tickAt(FIRST_DUE + HOUR);
    expect(app.sent).toEqual([]);
  });
});

describe('another channel', () => {
  it('gets the question that could not be posted to the one before', async () => {
    schedule(app);
    app.messenger.fail = new SendError('may-not-post');
    await tickAt(FIRST_DUE);
    app.messenger.fail = undefined;
    app.advance(MINUTE / 2);
    await runDaily(app, 'setup', { channel: '2001', time: '09:00' });
    await runDaily(app, 'now');
    expect(app.sent.map(({ channelId }) => channelId)).toEqual(['2001']);
  });
});

describe('a send whose outcome is not known', () => {
  beforeEach(async () => {
    schedule(app);
    app.messenger.fail = new SendError('not-reached', 'unknown');
    await tickAt(FIRST_DUE);
    app.messenger.fail = undefined;
    app.advance(MINUTE / 2);
  });

  it('is looked for first also after another setup', async () => {
    await runDaily(app, 'setup', { channel: CHANNEL, time: '09:00' });
    expect(only().unsureSince).toBe(FIRST_DUE);
  });

  it('is not sent to another channel, where nobody would look for the first', async () => {
    await runDaily(app, 'setup', { channel: '2001', time: '09:00' });
    expect(only()).toMatchObject({ channelId: CHANNEL, unsureSince: FIRST_DUE });
  });
});

describe('a delivery', () => {
  /** Owed, and in hand of a process that was killed just before or after it sent. */
  async function interrupted({ wasSent }: { wasSent: boolean }): Promise<number> {
    schedule(app);
    app.setNow(FIRST_DUE);
    await planDue(app);
    const { id } = only();
    if (wasSent) await deliver(app, id);
    updateDelivery(app.db, id, { state: 'pending', messageId: null, sentAt: null, unsureSince: FIRST_DUE });
    return id;
  }

  it('that arrived before a crash is found, and not sent again', async () => {
    await interrupted({ wasSent: true });
    await tickAt(FIRST_DUE + HOUR);
    expect(app.sent).toHaveLength(1);
    expect(only()).toMatchObject({ state: 'sent', messageId: '1', unsureSince: null });
  });

  it('that did not arrive before a crash is sent', async () => {
    await interrupted({ wasSent: false });
    await tickAt(FIRST_DUE + HOUR);
    expect(app.sent).toHaveLength(1);
    expect(only()).toMatchObject({ state: 'sent', messageId: '1' });
  });

  it('is not sent while nobody can see whether it arrived', async () => {
    const id = await interrupted({ wasSent: true });
    const blind = {
      ...app,
      messenger: { ...app.messenger, findOwn: () => Promise.reject(new SendError('may-not-post', 'refused')) },
    };
    app.setNow(FIRST_DUE + HOUR);
    await deliver(blind, id);
    expect(app.sent.filter(({ channelId }) => channelId === CHANNEL)).toHaveLength(1);
    expect(only()).toMatchObject({ state: 'pending', unsureSince: FIRST_DUE });
  });

  it('that arrived before a crash is found however late the bot comes back, and stays the only one of its date', async () => {
    await interrupted({ wasSent: true });
    await tickAt(FIRST_DUE + LATEST_MS + MINUTE);
    expect(only()).toMatchObject({ state: 'sent', messageId: '1', unsureSince: null, lastError: null });
    await runDaily(app, 'now');
    expect(app.sent).toHaveLength(1);
  });

  it('that arrived before a crash was posted when it arrived, not when it was found', async () => {
    await interrupted({ wasSent: true });
    await tickAt(FIRST_DUE + 2 * HOUR);
    expect(only()).toMatchObject({ state: 'sent', sentAt: FIRST_DUE });
  });

  it('that did not arrive before a crash is left out when it is too late for it', async () => {
    await interrupted({ wasSent: false });
    await tickAt(FIRST_DUE + LATEST_MS + MINUTE);
    expect(only()).toMatchObject({ state: 'skipped' });
    expect(app.sent).toHaveLength(0);
  });

  it('is looked for as long as its channel cannot be looked into, for a week', async () => {
    const id = await interrupted({ wasSent: true });
    const blind = {
      ...app,
      messenger: { ...app.messenger, findOwn: () => Promise.reject(new SendError('may-not-post', 'refused')) },
    };
    app.setNow(FIRST_DUE + 7 * DAY);
    await deliver(blind, id);
    expect(only()).toMatchObject({ state: 'pending' });
    app.setNow(FIRST_DUE + 8 * DAY);
    await deliver(blind, id);
    expect(only()).toMatchObject({ state: 'skipped', unsureSince: FIRST_DUE });
    // It may be there all the same: its date gets no other.
    unskip(app.db, GUILD, only().localDate);
    expect(only()).toMatchObject({ state: 'skipped' });
  });

  it('that arrived and could not be written down is found, and not sent again', async () => {
    schedule(app);
    app.db.$client.exec(
      "create temp trigger fails before update on daily_delivery when new.state = 'sent' begin select raise(abort, 'disk full'); end",
    );
    await tickAt(FIRST_DUE);
    app.db.$client.exec('drop trigger fails');
    expect(only()).toMatchObject({ state: 'pending', unsureSince: FIRST_DUE });
    await tickAt(FIRST_DUE + 20 * MINUTE);
    expect(app.sent).toHaveLength(1);
    expect(only()).toMatchObject({ state: 'sent', messageId: '1' });
  });

  it('goes to the channel that was chosen while a send was on its way and was refused', async () => {
    schedule(app);
    const whole = app;
    let sends = 0;
    const send: typeof app.messenger.send = async () => {
      if (++sends === 1) await runDaily(app, 'setup', { channel: '2002', time: '09:00' });
      throw new SendError('may-not-post', 'refused');
    };
    app = { ...whole, messenger: { ...whole.messenger, send } };
    await tickAt(FIRST_DUE);
    app = whole;
    await tickAt(FIRST_DUE + HOUR);
    expect(only()).toMatchObject({ state: 'sent', channelId: '2002' });
  });

  it('is looked for after a try whose answer was lost, and not after one that Discord refused', async () => {
    schedule(app);
    app.messenger.fail = new SendError('asked-to-wait', 'unavailable');
    await tickAt(FIRST_DUE);
    expect(only().unsureSince).toBeNull();
    app.messenger.fail = new SendError('not-reached', 'unknown');
    await tickAt(FIRST_DUE + MINUTE);
    expect(only().unsureSince).toBe(FIRST_DUE + MINUTE);
    app.messenger.fail = new SendError('asked-to-wait', 'unavailable');
    await tickAt(FIRST_DUE + HOUR);
    expect(only().unsureSince).toBe(FIRST_DUE + MINUTE);
  });

  it('that another process has in hand is left alone until its time with it is over', async () => {
    schedule(app);
    app.setNow(FIRST_DUE);
    await planDue(app);
    expect(claim(app.db, only().id, FIRST_DUE, FIRST_DUE + CLAIM_MS)).toBeDefined();
    expect(claim(app.db, only().id, FIRST_DUE, FIRST_DUE + CLAIM_MS)).toBeUndefined();
    await tickAt(FIRST_DUE + CLAIM_MS - 1);
    expect(app.sent).toHaveLength(0);
    await tickAt(FIRST_DUE + CLAIM_MS);
    expect(app.sent).toHaveLength(1);
  });

  it('that is late says so', async () => {
    schedule(app);
    await tickAt(FIRST_DUE + HOUR);
    expect(app.sent[0]?.message.embeds?.[0]?.description).toContain(
      `This one was due <t:${FIRST_DUE / 1000}:R> and is late.`,
    );
    await tickAt(FIRST_DUE + DAY);
    expect(app.sent[1]?.message.embeds?.[0]?.description).not.toContain('is late');
  });
});

describe('the organiser', () => {
  const refused = new SendError('may-not-post', 'refused');
  /** Refused in the question's channel alone. */
  const refuse = () => {
    const { messenger } = app;
    const send: typeof messenger.send = async (channelId, message, nonce) => {
      if (channelId === CHANNEL) throw refused;
      app.sent.push({ channelId, message, nonce });
      return { messageId: 'm' };
    };
    app = { ...app, messenger: { ...messenger, send } };
  };

  it('is told once that the bot may not post, where the question was set up', async () => {
    refuse();
    schedule(app);
    for (let minute = 0; minute < 60; minute += 5) await tickAt(FIRST_DUE + minute * MINUTE);
    expect(app.sent).toMatchObject([{ channelId: ORGANISERS_CHANNEL }]);
    expect(app.sent[0]?.message.embeds?.[0]?.description).toMatch(
      /^I could not post the question of the day in <#2000>: I may not post in the channel\./,
    );
  });

  it('is told directly when the question was set up in its own channel', async () => {
    refuse();
    schedule(app, { setupChannelId: CHANNEL });
    await tickAt(FIRST_DUE);
    expect(app.sent).toEqual([]);
    expect(app.direct).toMatchObject([{ userId: 'olga' }]);
  });

  it('is told nothing of a passing fault, but that a date went without its question', async () => {
    schedule(app);
    app.messenger.fail = new SendError('not-reached', 'unknown');
    await tickAt(FIRST_DUE);
    app.messenger.fail = undefined;
    const whole = app;
    const findOwn = () => Promise.reject(new SendError('not-reached', 'unknown'));
    app = { ...whole, messenger: { ...whole.messenger, findOwn } };
    await tickAt(FIRST_DUE + HOUR);
    expect(app.sent).toEqual([]);
    app = whole;
    await tickAt(FIRST_DUE + LATEST_MS + 1);
    expect(app.sent).toMatchObject([{ channelId: ORGANISERS_CHANNEL }]);
    expect(app.sent[0]?.message.embeds?.[0]?.description).toContain('did not make it into <#2000>');
  });

  it('is told at the next failure when a passing fault kept the message from them', async () => {
    schedule(app);
    const { messenger } = app;
    const broken = (failure: 'unavailable' | 'unknown') => () => Promise.reject(new SendError('may-not-post', failure));
    const send: typeof messenger.send = (channelId) =>
      Promise.reject(channelId === CHANNEL ? refused : new SendError('asked-to-wait', 'unavailable'));
    app = { ...app, messenger: { ...messenger, send, sendDirect: broken('unavailable') } };
    await tickAt(FIRST_DUE);
    expect(findSchedule(app.db, GUILD)?.toldAt).toBeNull();
    app = { ...app, messenger };
    refuse();
    await tickAt(FIRST_DUE + HOUR);
    expect(app.sent).toMatchObject([{ channelId: ORGANISERS_CHANNEL }]);
  });

  it('is not told by the other way when the first one may have reached them', async () => {
    schedule(app);
    const { messenger } = app;
    const send: typeof messenger.send = (channelId) =>
      Promise.reject(channelId === CHANNEL ? refused : new SendError('not-reached', 'unknown'));
    app = { ...app, messenger: { ...messenger, send } };
    await tickAt(FIRST_DUE);
    expect(app.direct).toEqual([]);
  });

  it('is told again after it went well in between', async () => {
    schedule(app);
    const { messenger } = app;
    refuse();
    await tickAt(FIRST_DUE);
    app = { ...app, messenger };
    await tickAt(FIRST_DUE + HOUR);
    expect(findSchedule(app.db, GUILD)).toMatchObject({ failedDays: 0, toldAt: null });
    refuse();
    await tickAt(FIRST_DUE + DAY);
    expect(app.sent.filter(({ channelId }) => channelId === ORGANISERS_CHANNEL)).toHaveLength(2);
  });

  it('is told after seven failed days that it is paused, and it stays so', async () => {
    refuse();
    schedule(app);
    for (let hour = 0; hour < 10 * 24; hour++) await tickAt(FIRST_DUE + hour * HOUR);
    expect(deliveries(app).map(({ state }) => state)).toEqual(Array.from({ length: 7 }, () => 'skipped'));
    expect(findSchedule(app.db, GUILD)).toMatchObject({ pausedBy: 'failures', failedDays: 7 });
    expect(app.sent.map(({ message }) => message.embeds?.[0]?.description?.slice(0, 30))).toEqual([
      'I could not post the question ',
      'For 7 days in a row I could no',
    ]);
    await runDaily(app, 'resume');
    expect(findSchedule(app.db, GUILD)).toMatchObject({ pausedAt: null, pausedBy: null, failedDays: 0 });
  });
});
