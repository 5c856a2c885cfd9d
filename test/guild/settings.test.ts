import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/open.ts';
import { NO_GUILD } from '../../src/db/schema.ts';
import { findTimeZone, setTimeZone } from '../../src/guild/settings.ts';

describe('the time zone', () => {
  it('is UTC where nobody set one, and in direct messages', () => {
    const db = openDatabase(':memory:');
    expect([findTimeZone(db, '1000'), findTimeZone(db, NO_GUILD)]).toEqual(['UTC', 'UTC']);
  });

  it('is set for one server, and set again', () => {
    const db = openDatabase(':memory:');
    setTimeZone(db, '1000', 'Europe/Berlin');
    setTimeZone(db, '1000', 'Asia/Kolkata');
    expect([findTimeZone(db, '1000'), findTimeZone(db, '1001')]).toEqual(['Asia/Kolkata', 'UTC']);
  });
});
