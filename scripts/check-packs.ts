/** `npm run pack:check`: says everything that is wrong with the packs, and exits with 1 if anything is. */
import { listCommands } from '../commands/index.ts';
import { readGrammar } from '../src/command-line/grammars.ts';
import { PACKS_FOLDER } from '../src/paths.ts';
import { parsePack } from '../src/pack/parse.ts';
import { formatProblem } from '../src/pack/problem.ts';
import { listPacks, readPackFiles } from '../src/pack/read.ts';
import { checkDiagrams } from '../src/pack/check/diagrams.ts';
import { checkPack } from '../src/pack/check/check.ts';
import { checkCommandNames } from '../src/pack/check/command-names.ts';

const folder = process.argv[2] ?? PACKS_FOLDER;
const packs = listPacks(folder);
if (packs.length === 0) console.error(`${folder}: there is no pack here; a pack is a folder with a pack.yaml in it`);

const read = packs.map((path) => {
  const files = readPackFiles(path);
  return { path, files, ...parsePack(files) };
});
const ours = listCommands([]).map(({ data }) => data.name);
const ofNames = checkCommandNames(
  read.flatMap(({ files, pack }) => (pack ? [{ files, manifest: pack.manifest }] : [])),
  ours,
);

let problemCount = packs.length === 0 ? 1 : 0;
for (const { path, files, pack, problems } of read) {
  problems.push(...ofNames.filter(({ file }) => file === `${files.folder}/pack.yaml`));
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
