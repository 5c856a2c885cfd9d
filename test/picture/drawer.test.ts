/** The process that draws, built as `npm run build` builds it. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Metafile, build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Drawer, type DrawerOptions, createDrawer } from '../../src/picture/drawer.ts';
import type { Drawing } from '../../src/picture/picture.ts';
import { pngSize } from '../../src/picture/png.ts';

const root = join(import.meta.dirname, '../..');
/** Within the project, where the packages are found. */
const BUILT = join(root, 'dist/test-drawer', String(process.pid));
const common = { bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node20' } as const;

let parts: Metafile;
beforeAll(async () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { build: string } };
  const entries = [...scripts.build.matchAll(/\bsrc\/\S+\.ts\b/g)].map(([entry]) => join(root, entry));
  const result = await build({
    ...common,
    entryPoints: entries,
    splitting: true,
    outdir: BUILT,
    metafile: true,
    absWorkingDir: root,
    logLevel: 'warning',
  });
  parts = result.metafile;
  await build({ ...common, entryPoints: [join(root, 'src/picture/drawer.ts')], outfile: join(BUILT, 'drawer.js') });
});
afterAll(() => rmSync(BUILT, { recursive: true, force: true }));

const drawers: Drawer[] = [];
afterEach(async () => {
  for (const drawer of drawers.splice(0)) await drawer.close();
});

function open(options: DrawerOptions = {}): Drawer {
  const drawer = createDrawer({ entry: join(BUILT, 'drawing-process.js'), ...options });
  drawers.push(drawer);
  return drawer;
}

const chart: Drawing = {
  kind: 'bars',
  chart: { title: 'Answers', unit: '', bars: [{ label: 'A', value: 1, max: 2 }] },
};
const width = (png: Uint8Array) => pngSize(Buffer.from(png)).width;

/** A program that takes the place of the one that draws. */
function program(name: string, source: string): string {
  mkdirSync(BUILT, { recursive: true });
  const path = join(BUILT, `${name}.mjs`);
  writeFileSync(path, source);
  return path;
}

/** The one that draws, save that it tells who it is instead of drawing, and leaves a file when it ends. */
const tellsPid = () =>
  program(
    'tells',
    `import { writeFileSync } from 'node:fs';
     process.on('exit', () => writeFileSync(${JSON.stringify(BUILT)} + '/ended-' + process.pid, ''));
     import ${JSON.stringify(join(BUILT, 'drawing-process.js'))};
     process.removeAllListeners('message');
     process.on('message', () => process.send({ png: Buffer.from(String(process.pid)) }));`,
  );

/** A thread that sends what its drawer makes of a chart. */
const inThread = (drawer: string) =>
  new Worker(
    `const { parentPort } = require('node:worker_threads');
     import(${JSON.stringify(join(BUILT, 'drawer.js'))}).then(async ({ createDrawer }) =>
       parentPort.postMessage(await ${drawer}.draw(${JSON.stringify(chart)})),
     );`,
    { eval: true },
  );

const firstMessage = (worker: Worker) =>
  new Promise<Uint8Array>((resolve, reject) => worker.once('message', resolve).once('error', reject));

async function expectToEnd(pid: number): Promise<void> {
  expect(pid).toBeGreaterThan(0);
  await expect.poll(() => existsSync(join(BUILT, `ended-${pid}`))).toBe(true);
}

