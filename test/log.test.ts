import { describe, expect, it } from 'vitest';
import { createLog } from '../src/log.ts';

function written(error: unknown): unknown {
  let line = '';
  createLog('info', { write: (text) => void (line = text) }).error({ err: error }, 'it failed');
  return (JSON.parse(line) as { err: unknown }).err;
}

describe('an error in the log', () => {
  it('has its cause with it, told in the same way', () => {
    const cause = Object.assign(new Error('no answer'), { code: 'ETIMEDOUT', url: 'https://example.org/secret' });
    const stack = expect.stringContaining('log.test.ts') as string;
    expect(written(Object.assign(new TypeError('fetch failed', { cause }), { requestBody: 'secret' }))).toEqual({
      type: 'TypeError',
      message: 'fetch failed',
      stack,
      cause: { type: 'Error', message: 'no answer', code: 'ETIMEDOUT', stack },
    });
  });

  it('may be its own cause', () => {
    const error = new Error('round and round');
    error.cause = error;
    expect(JSON.stringify(written(error)).match(/"message"/g)).toHaveLength(6);
  });

  it('may be something that is no error', () => {
    expect(written('a text')).toBe('a text');
    expect(written({ token: 'secret' })).toBe('object');
  });
});
