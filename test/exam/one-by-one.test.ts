import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isExactly } from '../../src/question/kinds/options.ts';
import { isRightOneByOne } from '../../src/question/one-by-one.ts';

const isRight = (options: readonly { correct: boolean }[], choice: readonly number[]) => isExactly({ options }, choice);

const options = (key: string) => [...key].map((letter) => ({ correct: letter === 'r' }));

describe('options that come one at a time', () => {
  // r is a right option, w a wrong one; said: y or n to each of those shown, which come in the list's order.
  test.each([
    ['rww', '', undefined],
    ['rww', 'y', true],
    ['rww', 'n', false],
    ['wrw', 'y', false],
    ['wrw', 'n', undefined],
    ['wrw', 'ny', true],
    ['wrw', 'nn', false],
    ['wwwwr', 'nnnn', undefined],
    ['wwwwr', 'nnnny', true],
    ['rwr', 'y', undefined],
    ['rwr', 'yn', undefined],
    ['rwr', 'yy', false],
    ['rwr', 'yny', true],
    ['rwr', 'ynn', false],
    ['rrw', 'yy', true],
  ])('%s answered %j are %s', (key, said, verdict) => {
    const shown = [...said].map((_, index) => index);
    const yes = shown.filter((index) => said[index] === 'y');
    expect(isRightOneByOne(options(key), shown, yes)).toBe(verdict);
  });

  const question = fc
    .array(fc.boolean(), { minLength: 3, maxLength: 5 })
    .filter((key) => key.includes(true))
    .chain((key) =>
      fc.record({
        key: fc.constant(key.map((correct) => ({ correct }))),
        order: fc.shuffledSubarray([...key.keys()], { minLength: key.length }),
        said: fc.array(fc.boolean(), { minLength: key.length, maxLength: key.length }),
      }),
    );

  it('give the verdict of the exact set when they are played to the end', () => {
    fc.assert(
      fc.property(question, ({ key, order, said }) => {
        const yes = order.filter((_, place) => said[place]);
        expect(isRightOneByOne(key, order, yes)).toBe(isRight(key, yes));
      }),
    );
  });

  it('are decided as soon as no further answer can change the verdict, and not before', () => {
    fc.assert(
      fc.property(question, ({ key, order, said }) => {
        for (let length = 0; length <= order.length; length++) {
          const shown = order.slice(0, length);
          const yes = shown.filter((_, place) => said[place]);
          const verdict = isRightOneByOne(key, shown, yes);
          // From here on, somebody who knows everything is right unless there was a mistake; somebody who says Yes to
          // all that is wrong, and No to all that is right, is wrong unless every right option has been met.
          const rest = order.slice(length);
          const knowing = isRight(key, [...yes, ...rest.filter((index) => key[index]?.correct)]);
          const isOpen = knowing && rest.some((index) => key[index]?.correct);
          expect(verdict === undefined).toBe(isOpen);
          if (verdict !== undefined) expect(verdict).toBe(knowing);
        }
      }),
    );
  });
});
