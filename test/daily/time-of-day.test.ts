import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTimeAndCity, parseTimeOfDay } from '../../src/daily/time-of-day.ts';
import { UserError } from '../../src/errors.ts';

describe('a time of day', () => {
  it.each([
    ['9', '09:00'],
    ['09:00', '09:00'],
    ['9:05', '09:05'],
    ['18.30', '18:30'],
    ['18h30', '18:30'],
    ['6:30pm', '18:30'],
    ['6:30 PM', '18:30'],
    ['6 p.m.', '18:00'],
    ['6am', '06:00'],
    ['12am', '00:00'],
    ['12:30am', '00:30'],
    ['12pm', '12:00'],
    ['12:59 pm', '12:59'],
    ['0:00', '00:00'],
    ['23:59', '23:59'],
    [' Noon ', '12:00'],
    ['midnight', '00:00'],
  ])('%j is %s', (text, time) => {
    expect(parseTimeOfDay(text)).toBe(time);
  });

  it.each([
    '',
    ' ',
    '24',
    '24:00',
    '25:00',
    '9:60',
    '9:5',
    '0am',
    '13pm',
    '-1',
    '9:00:00',
    '0900',
    'nine',
    '9 o’clock',
    '9am pm',
  ])('%j is none', (text) => {
    expect(() => parseTimeOfDay(text)).toThrow(UserError);
    expect(() => parseTimeOfDay(text)).toThrow('is not a time of day. Write it like `09:00`, `18:30` or `6:30pm`.');
  });

  it('is told apart from hostile text, which comes back as text', () => {
    expect(() => parseTimeOfDay('@everyone `**x**`')).toThrow('`@everyone ˋ**x**ˋ` is not a time of day');
  });

  it('in either way of writing is the same', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(59), (hour, minute) => {
        const minutes = String(minute).padStart(2, '0');
        const time = `${String(hour).padStart(2, '0')}:${minutes}`;
        expect(parseTimeOfDay(time)).toBe(time);
        expect(parseTimeOfDay(`${hour % 12 || 12}:${minutes}${hour < 12 ? 'am' : 'pm'}`)).toBe(time);
      }),
    );
  });

  it('is a time or a UserError, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        try {
          expect(parseTimeOfDay(text)).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
    );
  });
});

describe('a time with a city', () => {
  it.each([
    ['09:00', '09:00', undefined],
    ['09:00 Berlin', '09:00', 'Berlin'],
    ['6pm, New York', '18:00', 'New York'],
    ['  6:30 p.m. in  Kolkata ', '18:30', 'Kolkata'],
    ['noon Tokyo', '12:00', 'Tokyo'],
    ['Midnight, in Paris', '00:00', 'Paris'],
    ['9 Amsterdam', '09:00', 'Amsterdam'],
    ['9h30 Europe/Paris', '09:30', 'Europe/Paris'],
    ['7 PM London', '19:00', 'London'],
  ])('%j', (text, time, city) => {
    expect(parseTimeAndCity(text)).toEqual({ time, city });
  });

  it.each(['Berlin', '25:00 Berlin', '9:60', '12:345 Berlin', 'x09:00 Berlin'])('is not %j', (text) => {
    expect(() => parseTimeAndCity(text)).toThrow(UserError);
  });
});
