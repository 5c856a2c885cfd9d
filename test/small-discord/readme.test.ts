import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { startSmallDiscord } from '../../src/small-discord/index.ts';

test('the greeter greets, and gets louder when its button is pressed', async () => {
  const discord = await startSmallDiscord();
  const env = { ...process.env, DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
  const bot = spawn('node', ['--import', 'tsx', 'test/fixtures/greeter-bot.ts'], { env, stdio: 'inherit' });
  const { channel, members } = discord.demo;
  const ada = discord.as(members[0]!);
  await vi.waitUntil(() => ada.commands(channel).length > 0, { timeout: 20_000 });

  const { message } = await ada.slash(channel, 'greet', { whom: 'Ben' });
  expect(message?.content).toBe('Hello Ben');
  await ada.press(message!, 'louder');
  expect(ada.messages(channel).at(-1)?.content).toBe('Hello Ben!');

  bot.kill();
  await discord.close();
});

test('the README shows what was run here', () => {
  const text = readFileSync(join(import.meta.dirname, '../../src/small-discord/README.md'), 'utf8');
  const [, shown = ''] = /```ts\n(.*?)```/s.exec(text) ?? [];
  const [, body = ''] = /(test\('the greeter.*?\n\}\);\n)/s.exec(readFileSync(import.meta.filename, 'utf8')) ?? [];
  expect(body).not.toBe('');
  expect(shown).toContain(body);
});
