/**
 * Abilities and difficulties follow the log of answers. Only a member's first answer to a question counts, in whatever server:
 * later ones show what they remember of that question. For the same reason an answer in a review never counts; it is also
 * the only one that may be taken back, which then has nothing to undo here.
 */
import { entry } from '../map-entry.ts';
import type { Follower } from '../score/logged-answer.ts';
import { UNKNOWN, fade, learn } from './ability.ts';
import { DOMC_HARDER, type Gaussian, domcGuessingChance, guessingChance } from '../question/item-response.ts';
import {
  KEPT,
  type KnownAbility,
  findAbility,
  getDifficulty,
  getShape,
  saveAbility,
  saveDifficulty,
  wasAnswered,
} from './store.ts';

export const readiness: Follower = {
  name: 'readiness',
  tables: KEPT,
  batch(db) {
    const abilities = new Map<string, { userId: string; known: KnownAbility | undefined }>();
    const difficulties = new Map<number, { now: Gaussian; answers: number }>();
    return {
      take(logged) {
        const { id, userId, questionKey, revision, format, mode, answeredAt, correct, packId, domain, kind } = logged;
        if (mode === 'review' || wasAnswered(db, userId, questionKey, id)) return;
        const shape = { kind, ...getShape(db, questionKey, revision) };
        const floor = format === 'domc' ? domcGuessingChance(shape) : guessingChance(shape);
        const harder = format === 'domc' ? DOMC_HARDER : 0;
        const member = entry(abilities, `${userId} ${packId}`, () => {
          const found = findAbility(db, userId, packId);
          return { userId, known: found && { packId, ...found } };
        });
        const difficulty = entry(difficulties, questionKey, () => ({
          now: getDifficulty(db, questionKey, logged.difficulty),
          answers: 0,
        }));
        const { known } = member;
        // An exam's answers come into the log at its end, so time may seem to go back.
        const updatedAt = Math.max(known?.updatedAt ?? 0, answeredAt);
        const learned = learn(
          fade(known?.ability ?? UNKNOWN, known ? updatedAt - known.updatedAt : 0),
          { mean: difficulty.now.mean + harder, variance: difficulty.now.variance },
          { domain, floor, correct },
        );
        member.known = { packId, ability: learned.ability, answers: (known?.answers ?? 0) + 1, updatedAt };
        difficulty.now = { ...learned.difficulty, mean: learned.difficulty.mean - harder };
        difficulty.answers++;
      },
      write() {
        for (const { userId, known } of abilities.values()) if (known) saveAbility(db, userId, known);
        for (const [questionKey, { now, answers }] of difficulties) saveDifficulty(db, questionKey, now, answers);
      },
    };
  },
};
