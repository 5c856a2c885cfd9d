import { describe, expect, it } from 'vitest';
import { checkRequests, openApiPresent } from '../helpers/discord-openapi.ts';

const CHANNEL = '/channels/1500000000000000001/messages';
const CALLBACK = '/interactions/1500000000000000001/token/callback';
const button = { type: 2, style: 1, label: 'Press', custom_id: 'press' };
const post = (body: unknown) => checkRequests([{ method: 'POST', path: CHANNEL, body }]);

describe.skipIf(!openApiPresent)("Discord's description of its API", () => {
  it('has nothing against a right body', () => {
    const components = [{ type: 1, components: [button] }];
    expect(post({ content: 'Hello', components, nonce: 'a', enforce_nonce: true })).toEqual([]);
    const reply = { type: 4, data: { content: 'pong', flags: 64 } };
    const query = { with_response: 'true' };
    expect(checkRequests([{ method: 'POST', path: CALLBACK, body: reply, query }])).toEqual([]);
  });

  it.each([
    ['a wrong type', { content: 5 }, '/content must be string,null'],
    ['a text that is too long', { nonce: 'x'.repeat(26) }, '/nonce must NOT have more than 25 characters'],
    [
      'a label that is too long',
      { components: [{ type: 1, components: [{ ...button, label: 'x'.repeat(81) }] }] },
      '/components/0/components/0/label must NOT have more than 80 characters',
    ],
    [
      'too many buttons',
      { components: [{ type: 1, components: Array(6).fill(button) }] },
      '/components/0/components must NOT have more than 5 items',
    ],
    [
      'a style that does not exist',
      { components: [{ type: 1, components: [{ ...button, style: 99 }] }] },
      '/components/0/components/0/style must be 1 or 2 or 3 or 4 or 5 or 6',
    ],
    ['no object', 'hello', 'the body must be object'],
  ])('catches %s', (_, body, problem) => {
    expect(post(body)).toEqual([`POST /channels/{channel_id}/messages: ${problem}`]);
  });

  it('catches an operation, a parameter and a body that do not exist', () => {
    expect(checkRequests([{ method: 'POST', path: '/no/such/path', body: {} }])).toEqual([
      'POST /no/such/path: there is no such operation',
    ]);
    const list = (query: Record<string, string>) =>
      checkRequests([{ method: 'GET', path: CHANNEL, body: undefined, query }]);
    expect(list({ typo: '1' })).toEqual(['GET /channels/{channel_id}/messages: there is no parameter typo']);
    expect(list({ limit: '1000' })).toEqual([
      'GET /channels/{channel_id}/messages: the parameter limit must be <= 100',
    ]);
    expect(checkRequests([{ method: 'POST', path: CHANNEL, body: undefined }])).toEqual([
      'POST /channels/{channel_id}/messages: the body is missing',
    ]);
  });
});
