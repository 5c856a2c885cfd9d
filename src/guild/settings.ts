import { eq, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { guild } from '../db/schema.ts';

/** The zone of a server that has not set one, and of direct messages. */
const DEFAULT_TIME_ZONE = 'UTC';

const statements = perDatabase((db) => ({
  timeZone: db
    .select({ timeZone: guild.timeZone })
    .from(guild)
    .where(eq(guild.id, sql.placeholder('id')))
    .prepare(),
}));

/** The IANA time zone of a server. */
export function findTimeZone(db: Db, guildId: string): string {
  return statements(db).timeZone.get({ id: guildId })?.timeZone ?? DEFAULT_TIME_ZONE;
}

/** Sets a server's time zone. Its points of the running periods must be summed anew: see `resumPeriods`. */
export function setTimeZone(db: Db, guildId: string, timeZone: string): void {
  db.insert(guild).values({ id: guildId, timeZone }).onConflictDoUpdate({ target: guild.id, set: { timeZone } }).run();
}
