import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The tests whose sweeps are short in `npm test`. */
const sweeps = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map((name) => join('test', name))
  .filter((path) => path.endsWith('.test.ts') && readFileSync(path, 'utf8').includes('helpers/soak.ts'));

export default defineConfig({
  test: {
    include: ['test/**/*.soak.ts', ...sweeps],
    globalSetup: 'test/helpers/built.ts',
    env: { SOAK: 'yes' },
    testTimeout: 10 * 60_000,
    fileParallelism: false,
  },
});
