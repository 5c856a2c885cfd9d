import { describe, expect, it } from 'vitest';
import { NO_GUILD } from '../../src/guild/no-guild.ts';
import { findLocale, findTimeZone, setLocale, setTimeZone } from '../../src/guild/store.ts';
import { openEmpty } from '../helpers/imported.ts';

describe('the time zone', () => {
  it('is UTC where nobody set one, and in direct messages', () => {
    const db = openEmpty();
    expect([findTimeZone(db, '1000'), findTimeZone(db, NO_GUILD)]).toEqual(['UTC', 'UTC']);
  });

  it('is set for one server, and set again', () => {
    const db = openEmpty();
    setTimeZone(db, '1000', 'Europe/Berlin');
    setTimeZone(db, '1000', 'Asia/Kolkata');
    expect([findTimeZone(db, '1000'), findTimeZone(db, '1001')]).toEqual(['Asia/Kolkata', 'UTC']);
  });
});

describe('the language', () => {
  it('is English where nobody said which', () => {
    const db = openEmpty();
    setTimeZone(db, '1000', 'Europe/Berlin');
    expect([findLocale(db, '1000'), findLocale(db, '1001')]).toEqual(['en-US', 'en-US']);
  });

  it('and the time zone are set apart', () => {
    const db = openEmpty();
    setLocale(db, '1000', 'de');
    expect([findLocale(db, '1000'), findTimeZone(db, '1000')]).toEqual(['de', 'UTC']);
    setTimeZone(db, '1000', 'Europe/Berlin');
    setLocale(db, '1000', 'pt-BR');
    expect([findLocale(db, '1000'), findTimeZone(db, '1000')]).toEqual(['pt-BR', 'Europe/Berlin']);
  });
});
