/** The entry point of `npm run rebuild`: scores every answer in the log anew. Stop the bot first. */
import { existsSync } from 'node:fs';
import { parseConfig } from './config.ts';
import { OperatorError } from './errors.ts';
import { PACKS_FOLDER } from './paths.ts';
import { rescore } from './rescore.ts';

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { databasePath } = parseConfig(process.env);
  const { answers, setAside } = await rescore(databasePath, PACKS_FOLDER, Date.now());
  console.log(`${databasePath}: scored ${answers} answers anew.`);
  if (setAside > 0)
    console.warn(
      `${setAside} of them count nowhere, since they could not be added up: the table answer_set_aside says why.`,
    );
} catch (error) {
  console.error(error instanceof OperatorError ? error.message : error);
  process.exitCode = 1;
}
