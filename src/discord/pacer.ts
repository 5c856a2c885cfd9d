/**
 * Discord takes 50 requests a second from a bot, over all routes but those of interactions. discord.js keeps to that in
 * bursts: 50 at once, then a pause; when Discord counts two bursts within one second, it refuses one of them. Here each
 * request waits for its own place in the second, so that no second holds more than it may, and what is urgent goes first.
 */
import type { Urgency } from '../messenger.ts';

/** Requests a second. One less than Discord's 50, so that every second, wherever it begins, holds at most 50. */
const PER_SECOND = 49;

const ORDER: readonly Urgency[] = ['now', 'soon', 'idle'];

/** Whoever keeps the pace; it may be another process. */
export interface Pace {
  /** Resolves when the caller may make its request. */
  turn(urgency: Urgency): Promise<void>;
}

export class Pacer implements Pace {
  readonly #everyMs: number;
  readonly #waiting: Readonly<Record<Urgency, (() => void)[]>> = { now: [], soon: [], idle: [] };
  /** when the next request may start, on the clock of `performance.now()` */
  #freeAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(perSecond = PER_SECOND) {
    this.#everyMs = 1000 / perSecond;
  }

  turn(urgency: Urgency): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting[urgency].push(resolve);
      this.#arrange();
    });
  }

  #arrange(): void {
    if (this.#timer || ORDER.every((urgency) => this.#waiting[urgency].length === 0)) return;
    const waitMs = Math.max(0, this.#freeAt - performance.now());
    this.#timer = setTimeout(() => this.#letGo(), waitMs);
  }

  #letGo(): void {
    this.#timer = undefined;
    const now = performance.now();
    // A timer fires late by some milliseconds; what is lost that way is made up for, but never by more than one place.
    this.#freeAt = Math.max(this.#freeAt, now - this.#everyMs);
    while (this.#freeAt <= now) {
      const next = ORDER.map((urgency) => this.#waiting[urgency])
        .find((queue) => queue.length > 0)
        ?.shift();
      if (!next) return;
      this.#freeAt += this.#everyMs;
      next();
    }
    this.#arrange();
  }
}
