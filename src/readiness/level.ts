import type { Db } from '../db/open.ts';
import { UNKNOWN, abilityIn } from './ability.ts';
import type { Gaussian } from '../question/item-response.ts';
import { listAbilities } from './store.ts';

/** What is known of a member's ability in each area, by all that they have answered. */
export function abilitiesOf(db: Db, userId: string): (packId: string, domain: string | null) => Gaussian {
  const known = new Map(listAbilities(db, userId).map(({ packId, ability }) => [packId, ability]));
  return (packId, domain) => abilityIn(known.get(packId) ?? UNKNOWN, domain);
}
