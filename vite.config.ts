import { join } from 'node:path';
import { defineConfig } from 'vite';

/** Builds the playground's page. */
export default defineConfig({
  root: join(import.meta.dirname, 'src/playground/page'),
  // The first part of the address is a secret of each playground's own.
  base: './',
  build: {
    outDir: join(import.meta.dirname, 'dist/page'),
    emptyOutDir: true,
    target: 'es2022',
    // The page's policy allows no inline script, and one bundle needs no preloading.
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
});
