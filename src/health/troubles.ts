/** What is wrong now with the bot as a whole. It is kept in memory: whatever is still wrong after a start is found again. */
import type { Logger } from 'pino';
import { ENGLISH } from '../language.ts';
import { troubleText } from './view.ts';
import type { Wrong } from './wrong.ts';

/** One thing that is wrong. */
export interface Trouble {
  /** such as `database`: of one thing, one trouble is known at a time */
  readonly about: string;
  readonly wrong: Wrong;
  /** UTC milliseconds */
  readonly since: number;
}

export interface Troubles {
  /** Something is wrong. Reporting it again keeps its start and replaces its details. @returns whether it is new */
  report(about: string, wrong: Wrong): boolean;
  /** It is right again, or was never wrong. */
  over(about: string): void;
  /** Everything that is wrong now, the longest first. */
  list(): Trouble[];
  /** What has been wrong for longer than a minute: much passes by itself before anybody has read of it. */
  listLasting(): Trouble[];
  /** Logs what has come to last a minute, once, and the end of what was logged. Call it every minute. */
  log(log: Logger): void;
}

const LASTING_MS = 60_000;

interface Kept extends Trouble {
  /** on the steady clock, which nobody sets */
  readonly from: number;
  isLogged: boolean;
}

/**
 * @param now UTC milliseconds
 * @param steady milliseconds on a clock that runs evenly, from wherever it began
 */
export function createTroubles(now: () => number, steady: () => number): Troubles {
  const kept = new Map<string, Kept>();
  let toldEnds: Wrong[] = [];
  const plain = ({ about, wrong, since }: Kept): Trouble => ({ about, wrong, since });
  const isLasting = ({ from }: Kept) => steady() - from > LASTING_MS;
  return {
    report(about, wrong) {
      const before = kept.get(about);
      kept.set(about, before ? { ...before, wrong } : { about, wrong, since: now(), from: steady(), isLogged: false });
      return !before;
    },
    over(about) {
      const before = kept.get(about);
      if (before?.isLogged) toldEnds.push(before.wrong);
      kept.delete(about);
    },
    list: () => [...kept.values()].map(plain),
    listLasting: () => [...kept.values()].filter(isLasting).map(plain),
    log(log) {
      for (const wrong of toldEnds) log.info({ trouble: troubleText(ENGLISH, wrong) }, 'this is over');
      toldEnds = [];
      for (const trouble of kept.values()) {
        if (trouble.isLogged || !isLasting(trouble)) continue;
        trouble.isLogged = true;
        const { about, wrong, since } = trouble;
        log.error({ trouble: about, since: new Date(since).toISOString() }, troubleText(ENGLISH, wrong));
      }
    },
  };
}
