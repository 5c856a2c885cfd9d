/** `npm run pack:new spanish`: begins a pack in data/packs/spanish. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { listCommands } from '../commands/index.ts';
import { PACKS_FOLDER } from '../src/paths.ts';
import { REQUIRED, newPackFiles } from '../src/pack/new-pack.ts';
import { listPacks } from '../src/pack/read.ts';
import { manifestSchema } from '../src/pack/schema.ts';
import { readTakenCommands } from './taken-commands.ts';

const [id = '', packsFolder = PACKS_FOLDER] = process.argv.slice(2);
const refusal = refusalOf();
if (refusal) {
  console.error(refusal);
  process.exitCode = 1;
} else {
  const folder = join(packsFolder, id);
  const files = newPackFiles(id);
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), source);
  }
  const shown = relative(process.cwd(), folder) || folder;
  console.log(
    [
      `A new pack stands in ${shown}:`,
      ...Object.keys(files).map((path) => `  ${path}`),
      '',
      REQUIRED,
      '',
      'Write over what is there: the comments say what each part is for, docs/packs.md has the rest.',
      'npm run pack:check names every mistake; npm start shows what you save at once, in the browser.',
    ].join('\n'),
  );
}

/** Why there can be no such pack, in words for its author. */
function refusalOf(): string | undefined {
  if (id === '') return 'Say what the pack is called, as in: npm run pack:new spanish';
  const given = manifestSchema.safeParse({
    id,
    name: id,
    command: id,
    description: id,
    documentationHosts: ['example.org'],
  });
  if (!given.success) {
    const [{ message } = { message: '' }] = given.error.issues;
    return `"${id}" cannot be the name of a pack: it ${message}`;
  }
  if (existsSync(join(packsFolder, id))) return `${join(packsFolder, id)} is there already. Nothing was changed.`;
  const ours = listCommands([]).map(({ data }) => data.name);
  const taken = existsSync(packsFolder) ? readTakenCommands(listPacks(packsFolder)) : [];
  if ([...ours, ...taken].includes(id)) return `/${id} is a command already, so call the pack something else.`;
  return undefined;
}
