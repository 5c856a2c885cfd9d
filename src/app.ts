import type { Logger } from 'pino';
import type { Catalogue } from './topic/catalogue.ts';
import type { Grammars } from './command-line/grammars.ts';
import type { QuestionSearch } from './question/search.ts';
import type { Db } from './db/open.ts';
import type { Troubles } from './health/troubles.ts';
import type { Messenger } from './messenger.ts';
import type { Pictures } from './picture/picture.ts';
import type { Bank } from './question/bank.ts';
import type { Random } from './random.ts';
import type { Following } from './score/following.ts';
import type { Follower } from './score/logged-answer.ts';
import type { CheckedClock } from './time/checked-clock.ts';

/** What handlers work with. Time, randomness and the messenger are in it, so that tests can fix them. */
export interface App {
  readonly db: Db;
  readonly catalogue: Catalogue;
  /** every question that may be asked, without its words */
  readonly bank: Bank;
  readonly questionSearch: QuestionSearch;
  /** how the command lines of a pack's subject are read */
  readonly grammarOf: Grammars;
  /** UTC milliseconds, by `clock` */
  readonly now: () => number;
  readonly clock: CheckedClock;
  readonly troubles: Troubles;
  readonly random: Random;
  /** what is derived from the log of answers */
  readonly followers: readonly Follower[];
  readonly following: Following;
  readonly messenger: Messenger;
  readonly pictures: Pictures;
  readonly log: Logger;
}
