import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/helpers/built.ts',
    // Vitest would leave one of two cores to itself.
    maxWorkers: 2,
    // Before anything is loaded: commands are described in every language that there is by then.
    setupFiles: ['test/helpers/pseudo-language.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Every test makes its own database and app; loading all modules again for each file took a fifth of the time.
    isolate: false,
    // What is waited for comes within milliseconds, but not while the machine does something else.
    expect: { poll: { timeout: 20_000 } },
  },
});
