/** `npm run rebuild`: scores every answer in the log anew and sums everything up again. Stop the bot first. */
import { existsSync } from 'node:fs';
import { parseConfig } from '../src/config.ts';
import { openDatabase } from '../src/db/open.ts';
import { judge } from '../src/command-line/compare.ts';
import { createGrammars } from '../src/command-line/grammars.ts';
import { PACKS_FOLDER } from '../src/paths.ts';
import { rebuild } from '../src/score/rebuild.ts';

if (existsSync('.env')) process.loadEnvFile('.env');
const { databasePath } = parseConfig(process.env);
const db = openDatabase(databasePath);
const grammarOf = createGrammars(PACKS_FOLDER);
const { answers } = rebuild(db, (packId, typed, content) => {
  const grammar = grammarOf(packId);
  return grammar && content.typed && judge(grammar, typed, content.typed.answers).correct;
});
db.$client.close();
console.log(`${databasePath}: scored ${answers} answers anew.`);
