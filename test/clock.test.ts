import { expect, it } from 'vitest';
import { startClock } from '../src/clock.ts';
import { createTestApp } from './helpers/app.ts';
import { FIRST_DUE, deliveries, schedule } from './helpers/daily.ts';

it('posts at its start what came due while the bot was down, and waits for it when it is stopped', async () => {
  const app = await createTestApp();
  schedule(app);
  app.setNow(FIRST_DUE);
  const stop = startClock(app);
  await stop();
  expect(app.sent).toHaveLength(1);
  expect(deliveries(app)).toMatchObject([{ state: 'sent' }]);
});
