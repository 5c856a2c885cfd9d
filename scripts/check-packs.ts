/** `npm run pack:check`: says everything that is wrong with the packs, and exits with 1 if anything is. */
import { readGrammar } from '../src/command-line/grammars.ts';
import { PACKS_FOLDER } from '../src/paths.ts';
import { parsePack } from '../src/pack/parse.ts';
import { formatProblem } from '../src/pack/problem.ts';
import { listPacks, readPackFiles } from '../src/pack/read.ts';
import { checkDiagrams } from '../src/pack/check/diagrams.ts';
import { checkPack } from '../src/pack/check/check.ts';

const folder = process.argv[2] ?? PACKS_FOLDER;
const packs = listPacks(folder);
if (packs.length === 0) console.error(`${folder}: there is no pack here; a pack is a folder with a pack.yaml in it`);

let problemCount = packs.length === 0 ? 1 : 0;
for (const path of packs) {
  const files = readPackFiles(path);
  const { pack, problems } = parsePack(files);
  if (pack) problems.push(...checkPack(files, pack, readGrammar(path)), ...(await checkDiagrams(files)));
  problemCount += problems.length;
  for (const problem of problems) console.error(formatProblem(problem));
  if (pack && problems.length === 0)
    console.log(`${files.folder}: ${pack.topics.length} topics, ${pack.questions.length} questions, no mistakes`);
}
if (problemCount > 0) {
  console.error(
    `\n${problemCount} ${problemCount === 1 ? 'mistake' : 'mistakes'}. docs/packs.md says how a pack is written.`,
  );
  process.exitCode = 1;
}
