/** `npm run rebuild`: scores every answer in the log anew and sums everything up again. Stop the bot first. */
import { existsSync } from 'node:fs';
import { parseConfig } from '../src/config.ts';
import { openDatabase } from '../src/db/open.ts';
import { rebuild } from '../src/score/rebuild.ts';

if (existsSync('.env')) process.loadEnvFile('.env');
const { databasePath } = parseConfig(process.env);
const db = openDatabase(databasePath);
const { answers } = rebuild(db);
db.$client.close();
console.log(`${databasePath}: scored ${answers} answers anew.`);
