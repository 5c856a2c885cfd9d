import { and, eq, isNull } from 'drizzle-orm';
import { type Db, transaction } from '../db/open.ts';
import { pack, question, topic } from '../db/schema.ts';
import { indexTopicText } from '../topic/store.ts';

/**
 * Retires every pack but these: nobody is shown its topics or asked its questions any more. Members' answers hang on both,
 * so they and their scores stay. The pack's own row goes, so that the pack is read as a new one when it comes back.
 * @param packIds the packs that are there
 * @param now UTC milliseconds
 * @returns the ids of the packs that were retired just now
 */
export function retirePacksExcept(db: Db, packIds: readonly string[], now: number): string[] {
  const known = db.select({ id: pack.id }).from(pack).all();
  const gone = known.map(({ id }) => id).filter((id) => !packIds.includes(id));
  for (const id of gone) transaction(db, () => retirePack(db, id, now));
  return gone;
}

function retirePack(db: Db, packId: string, now: number): void {
  db.delete(pack).where(eq(pack.id, packId)).run();
  for (const table of [topic, question]) {
    db.update(table)
      .set({ retiredAt: now })
      .where(and(eq(table.packId, packId), isNull(table.retiredAt)))
      .run();
  }
  indexTopicText(db, packId);
}
