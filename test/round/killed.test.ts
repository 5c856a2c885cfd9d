import { expect, it } from 'vitest';
import { rounds } from '../helpers/soak.ts';
import { killRounds } from '../soak/killing-rounds.ts';

// A few of the lives that `npm run soak` has hundreds of.
it(
  'asks and tells each question once, and counts each answer once, however often the bot is killed in between',
  async () => {
    const outcome = await killRounds(5, rounds(2, 300));
    if (process.env.SOAK)
      console.log({ ...outcome, confirmed: outcome.confirmed.length, logged: outcome.logged.length });
    expect(outcome.kills).toBeGreaterThanOrEqual(2);
    expect(outcome.confirmed.length).toBeGreaterThan(5);
    expect(outcome.logged).toEqual(outcome.confirmed);
    expect(new Set(outcome.questions)).toEqual(new Set([1]));
    expect(new Set(outcome.results)).toEqual(new Set([1]));
    expect(outcome.untold).toEqual([]);
  },
  30 * 60_000,
);
