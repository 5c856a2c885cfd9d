/** `npm run pack:report`: what each pack covers, and a page with all of it in `var/report`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKS_FOLDER } from '../src/paths.ts';
import { parsePack } from '../src/pack/parse.ts';
import { listPacks, readPackFiles } from '../src/pack/read.ts';
import { coverageText, reportPage } from '../src/pack/check/report.ts';

const OUTPUT = 'var/report';

mkdirSync(OUTPUT, { recursive: true });
for (const folder of listPacks(process.argv[2] ?? PACKS_FOLDER)) {
  const { pack, problems } = parsePack(readPackFiles(folder));
  if (!pack) {
    console.error(`${folder}: has ${problems.length} mistakes; npm run pack:check names them`);
    process.exitCode = 1;
    continue;
  }
  const page = join(OUTPUT, `${pack.manifest.id}.md`);
  writeFileSync(page, reportPage(pack));
  console.log(`${coverageText(pack)}\n\nEvery topic and question on one page: ${page}\n`);
}
