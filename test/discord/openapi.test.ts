import { describe, expect, it } from 'vitest';
import { checkRequests, openApiPresent } from '../helpers/discord-openapi.ts';

const post = (body: unknown) => ({ method: 'POST', path: '/channels/1/messages', body, status: 200 });

describe.skipIf(!openApiPresent)("the check against Discord's description of its API", () => {
  it('takes a right body', () => {
    expect(checkRequests([post({ content: 'Hello', embeds: [{ title: 'A title' }] })])).toEqual([]);
  });

  it.each([
    ['a text that is a number', { content: 7 }, '/content'],
    ['a text that is too long', { content: 'x'.repeat(5000) }, '/content'],
    ['too many embeds', { embeds: Array.from({ length: 11 }, () => ({ title: 'A title' })) }, '/embeds'],
    [
      'a button of no style',
      { components: [{ type: 1, components: [{ type: 2, style: 99, custom_id: 'a' }] }] },
      '/components',
    ],
  ])('finds %s', (_what, body, where) => {
    const [problem, ...more] = checkRequests([post(body)]);
    expect(problem).toContain(where);
    expect(more).toEqual([]);
  });

  it('finds a path that Discord does not have', () => {
    expect(checkRequests([{ method: 'POST', path: '/nowhere', body: {}, status: 200 }])).toHaveLength(1);
  });
});
