/**
 * How much a sweep goes through: a part of it in `npm test`, all of it in `npm run soak`, which takes every test file that
 * asks here. `npm run mutants` goes through the least, since it does so for each change that it makes.
 */
export const rounds = (inTest: number, inSoak: number): number =>
  process.env.SOAK ? inSoak : process.env.MUTANTS ? Math.ceil(inTest / 4) : inTest;
