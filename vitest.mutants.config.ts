import { defineConfig } from 'vitest/config';

/** The tests that `npm run mutants` asks, for each of thousands of changes: those of the pure code, which need no database. */
export default defineConfig({
  test: {
    include: [
      'test/command-line/*.test.ts',
      'test/daily/{choose,next-due,time-of-day,weekdays}.test.ts',
      'test/content/*.test.ts',
      'test/exam/{draw,draw-from-bank,one-by-one}.test.ts',
      'test/pack/check/typed.test.ts',
      'test/question/*.test.ts',
      'test/quiz/{choose,draw}.test.ts',
      'test/review/{card,queue,schedule}.test.ts',
      'test/round/{rules,standing}.test.ts',
    ],
    globalSetup: 'test/helpers/built.ts',
    isolate: false,
    testTimeout: 60_000,
    env: { MUTANTS: 'yes' },
  },
});
