import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { runMinute, startClock } from '../src/clock.ts';
import { createTestApp } from './helpers/app.ts';
import { FIRST_DUE, deliveries, schedule } from './helpers/daily.ts';

it('posts at its start what came due while the bot was down', async () => {
  const app = await createTestApp();
  schedule(app);
  app.setNow(FIRST_DUE);
  const stop = startClock(app);
  await vi.waitFor(() => expect(app.sent).toHaveLength(1));
  await stop();
  expect(deliveries(app)).toMatchObject([{ state: 'sent' }]);
});

it('finishes what is under way when it is stopped, and begins nothing more', async () => {
  const app = await createTestApp();
  for (let server = 0; server < 100; server++) schedule(app, { guildId: `${3000 + server}` });
  app.setNow(FIRST_DUE);
  const { messenger } = app;
  const slow = {
    ...app,
    messenger: {
      ...messenger,
      send: async (...message: Parameters<typeof messenger.send>) => {
        await sleep(20);
        return messenger.send(...message);
      },
    },
  };
  const stop = startClock(slow);
  await vi.waitFor(() => expect(app.sent.length).toBeGreaterThan(0));
  await stop();
  const sent = app.sent.length;
  expect(sent).toBeLessThan(100);
  expect(deliveries(app).filter(({ state }) => state === 'sent')).toHaveLength(sent);
  await runMinute(app);
  expect(app.sent).toHaveLength(100);
});

it('goes on with the rest of a minute where one part of it fails', async () => {
  const app = await createTestApp();
  schedule(app);
  app.setNow(FIRST_DUE);
  app.db.$client.exec('alter table exam rename to exam_away');
  await runMinute(app);
  expect(app.sent).toHaveLength(1);
});
