import { beforeEach, describe, expect, it } from 'vitest';
import { LATEST_MS, deliver, tick } from '../../src/daily/deliver.ts';
import { planDeliveries } from '../../src/daily/schedule.ts';
import { updateDelivery } from '../../src/daily/store.ts';
import { SendError } from '../../src/messenger.ts';
import { CHANNEL, type TestApp, createTestApp } from '../helpers/app.ts';
import { DAY, FIRST_DUE, HOUR, MINUTE, deliveries, runDaily, schedule } from '../helpers/daily.ts';

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
    app.messenger.fail = new SendError('Discord did not answer');
    const waits: number[] = [];
    let at = FIRST_DUE;
    for (let attempt = 1; attempt <= 8; attempt++) {
      await tickAt(at);
      expect(only()).toMatchObject({ state: 'pending', attempts: attempt, lastError: 'Discord did not answer' });
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
    expect(deliveries(app)[1]).toMatchObject({ state: 'skipped', lastError: 'the bot was not running' });
    expect(app.sent).toHaveLength(1);
    expect(LATEST_MS).toBe(6 * HOUR);
  });

  it('gives up after six hours of failing, keeps the reason, and goes on the next day', async () => {
    schedule(app);
    app.messenger.fail = new SendError('I may not post there');
    await tickAt(FIRST_DUE);
    await tickAt(FIRST_DUE + LATEST_MS + 1);
    expect(only()).toMatchObject({ state: 'skipped', lastError: 'I may not post there' });
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
          if (channelId === 'lost') throw new SendError('no such channel');
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
    expect(ids).toContain(`"daily:${ids.includes('daily:choose') ? 'choose' : 'answer'}:${id}`);
    expect(ids.match(/"value"|daily:answer/g)).toHaveLength(optionOrder.length);
  });
});

describe('a pause', () => {
  it('holds back what is owed and could not be sent yet', async () => {
    schedule(app);
    app.messenger.fail = new SendError('Discord did not answer');
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
    app.messenger.fail = new SendError('I may not post there');
    await tickAt(FIRST_DUE);
    app.messenger.fail = undefined;
    app.advance(MINUTE / 2);
    await runDaily(app, 'setup', { channel: '2001', time: '09:00' });
    await runDaily(app, 'now');
    expect(app.sent.map(({ channelId }) => channelId)).toEqual(['2001']);
  });
});

describe('a delivery', () => {
  it('that was sent before a crash is sent again with the nonce that Discord knows', async () => {
    schedule(app);
    app.setNow(FIRST_DUE);
    planDeliveries(app.db, FIRST_DUE, app.random);
    const owed = only();
    await deliver(app, owed);
    updateDelivery(app.db, owed.id, { state: 'pending', messageId: null, sentAt: null });
    await tickAt(FIRST_DUE + MINUTE);
    expect(app.sent[1]?.nonce).toBe(app.sent[0]?.nonce);
    expect(app.sent[1]?.message).toEqual(app.sent[0]?.message);
  });
});
