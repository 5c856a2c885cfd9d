/**
 * Abilities and difficulties follow the log of answers. Only a member's first answer to a question counts, in whatever server:
 * later ones show what they remember of that question. For the same reason an answer in a review never counts; it is also
 * the only one that may be taken back, which then has nothing to undo here.
 */
import { memberAbility, questionDifficulty } from '../db/schema.ts';
import type { Follower } from '../score/logged-answer.ts';
import { UNKNOWN, fade, learn } from './ability.ts';
import { DOMC_HARDER, domcGuessingChance, guessingChance } from './item-response.ts';
import { findAbility, getDifficulty, getPut, saveAbility, saveDifficulty, wasAnswered } from './store.ts';

export const readiness: Follower = {
  tables: [memberAbility, questionDifficulty],
  take(db, { id, userId, questionKey, mode, answeredAt, correct, packId, domain, difficulty: label, kind }) {
    if (mode === 'review' || wasAnswered(db, userId, questionKey, id)) return;
    const { format, options, right } = getPut(db, id);
    const shape = { kind, options, right };
    const floor = format === 'domc' ? domcGuessingChance(shape) : guessingChance(shape);
    const harder = format === 'domc' ? DOMC_HARDER : 0;
    const before = getDifficulty(db, questionKey, label);
    const known = findAbility(db, userId, packId);
    // An exam's answers come into the log at its end, so time may seem to go back.
    const updatedAt = Math.max(known?.updatedAt ?? 0, answeredAt);
    const learned = learn(
      fade(known?.ability ?? UNKNOWN, known ? updatedAt - known.updatedAt : 0),
      { mean: before.mean + harder, variance: before.variance },
      { domain, floor, correct },
    );
    saveAbility(db, userId, { packId, ability: learned.ability, answers: (known?.answers ?? 0) + 1, updatedAt });
    saveDifficulty(db, questionKey, { ...learned.difficulty, mean: learned.difficulty.mean - harder });
  },
};
