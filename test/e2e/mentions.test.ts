import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Hall, openHall } from '../helpers/hall.ts';
import { words, written } from '../helpers/read.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await openHall();
});
afterAll(() => hall.close());

const idOf = (name: string) => [...hall.discord.world.commands.values()].find((one) => one.name === name)?.id ?? '';

it('makes mentions of commands, with the ids that Discord gave them, also after a restart and in refusals', async () => {
  const { channel, members, organiser } = hall.discord.demo;
  const ada = hall.discord.as(members[0] ?? '');
  const help = async () => written((await ada.slash(channel, 'help')).message);
  const text = await help();
  for (const path of ['quiz', 'docker', 'help', 'leaderboard']) expect(text).toContain(`</${path}:${idOf(path)}>`);
  expect(text).toContain(`Try </review start:${idOf('review')}>`);
  // A command with subcommands is typed with one of them, and with options it is no mention.
  expect(text).toContain('`/review`');
  expect(text).toContain('`/quiz topic: Networking questions: 5`');
  const { message } = await hall.discord.as(organiser).slash(channel, 'daily status');
  expect(written(message)).toContain(`</daily setup:${idOf('daily')}>`);
  expect(words(message)).toContain('`/daily setup`');
  await hall.restart();
  expect(await help()).toBe(text);
});
