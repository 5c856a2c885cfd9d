import type { Logger } from 'pino';
import { type Catalogue, loadCatalogue } from './catalogue.ts';
import { type Grammars, createGrammars } from './command-line/grammars.ts';
import type { Db } from './db/open.ts';
import type { Messenger } from './messenger.ts';
import { FOLLOWERS } from './followers.ts';
import { listUnknownTimeZones } from './guild/settings.ts';
import { formatProblem } from './pack/problem.ts';
import { importPacks } from './pack/import.ts';
import type { Random } from './random.ts';
import { type Following, createFollowing } from './score/following.ts';
import type { Follower } from './score/logged-answer.ts';

/** What handlers work with. Time, chance and the way out are here, so that tests can hold them still. */
export interface App {
  readonly db: Db;
  readonly catalogue: Catalogue;
  /** how the command lines of a pack's subject are read */
  readonly grammarOf: Grammars;
  /** UTC milliseconds */
  readonly now: () => number;
  readonly random: Random;
  /** what is derived from the log of answers */
  readonly followers: readonly Follower[];
  readonly following: Following;
  readonly messenger: Messenger;
  readonly log: Logger;
}

export interface AppParts {
  db: Db;
  packsFolder: string;
  now: () => number;
  random: Random;
  messenger: Messenger;
  log: Logger;
}

const LOGGED_PROBLEMS = 5;

/** Takes over what changed in the packs and puts the parts together. */
export async function createApp({ packsFolder, ...parts }: AppParts): Promise<App> {
  const { db, now, log } = parts;
  for (const result of await importPacks(db, packsFolder, now())) {
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
  for (const zone of listUnknownTimeZones(db))
    log.error(
      zone,
      'this version of Node.js does not know a time zone that servers have set; they go by UTC meanwhile',
    );
  return {
    ...parts,
    catalogue: loadCatalogue(db),
    grammarOf: createGrammars(packsFolder),
    followers: FOLLOWERS,
    following: createFollowing({ db, followers: FOLLOWERS, now, log }),
  };
}