describe('the process that draws', () => {
  it('draws charts and diagrams, and says what is wrong with one', async () => {
    const drawer = open();
    expect(width(await drawer.draw(chart))).toBe(900);
    await expect(drawer.draw({ kind: 'diagram', dot: 'digraph { a -> b' })).rejects.toThrow(
      'Graphviz cannot read this',
    );
    expect(width(await drawer.draw({ kind: 'diagram', dot: 'digraph { a -> b }' }))).toBe(900);
    const ranges = { title: 'Forecast', caption: '', rows: [{ label: 'All', low: 1, middle: 2, high: 3 }] };
    expect(width(await drawer.draw({ kind: 'ranges', chart: ranges }))).toBe(900);
  });

  it('does the same for a worker thread', async () => {
    const worker = inThread('createDrawer()');
    const png = await firstMessage(worker);
    await worker.terminate();
    expect(width(png)).toBe(900);
  });

  it('is not told the token, leaves the processor to those who answer, and outlives what tells all to stop', async () => {
    const entry = program(
      'says',
      `import { getPriority } from 'node:os';
       import ${JSON.stringify(join(BUILT, 'drawing-process.js'))};
       process.removeAllListeners('message');
       process.on('message', () => {
         process.kill(process.pid, 'SIGINT');
         process.kill(process.pid, 'SIGTERM');
         const said = JSON.stringify({ token: process.env.DISCORD_TOKEN ?? null, priority: getPriority() });
         setTimeout(() => process.send({ png: Buffer.from(said) }), 100);
       });`,
    );
    const before = process.env.DISCORD_TOKEN;
    process.env.DISCORD_TOKEN = 'secret';
    try {
      const said = Buffer.from(await open({ entry }).draw(chart)).toString();
      expect(JSON.parse(said)).toEqual({ token: null, priority: 10 });
    } finally {
      if (before === undefined) delete process.env.DISCORD_TOKEN;
      else process.env.DISCORD_TOKEN = before;
    }
  });

  it('ends when nothing was drawn for a while, and starts again for the next picture', async () => {
    const entry = program(
      'pid',
      `process.on('message', () => process.send({ png: Buffer.from(String(process.pid)) }));`,
    );
    const drawer = open({ entry, idleMs: 50 });
    const first = Number(Buffer.from(await drawer.draw(chart)));
    expect(Number(Buffer.from(await drawer.draw(chart)))).toBe(first);
    await expect.poll(() => isRunning(first)).toBe(false);
    expect(Number(Buffer.from(await drawer.draw(chart)))).not.toBe(first);
  });

  it('ends with the process that it draws for, also when that is killed', () => {
    const killed = program(
      'killed',
      `import { writeSync } from 'node:fs';
       import { createDrawer } from './drawer.js';
       writeSync(1, await createDrawer({ entry: ${JSON.stringify(tellsPid())} }).draw({}));
       process.kill(process.pid, 'SIGKILL');`,
    );
    const { signal, stdout } = spawnSync(process.execPath, [killed]);
    expect(signal).toBe('SIGKILL');
    return expectToEnd(Number(stdout));
  });

  it('ends with the thread that it draws for', async () => {
    const worker = inThread(`createDrawer({ entry: ${JSON.stringify(tellsPid())} })`);
    const pid = Number(Buffer.from(await firstMessage(worker)));
    await worker.terminate();
    await expectToEnd(pid);
  });

  it('is replaced when it crashes or takes too long, and the next picture is drawn', async () => {
    const entry = program(
      'faulty',
      `process.on('message', ({ dot }) => {
         if (dot === 'crash') process.kill(process.pid, 'SIGKILL');
         else if (dot !== 'hang') process.send({ png: Buffer.from(dot) });
       });`,
    );
    const drawer = open({ entry, longestMs: 1000 });
    const text = async (dot: string) => Buffer.from(await drawer.draw({ kind: 'diagram', dot })).toString();
    await expect(text('crash')).rejects.toThrow('what draws ended (SIGKILL)');
    expect(await text('fine')).toBe('fine');
    await expect(text('hang')).rejects.toThrow('not drawn within 1 s');
    expect(await text('well')).toBe('well');
  });

  it('is not started over and over when it cannot start', async () => {
    const drawer = open({ entry: program('broken', 'process.exit(3);') });
    for (let attempt = 0; attempt < 3; attempt++) await expect(drawer.draw(chart)).rejects.toThrow('ended (3)');
    await expect(drawer.draw(chart)).rejects.toThrow('given a rest');
  });
});

describe('the program that answers', () => {
  it('cannot load what draws', () => {
    const whatDraws = /picture\/(draw|png|font|graphviz|diagram|bar-chart|range-chart)\.ts$/;
    expect(sourcesFrom('drawing-process.js').some((source) => whatDraws.test(source))).toBe(true);
    const packages = ['@resvg/resvg-js', '@viz-js/viz', 'fontkitten'];
    expect(packagesFrom('drawing-process.js')).toEqual(expect.arrayContaining(packages));
    for (const entry of ['main.js', 'engine-thread.js']) {
      expect(sourcesFrom(entry)).toContain('src/paths.ts');
      expect(sourcesFrom(entry).filter((source) => whatDraws.test(source))).toEqual([]);
      expect(packagesFrom(entry).filter((name) => packages.includes(name))).toEqual([]);
    }
  });
});

/** The built files that one can load, at its start or later. */
function reachable(entry: string): Metafile['outputs'][string][] {
  const seen = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { path: next, external } of parts.outputs[path]?.imports ?? []) if (!external) visit(next);
  };
  visit(Object.keys(parts.outputs).find((path) => path.endsWith(`/${entry}`)) ?? '');
  return [...seen].flatMap((path) => parts.outputs[path] ?? []);
}

const sourcesFrom = (entry: string) => reachable(entry).flatMap(({ inputs }) => Object.keys(inputs));
const packagesFrom = (entry: string) =>
  reachable(entry).flatMap(({ imports }) => imports.filter(({ external }) => external).map(({ path }) => path));

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
