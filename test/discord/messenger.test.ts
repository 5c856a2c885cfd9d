import { type Client, DiscordAPIError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { createMessenger } from '../../src/discord/messenger.ts';

function refusal(code: number, status: number, message: string): DiscordAPIError {
  return new DiscordAPIError({ code, message }, code, status, 'POST', '/users/@me/channels', {});
}

/** A messenger whose every request is refused with this code. */
function refusing(code: number, status: number, message: string) {
  const post = () => Promise.reject(refusal(code, status, message));
  return createMessenger({ rest: { post } } as unknown as Client);
}

describe('a direct message', () => {
  it.each([
    [50007, 403, 'Cannot send messages to this user', 'refused'],
    [50278, 403, 'Cannot send messages to this user due to having no mutual guilds', 'refused'],
    [10013, 404, 'Unknown User', 'gone'],
    [40003, 429, 'You are opening direct messages too fast', 'unavailable'],
    [20026, 403, 'This message was flagged by the anti-spam system', 'unavailable'],
    [50035, 400, 'Invalid Form Body', 'unavailable'],
    [0, 401, '401: Unauthorized', 'unavailable'],
    [10003, 404, 'Unknown Channel', 'unavailable'],
  ])('that Discord answers with %i (%i, %s) is %4$s', async (code, status, message, failure) => {
    const sent = refusing(code, status, message).sendDirect('1', { content: 'hello' }, 'nonce');
    await expect(sent).rejects.toMatchObject({ name: 'SendError', failure });
  });
});

describe('a message in a channel', () => {
  it.each([
    [50013, 403, 'Missing Permissions', 'refused', { key: 'may-not-post' }],
    [50035, 400, 'Invalid Form Body', 'refused', { key: 'refused', said: 'Invalid Form Body' }],
    [10003, 404, 'Unknown Channel', 'gone', { key: 'channel-gone' }],
  ])('that Discord answers with %i (%i, %s) is %4$s', async (code, status, message, failure, why) => {
    const sent = refusing(code, status, message).send('1', { content: 'hello' }, 'nonce');
    await expect(sent).rejects.toMatchObject({ name: 'SendError', failure, why });
  });
});

it('lacks no single permission in a server that the bot is no member of', async () => {
  const get = async (route: string) => {
    if (route.includes('/members/')) throw refusal(10007, 404, 'Unknown Member');
    return route.endsWith('/roles') ? [] : { id: '1', guild_id: '2' };
  };
  const messenger = createMessenger({ rest: { get }, user: { id: '3' } } as unknown as Client);
  expect(await messenger.missingPermissions('2', '1')).toBe('not-in-server');
});
