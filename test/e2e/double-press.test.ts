import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FIXTURE_PACKS } from '../helpers/app.ts';
import { type Hall, openHall } from '../helpers/hall.ts';
import { buttonId, controls, words } from '../helpers/read.ts';

const UNSEEN_MS = 300;

let hall: Hall;
beforeEach(async () => {
  hall = await openHall({ packsFolder: FIXTURE_PACKS, unseenMs: UNSEEN_MS });
});
afterEach(() => hall.close());

it('does not take the second press of a double tap for one on what the first one brought', async () => {
  const { channel, members } = hall.discord.demo;
  const ada = hall.discord.as(members[0] ?? '');
  const { message } = await ada.slash(channel, 'quiz', { questions: 2, topic: 'commit' });
  const now = () => ada.message(message!)!;
  await ada.press(message!, controls(message)[0]?.custom_id ?? '');
  const answered = words(now());
  expect(answered).toMatch(/Right|Not right/);
  const second = await ada.press(now(), buttonId(now(), 'Stop here'));
  expect(second.status).toBe('deferred');
  expect(words(now())).toBe(answered);
  await sleep(UNSEEN_MS);
  await ada.press(now(), buttonId(now(), 'Next question'));
  expect(words(now())).toContain('2 of 2');
});
