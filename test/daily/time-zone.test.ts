import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTimeZone, suggestTimeZones } from '../../src/daily/time-zone.ts';
import { UserError } from '../../src/errors.ts';
import { isTimeZone } from '../../src/time/local-day.ts';

describe('a time zone', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['Berlin', 'Europe/Berlin'],
    ['  berlin ', 'Europe/Berlin'],
    ['New York', 'America/New_York'],
    ['new_york', 'America/New_York'],
    ['America/New York', 'America/New_York'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['sao paulo', 'America/Sao_Paulo'],
    ['Mumbai', 'Asia/Kolkata'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Kiev', 'Europe/Kyiv'],
    ['Kyiv', 'Europe/Kyiv'],
    ['Germany', 'Europe/Berlin'],
    ['UTC', 'UTC'],
    ['utc', 'UTC'],
    ['GMT', 'UTC'],
    ['Etc/GMT+5', 'Etc/GMT+5'],
    ['etc/gmt+5', 'Etc/GMT+5'],
  ])('%j is %s', (text, zone) => {
    expect(parseTimeZone(text)).toBe(zone);
  });

  it.each([
    ...['', ' ', 'Nowhere', 'Europe/Nowhere', '+02:00', 'UTC+2', '12', '20:00', 'constructor', '🙂'],
    ...['2026-11-23T12:00Z', '2026-11-23T12:00+05:00', '2026-11-23T12:00[Europe/Berlin]'],
  ])('%j is none', (text) => {
    expect(() => parseTimeZone(text)).toThrow(UserError);
    expect(() => parseTimeZone(text)).toThrow('is not a time zone that I know. Type a city, like `Berlin`');
  });

  it('is told apart from hostile text, which comes back as text', () => {
    expect(() => parseTimeZone('@here `x`')).toThrow('`@here ˋxˋ` is not a time zone');
  });
});

describe('the zones offered', () => {
  it.each([
    ['berl', 'Europe/Berlin'],
    ['mumb', 'Asia/Kolkata'],
    ['new y', 'America/New_York'],
    ['New_Y', 'America/New_York'],
    ['sao p', 'America/Sao_Paulo'],
    ['utc', 'UTC'],
  ])('for "%s" begin with %s', (text, zone) => {
    expect(suggestTimeZones(text)[0]?.value).toBe(zone);
  });

  it('before anything is typed lie all over the world', () => {
    const zones = suggestTimeZones('').map(({ value }) => value);
    expect(zones).toEqual(expect.arrayContaining(['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata']));
    expect(suggestTimeZones('  ')).toEqual(suggestTimeZones(''));
  });

  it('are at most 25, each once, fit to be shown, and each can be taken', () => {
    const text = fc.oneof(fc.string({ maxLength: 10 }), fc.constantFrom('a', 'e', 'america', 'st', 'time', ''));
    fc.assert(
      fc.property(text, (typed) => {
        const offered = suggestTimeZones(typed);
        expect(offered.length).toBeLessThanOrEqual(25);
        expect(new Set(offered.map(({ value }) => value)).size).toBe(offered.length);
        for (const { name, value } of offered) {
          expect(name.length).toBeLessThanOrEqual(100);
          expect(isTimeZone(value)).toBe(true);
          expect(parseTimeZone(value)).toBe(value);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('for nonsense are none', () => {
    expect(suggestTimeZones('zzqq')).toEqual([]);
  });
});
