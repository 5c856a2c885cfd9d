import { expect, it } from 'vitest';
import { fromPlainError, toPlainError } from '../../src/engine/errors-across.ts';
import { OperatorError } from '../../src/errors.ts';
import { SendError } from '../../src/messenger.ts';

const across = (error: unknown) => fromPlainError(structuredClone(toPlainError(error)));

it.each([new OperatorError('Set it right.'), new SendError({ key: 'refused', said: 'It is gone' }, 'gone')])(
  'a $name is one on the other side, too',
  (error) => {
    const arrived = across(error);
    expect(arrived).toBeInstanceOf(error.constructor);
    const { name, message, stack } = error;
    expect(arrived).toMatchObject({ name, message, stack });
    const { failure, why } = error as SendError;
    expect(arrived).toMatchObject({ ...(failure && { failure, why }) });
  },
);

it('any other error keeps its name, what the log tells of it, and its causes', () => {
  const cause = Object.assign(new TypeError('inside'), { code: 'SQLITE_BUSY' });
  const arrived = across(new RangeError('outside', { cause }));
  expect(arrived).toMatchObject({ name: 'RangeError', message: 'outside' });
  expect(arrived.cause).toMatchObject({ name: 'TypeError', message: 'inside', code: 'SQLITE_BUSY' });
  expect(across('words')).toMatchObject({ message: 'words' });
});

it('a circle of causes ends', () => {
  const error = new Error('one');
  error.cause = error;
  expect(across(error).message).toBe('one');
});
