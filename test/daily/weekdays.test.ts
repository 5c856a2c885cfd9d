import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysText, hasDay, parseDays, suggestDays } from '../../src/daily/weekdays.ts';
import { UserError } from '../../src/errors.ts';
import { ENGLISH } from '../../src/language.ts';

describe('days of the week', () => {
  it.each([
    ['every day', 'every day'],
    ['Everyday', 'every day'],
    ['daily', 'every day'],
    ['weekdays', 'weekdays'],
    ['Mon-Fri', 'weekdays'],
    ['weekends', 'weekends'],
    ['sat, sun', 'weekends'],
    ['Monday', 'Mon'],
    ['mon wed fri', 'Mon, Wed, Fri'],
    ['Mo/We/Fr', 'Mon, Wed, Fri'],
    ['Tuesdays and Thursdays', 'Tue, Thu'],
    ['tues, weds, thurs.', 'Tue, Wed, Thu'],
    ['sat-mon', 'Mon, Sat, Sun'],
    ['fri, fri', 'Fri'],
    ['mon–sun', 'every day'],
    ['Mon - Fri', 'weekdays'],
    ['mon to fri', 'weekdays'],
    ['Mon till Thu', 'Mon, Tue, Wed, Thu'],
    ['M-F', 'weekdays'],
    ['m – f', 'weekdays'],
    ['mon. through wed.', 'Mon, Tue, Wed'],
    ['tue until thu; sun', 'Tue, Wed, Thu, Sun'],
    ['mon+tue & wed', 'Mon, Tue, Wed'],
    ['every weekday', 'weekdays'],
    ['every monday', 'Mon'],
    ['on mondays and fri-sun', 'Mon, Fri, Sat, Sun'],
  ])('written as %j are %s', (text, meant) => {
    expect(daysText(ENGLISH, parseDays(text))).toBe(meant);
  });

  it.each([
    '',
    ' ',
    'never',
    'm',
    't',
    's',
    'mon-',
    'mon-wed-fri',
    'someday',
    '1,2',
    '@everyone',
    'm-fri',
    'am-f',
    'm-fr x',
  ])('are not %j', (text) => {
    expect(() => parseDays(text)).toThrow(UserError);
  });

  it('are the same set when they are read again as they are shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 127 }), (set) => {
        expect(parseDays(daysText(ENGLISH, set))).toBe(set);
        expect(suggestDays(ENGLISH, daysText(ENGLISH, set))[0]).toEqual({
          name: daysText(ENGLISH, set),
          value: daysText(ENGLISH, set),
        });
      }),
    );
  });

  it('are a set or a UserError, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          expect(parseDays(text)).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
        expect(suggestDays(ENGLISH, text).length).toBeLessThanOrEqual(25);
      }),
    );
  });

  it('are suggested by what is typed, in capitals or with spaces too, what it means first', () => {
    const offered = (text: string) => suggestDays(ENGLISH, text).map(({ value }) => value);
    const usual = ['every day', 'weekdays', 'weekends', 'Mon, Wed, Fri', 'Tue, Thu'];
    expect(offered('')).toEqual(usual);
    expect(offered(' WEEK ')).toEqual(['weekdays', 'weekends']);
    expect(offered('fri')).toEqual(['Fri', 'Mon, Wed, Fri']);
    expect(offered('weekdays')).toEqual(['weekdays']);
    expect(offered('zzz')).toEqual([]);
  });

  it('begin with Monday', () => {
    expect([1, 2, 3, 4, 5, 6, 7].filter((day) => hasDay(parseDays('mon, sun'), day))).toEqual([1, 7]);
  });
});
