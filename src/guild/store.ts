import { count } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { guild } from '../db/schema.ts';
import { ENGLISH, type Locale } from '../language.ts';
import { isTimeZone, reckonedZone } from '../time/local-day.ts';

/** The zone of a server that has not set one, and of direct messages. */
const DEFAULT_TIME_ZONE = 'UTC';

const statements = perDatabase((db) => ({
  timeZone: db.$client.prepare<{ id: string }, string>('select time_zone from guild where id = @id').pluck(),
  locale: db.$client.prepare<{ id: string }, string | null>('select locale from guild where id = @id').pluck(),
  timeZones: db.select({ timeZone: guild.timeZone, servers: count() }).from(guild).groupBy(guild.timeZone).prepare(),
}));

/** The IANA time zone of a server: UTC where it has set none, or one that this Node.js does not know. */
export function findTimeZone(db: Db, guildId: string): string {
  return reckonedZone(statements(db).timeZone.get({ id: guildId }) ?? DEFAULT_TIME_ZONE);
}

/** Zones that servers have set and this Node.js does not know, with the number of such servers. */
export function listUnknownTimeZones(db: Db): { timeZone: string; servers: number }[] {
  return statements(db)
    .timeZones.all()
    .filter(({ timeZone }) => !isTimeZone(timeZone));
}

/** Sets a server's time zone. What is counted by day still goes by the old one: see `changeTimeZone`. */
export function setTimeZone(db: Db, guildId: string, timeZone: string): void {
  db.insert(guild).values({ id: guildId, timeZone }).onConflictDoUpdate({ target: guild.id, set: { timeZone } }).run();
}

/** In which language a server reads what the bot posts by itself: English where that is not known. */
export function findLocale(db: Db, guildId: string): Locale {
  return statements(db).locale.get({ id: guildId }) ?? ENGLISH;
}

export function setLocale(db: Db, guildId: string, locale: Locale): void {
  const row = { id: guildId, timeZone: DEFAULT_TIME_ZONE, locale };
  db.insert(guild).values(row).onConflictDoUpdate({ target: guild.id, set: { locale } }).run();
}
