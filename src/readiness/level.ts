import type { Db } from '../db/open.ts';
import type { QuestionKind } from '../pack/content.ts';
import type { Candidate } from '../question/store.ts';
import type { Level } from '../quiz/choose.ts';
import { UNKNOWN, abilityIn } from './ability.ts';
import { DIFFICULTY_PRIOR, type Gaussian, guessingChance } from './item-response.ts';
import { listAbilities } from './store.ts';

// As most questions have them: to choose, a read of every wording would cost more than it tells.
const OPTIONS: Readonly<Record<QuestionKind, number>> = { single: 4, multiple: 4, 'true-false': 2, command: 0 };

/** How questions lie to a member, by all that they have answered. */
export function levelsOf(db: Db, userId: string): (candidate: Candidate) => Level {
  const known = new Map(listAbilities(db, userId).map(({ packId, ability }) => [packId, ability]));
  const inArea = new Map<string, Gaussian>();
  return ({ packId, domain, kind, label, proved }) => {
    const area = `${packId}/${domain ?? ''}`;
    const ability = inArea.get(area) ?? abilityIn(known.get(packId) ?? UNKNOWN, domain);
    inArea.set(area, ability);
    const floor = guessingChance({ kind, options: OPTIONS[kind], right: 1 });
    return { area, ability, difficulty: proved ?? DIFFICULTY_PRIOR[label].mean, floor };
  };
}
