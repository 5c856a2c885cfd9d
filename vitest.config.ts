import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    // What is waited for comes within milliseconds, but not while the machine does something else.
    expect: { poll: { timeout: 20_000 } },
  },
});
