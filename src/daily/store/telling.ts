/** Where the answer to a question of the day is told in its channel: at the head of a later question, or by itself. */
import { and, asc, desc, eq, isNotNull, lte, ne, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../../db/open.ts';
import { dailyDelivery } from '../../db/schema.ts';
import { addDays } from '../../time/local-day.ts';
import type { Delivery } from './delivery.ts';

/** No answer is told more than a week after its question; so many days apart two of them still belong together. */
const APART_DAYS = 9;

const p = sql.placeholder;

const statements = perDatabase((db) => ({
  before: db
    .select()
    .from(dailyDelivery)
    .where(
      and(
        eq(dailyDelivery.guildId, p('guildId')),
        sql`${dailyDelivery.localDate} between ${p('from')} and ${p('until')}`,
        eq(dailyDelivery.state, sql`'sent'`),
      ),
    )
    .orderBy(desc(dailyDelivery.localDate))
    .limit(1)
    .prepare(),
  carrier: db
    .select()
    .from(dailyDelivery)
    .where(
      and(
        eq(dailyDelivery.guildId, p('guildId')),
        sql`${dailyDelivery.localDate} between ${p('from')} and ${p('until')}`,
        eq(dailyDelivery.recapOf, p('id')),
        ne(dailyDelivery.state, sql`'skipped'`),
      ),
    )
    .limit(1)
    .prepare(),
  coming: db
    .select({ id: dailyDelivery.id })
    .from(dailyDelivery)
    .where(
      and(
        eq(dailyDelivery.guildId, p('guildId')),
        sql`${dailyDelivery.localDate} between ${p('from')} and ${p('until')}`,
        sql`${dailyDelivery.state} = 'pending' and ${dailyDelivery.recapOf} is null and ${dailyDelivery.unsureSince} is null`,
      ),
    )
    .limit(1)
    .prepare(),
  toAnnounce: db
    .select({ id: dailyDelivery.id })
    .from(dailyDelivery)
    .where(
      and(
        isNotNull(dailyDelivery.announceAt),
        lte(dailyDelivery.announceAt, p('now')),
        lte(dailyDelivery.claimedUntil, p('now')),
      ),
    )
    .orderBy(asc(dailyDelivery.announceAt), asc(dailyDelivery.id))
    .limit(p('limit'))
    .prepare(),
}));

/** The question that was posted last before this one, of the days just before. */
export function findPostedBefore(db: Db, { guildId, localDate }: Delivery): Delivery | undefined {
  const [from, until] = [addDays(localDate, -APART_DAYS), addDays(localDate, -1)];
  return statements(db).before.get({ guildId, from, until });
}

/** The later question, posted or still owed, whose message begins with the answer to this one. */
export function findCarrier(db: Db, { id, guildId, localDate }: Delivery): Delivery | undefined {
  return statements(db).carrier.get({ id, guildId, ...daysAfter(localDate) });
}

/** Whether a later question is owed that may still take this one's answer along. */
export function isCarrierComing(db: Db, { guildId, localDate }: Delivery): boolean {
  return statements(db).coming.get({ guildId, ...daysAfter(localDate) }) !== undefined;
}

/** Whose answers a message of their own may tell now, the longest waiting first. */
export function listToAnnounce(db: Db, now: number, limit: number): number[] {
  return statements(db)
    .toAnnounce.all({ now, limit })
    .map(({ id }) => id);
}

function daysAfter(localDate: string) {
  return { from: addDays(localDate, 1), until: addDays(localDate, APART_DAYS) };
}
