/** The program itself, as `npm run build` makes it, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { builtFolder } from './built.ts';

const root = join(import.meta.dirname, '../..');
const BUILT = builtFolder('program');

let building: Promise<unknown> | undefined;

/** Builds it, once for all test files of this process: it starts in a third of the time that its sources take. */
export function buildProgram(): Promise<unknown> {
  building ??= build({
    entryPoints: ['src/main.ts', 'src/engine-thread.ts', 'src/drawing-process.ts'].map((path) => join(root, path)),
    outdir: BUILT,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  });
  return building;
}

const running = new Set<ChildProcess>();
// Whatever happens to a test, nothing is left running.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export interface Program {
  process: ChildProcess;
  output: () => string;
  /** resolves when the output holds this text */
  until(text: string): Promise<void>;
  ended: Promise<number | null>;
}

/** @param folder where it runs: without the .env of whoever runs the tests */
export function startProgram(folder: string, env: Record<string, string>): Program {
  const child = spawn(process.execPath, [join(BUILT, 'main.js')], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let output = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      for (const check of waiting) check();
    });
  }
  return {
    process: child,
    output: () => output,
    until: (text) =>
      new Promise((resolve) => {
        const check = () => {
          if (!output.includes(text)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    ended: new Promise((resolve) => child.once('exit', (code) => resolve(code))),
  };
}
