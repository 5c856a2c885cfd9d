import type { Logger } from 'pino';
import { loadCatalogue } from './topic/catalogue.ts';
import { createGrammars } from './command-line/grammars.ts';
import { retryWhileBusy } from './db/busy.ts';
import { watchDisk } from './db/durable.ts';
import { explainFault } from './db/faults.ts';
import { createQuestionSearch } from './question/search.ts';
import type { Db } from './db/open.ts';
import { OperatorError } from './errors.ts';
import { reportDisk } from './health/database.ts';
import { createTroubles } from './health/troubles.ts';
import type { Messenger } from './messenger.ts';
import { FOLLOWERS } from './followers.ts';
import { listUnknownTimeZones } from './guild/store.ts';
import { formatProblem } from './pack/problem.ts';
import { type ImportResult, importPacks } from './pack/import.ts';
import type { Pictures } from './picture/picture.ts';
import { loadBank } from './question/bank-store.ts';
import type { Random } from './random.ts';
import { createFollowing } from './score/following.ts';
import { createCheckedClock } from './time/checked-clock.ts';
import type { App } from './app.ts';

export interface AppParts {
  db: Db;
  packsFolder: string;
  /** UTC milliseconds; what it shows is checked against Discord's clock */
  now: () => number;
  /**
   * a steady clock in milliseconds, which nobody sets; `performance.now()` when left out, but that does not follow a clock
   * moved on purpose
   */
  steady?: (() => number) | undefined;
  /** called when the program cannot go on and has to end */
  end?: ((error: OperatorError) => void) | undefined;
  random: Random;
  messenger: Messenger;
  pictures: Pictures;
  log: Logger;
}

const LOGGED_PROBLEMS = 5;

/** At the start another process may hold the database for some moments, at its own packs. */
const PATIENCE_MS = 30_000;

/**
 * Imports what changed in the packs and puts the parts together.
 * @throws OperatorError when the database cannot be written
 */
export async function createApp({ packsFolder, steady, end, now: wall, ...parts }: AppParts): Promise<App> {
  const { db, log, messenger } = parts;
  const evenly = steady ?? (() => performance.now());
  const clock = createCheckedClock({ wall, steady: evenly, ask: () => messenger.discordTime() });
  const troubles = createTroubles(clock.now, evenly);
  const { now } = clock;
  watchDisk(db, reportDisk({ db, troubles, log, end }));
  await takeOverPacks(db, packsFolder, now, log);
  for (const zone of listUnknownTimeZones(db))
    log.error(
      zone,
      'this version of Node.js does not know a time zone that servers have set; they go by UTC meanwhile',
    );
  return {
    ...parts,
    now,
    clock,
    troubles,
    ...loadContent(db),
    grammarOf: createGrammars(packsFolder),
    followers: FOLLOWERS,
    following: createFollowing({ db, followers: FOLLOWERS, now, log }),
  };
}

async function takeOverPacks(db: Db, packsFolder: string, now: () => number, log: Logger): Promise<void> {
  const untilMs = performance.now() + PATIENCE_MS;
  try {
    const results = await retryWhileBusy(db, () => importPacks(db, packsFolder, now()), { untilMs });
    for (const result of results) logImport(result, log);
  } catch (error) {
    const sentence = explainFault(error, db.$client.name);
    throw sentence === undefined ? error : new OperatorError(sentence, { cause: error });
  }
}

function logImport(result: ImportResult, log: Logger): void {
  if (result.outcome === 'refused') {
    const problems = result.problems.slice(0, LOGGED_PROBLEMS).map(formatProblem);
    log.error(
      { pack: result.packId, count: result.problems.length, problems },
      'pack not taken over because of mistakes in it (npm run pack:check names them all); members keep the old one',
    );
  } else if (result.outcome === 'imported') {
    log.info({ pack: result.packId, topics: result.topics, questions: result.questions }, 'pack imported');
  } else if (result.outcome === 'retired') {
    log.warn({ pack: result.packId }, 'pack retired, since its folder is gone; scores stay');
  }
}

/** What is kept in memory of the packs: read at the start, and again when a pack has been imported. */
export function loadContent(db: Db): Pick<App, 'catalogue' | 'bank' | 'questionSearch'> {
  const bank = loadBank(db);
  return { catalogue: loadCatalogue(db), bank, questionSearch: createQuestionSearch(db, bank) };
}
