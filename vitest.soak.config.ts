import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['test/**/*.soak.ts'], fileParallelism: false } });
