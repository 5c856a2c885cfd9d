import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkDiagrams } from '../../src/pack/check/diagrams.ts';
import { checkPack } from '../../src/pack/check/check.ts';
import { kindsWithoutExample, newPackFiles } from '../../src/pack/new-pack.ts';
import { parsePack } from '../../src/pack/parse.ts';
import { formatProblem } from '../../src/pack/problem.ts';
import { readPackFiles } from '../../src/pack/read.ts';
import { KINDS } from '../../src/question/kinds/index.ts';
import { createTestApp } from '../helpers/app.ts';
import { idOf, press, run, words } from '../helpers/commands.ts';
import { temporaryFolder } from '../helpers/packs.ts';

/** @param change what its author does to a file, by its path */
function write(id: string, change: (path: string, source: string) => string = (_, source) => source): string {
  const packs = temporaryFolder();
  for (const [path, source] of Object.entries(newPackFiles(id))) {
    const file = join(packs, id, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, change(path, source));
  }
  return packs;
}

async function problemsIn(folder: string): Promise<string[]> {
  const files = readPackFiles(folder);
  const { pack, problems } = parsePack(files);
  const found = pack ? [...checkPack(files, pack, undefined), ...(await checkDiagrams(files))] : [];
  return [...problems, ...found].map(formatProblem);
}

/** Takes the marks off the example that needs more files. */
const uncommented = (source: string) =>
  source.replace(/^# - id: first-topic-command\n(?:# {3}.*\n)*/m, (block) => block.replaceAll(/^# /gm, ''));

describe('a new pack', () => {
  it.each(['spanish', 'old-norse', 'a', 'x'.repeat(20)])('called %s passes the checks', async (id) => {
    expect(await problemsIn(join(write(id), id))).toEqual([]);
  });

  it('has an example of every kind of question', () => {
    expect(kindsWithoutExample()).toEqual([]);
    const source = newPackFiles('spanish')['questions/first-topic.yaml'] ?? '';
    for (const { name } of KINDS) expect(source).toMatch(new RegExp(`^(# )? *kind: ${name}$`, 'm'));
  });

  it('has an example of a typed command that is right but for the grammar that it needs', async () => {
    const packs = write('spanish', (path, source) => (path.startsWith('questions/') ? uncommented(source) : source));
    const [problem, ...others] = await problemsIn(join(packs, 'spanish'));
    expect(problem).toMatch(/first-topic-command: a typed answer needs the file cli.json/);
    expect(others).toEqual([]);
  });

  it('is taken over as it is, and never speaks of an exam', async () => {
    const app = await createTestApp({ packsFolder: write('spanish'), draws: false });
    const page = await run(app, 'spanish', { topic: 'first page' });
    expect(words(page)).toContain('### Your first topic');
    const more = await press(app, idOf(page, 'More'));
    expect(words(more)).toContain('Page 1 of 3 · Basics');
    expect(words(more)).not.toMatch(/exam/i);
    expect(words(await run(app, 'quiz'))).not.toMatch(/exam/i);
  });

  it('says of a topic without a domain what pack it is of, where there is no exam', async () => {
    const packsFolder = write('spanish', (_, source) => source.replace(/^domain: basics$/m, ''));
    const app = await createTestApp({ packsFolder, draws: false });
    const more = await press(app, idOf(await run(app, 'spanish', { topic: 'first page' }), 'More'));
    expect(words(more)).toContain('Page 1 of 3 · Spanish');
  });
});

describe('npm run pack:new', () => {
  const begin = (...args: string[]) => {
    try {
      return execFileSync('npx', ['tsx', 'scripts/new-pack.ts', ...args], { encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      return (error as { stderr: string }).stderr;
    }
  };

  it('writes the files, says what is required, and changes nothing that is there', () => {
    const packs = temporaryFolder();
    const said = begin('spanish', packs);
    expect(said).toContain('Required: pack.yaml with id, name, command, description and documentationHosts');
    expect(readFileSync(join(packs, 'spanish/pack.yaml'), 'utf8')).toContain('id: spanish');
    writeFileSync(join(packs, 'spanish/pack.yaml'), 'mine');
    expect(begin('spanish', packs)).toContain('is there already');
    expect(readFileSync(join(packs, 'spanish/pack.yaml'), 'utf8')).toBe('mine');
  }, 60_000);

  it.each([
    ['quiz', '/quiz is a command already'],
    ['Spanish', '"Spanish" cannot be the name of a pack: it must be a slug'],
    ['../spanish', 'cannot be the name of a pack'],
  ])(
    'refuses %s',
    (id, why) => {
      const packs = temporaryFolder();
      expect(begin(id, packs)).toContain(why);
      expect(existsSync(join(packs, id))).toBe(false);
    },
    60_000,
  );
});
