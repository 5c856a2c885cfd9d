/**
 * How much a sweep goes through: a part of it in `npm test`, all of it in `npm run soak`, which takes every test file that
 * asks here.
 */
export const rounds = (inTest: number, inSoak: number): number => (process.env.SOAK ? inSoak : inTest);
