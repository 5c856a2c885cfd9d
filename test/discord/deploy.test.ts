import { ApplicationCommandType } from 'discord-api-types/v10';
import type { Client } from 'discord.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MESSAGE_COMMANDS, listCommands } from '../../commands/index.ts';
import { createClient } from '../../src/discord/client.ts';
import { deployCommands } from '../../src/discord/deploy.ts';
import { type SmallDiscord, startSmallDiscord } from '../../src/small-discord/index.ts';
import { login } from '../small-discord/bench.ts';

const OURS = [...listCommands([]), ...MESSAGE_COMMANDS].map(({ data }) => data);
const [first, ...others] = OURS;

let discord: SmallDiscord;
let client: Client<true>;
beforeAll(async () => {
  discord = await startSmallDiscord({ rateLimits: false });
  client = createClient(discord.apiUrl) as Client<true>;
  await login(client, discord.token);
});
afterAll(async () => {
  await client.destroy();
  await discord.close();
});
beforeEach(() => deployCommands(client, OURS));

describe('the list of commands', () => {
  it('is registered once, with the commands in the menu of a message', async () => {
    expect((await deployCommands(client, OURS)).isNew).toBe(false);
    const kept = [...discord.world.commands.values()];
    expect(kept).toHaveLength(OURS.length);
    expect(kept.filter(({ type }) => type === ApplicationCommandType.Message)).toHaveLength(2);
  });

  it.each([
    ['for whom it can be installed', { integration_types: [0] }],
    ['where it can be used', { contexts: [0] }],
    ['its description', { description: 'Another' }],
  ])('is registered again when a command changes in %s', async (_, change) => {
    expect(await deployCommands(client, [{ ...first, ...change } as (typeof OURS)[number], ...others])).toMatchObject({
      isNew: true,
    });
  });

  it('means the same where what is usual is written out', async () => {
    const plain = { type: ApplicationCommandType.ChatInput, name: 'plain', description: 'x' } as const;
    await deployCommands(client, [plain]);
    expect(await deployCommands(client, [{ ...plain, integration_types: [0], options: [] }])).toMatchObject({
      isNew: false,
    });
    expect(await deployCommands(client, [{ ...plain, integration_types: [1] }])).toMatchObject({ isNew: true });
  });
});
