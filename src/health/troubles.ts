/** What is wrong now, in words that an operator can act on. It is kept in memory: whatever is still wrong after a start is found again. */
import type { Logger } from 'pino';

/** One thing that is wrong. Plain data, so that it can be handed from thread to thread. */
export interface Trouble {
  /** what it is about, such as `database` */
  readonly key: string;
  /** what is wrong and what to do about it, in whole sentences */
  readonly sentence: string;
  /** UTC milliseconds */
  readonly since: number;
}

export interface Troubles {
  /** Something is wrong. Saying so again keeps since when, and takes the newer sentence. @returns whether it is new */
  report(key: string, sentence: string): boolean;
  /** It is right again, or was never wrong. */
  over(key: string): void;
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
  let toldEnds: string[] = [];
  const plain = ({ key, sentence, since }: Kept): Trouble => ({ key, sentence, since });
  const isLasting = ({ from }: Kept) => steady() - from > LASTING_MS;
  return {
    report(key, sentence) {
      const before = kept.get(key);
      kept.set(
        key,
        before ? { ...before, sentence } : { key, sentence, since: now(), from: steady(), isLogged: false },
      );
      return !before;
    },
    over(key) {
      const before = kept.get(key);
      if (before?.isLogged) toldEnds.push(before.sentence);
      kept.delete(key);
    },
    list: () => [...kept.values()].map(plain),
    listLasting: () => [...kept.values()].filter(isLasting).map(plain),
    log(log) {
      for (const sentence of toldEnds) log.info({ trouble: sentence }, 'this is over');
      toldEnds = [];
      for (const trouble of kept.values()) {
        if (trouble.isLogged || !isLasting(trouble)) continue;
        trouble.isLogged = true;
        log.error({ trouble: trouble.key, since: new Date(trouble.since).toISOString() }, trouble.sentence);
      }
    },
  };
}
