/** A long log of answers, of a year, written by SQL: given one by one they would take longer than what is looked at. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { openDatabase } from '../../src/db/open.ts';
import { NOON, REAL_PACKS } from '../helpers/app.ts';
import { copyImported } from '../helpers/imported.ts';
import type { Figures } from './backlog.ts';

/** Nine of ten answers are of this server. */
export const BIG_SERVER = 'server-0';
const MEMBERS = 5000;
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
const ENTRY = join(import.meta.dirname, 'backlog.ts');
const BUILT = join(import.meta.dirname, '../../dist/soak/backlog.js');

export function memberNamed(index: number): string {
  return `member-${index % MEMBERS}`;
}

/** Has a process begin with so many answers that nobody has followed, and members come by meanwhile. */
export async function followBacklog(answers: number): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'studyhall-backlog-'));
  try {
    const path = join(folder, 'study.db');
    await copyImported(REAL_PACKS, path);
    fill(path, answers);
    mkdirSync(join(BUILT, '..'), { recursive: true });
    await build({
      entryPoints: [ENTRY],
      outfile: BUILT,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20',
      logLevel: 'warning',
    });
    return await figuresOf(fork(BUILT, { env: { ...process.env, DATABASE_PATH: path }, silent: true }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function figuresOf(child: ChildProcess): Promise<Figures> {
  const output = { told: '', failed: '' };
  child.stdout?.on('data', (part: Buffer) => (output.told += part.toString()));
  child.stderr?.on('data', (part: Buffer) => (output.failed += part.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`the process with the backlog ended with ${code}: ${output.failed}`);
  return JSON.parse(output.told) as Figures;
}

/** Members answer ten questions in a row, each at another hour, in mixed modes, two of three right. */
function fill(path: string, answers: number): void {
  const { $client: client } = openDatabase(path);
  client.exec(`
    with recursive n (i) as (select 0 union all select i + 1 from n where i < ${answers} - 1),
    q as (select key, revision, row_number() over (order by key) - 1 as place, count(*) over () as places from question where kind <> 'command')
    insert into answer (guild_id, user_id, question_key, revision, mode, source, option_order, choice, answered_at, correct, points, rule)
    select 'server-' || iif(i / 10 % 10 = 0, i / 10 % 50, 0), 'member-' || (i / 10 * 7919 % ${MEMBERS}), q.key, q.revision,
           case i % 10 when 0 then 'exam' when 1 then 'review' when 2 then 'daily' else 'quiz' end, 'fill:' || i,
           '[0,1,2,3]', '[0]', ${NOON} - cast((${answers} - i) * ${YEAR_MS}.0 / ${answers} as integer), i % 3 > 0,
           iif(i % 3 > 0 and i % 10 <> 1, 1 + i % 3, 0), case when i % 3 = 0 then 'wrong' when i % 10 = 1 then 'practice' else 'right' end
    from n join q on q.place = i * 104729 % q.places
    order by i`);
  client.close();
}
