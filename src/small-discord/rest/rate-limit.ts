/** Discord's rate limits: a bucket for each route and channel, and 50 requests a second over all. Times are real. */

interface Window {
  count: number;
  resetsAt: number;
}

export interface RateLimitResult {
  headers: Readonly<Record<string, string>>;
  /** seconds to wait; null: go ahead */
  retryAfter: number | null;
  isGlobal: boolean;
}

export interface RateLimitOptions {
  /** requests a second over all routes but those of interactions; Discord's is 50 */
  globalPerSecond?: number;
  /** messages in one channel within five seconds; Discord's is 5 */
  messagesPer5s?: number;
}

interface Limit {
  pattern: RegExp;
  limit: number;
  perMs: number;
}

const KEPT_WINDOWS = 10_000;
const ELSE = { limit: 50, perMs: 1000 };

export class RateLimits {
  readonly #windows = new Map<string, Window>();
  readonly #limits: readonly Limit[];
  readonly #globalPerSecond: number;
  #global: Window = { count: 0, resetsAt: 0 };

  constructor({ globalPerSecond = 50, messagesPer5s = 5 }: RateLimitOptions = {}) {
    this.#globalPerSecond = globalPerSecond;
    this.#limits = [
      { pattern: /^(POST|PATCH|DELETE) \/channels\/\{channel\.id\}\/messages/, limit: messagesPer5s, perMs: 5000 },
      { pattern: / \/webhooks\//, limit: 5, perMs: 2000 },
      { pattern: /^PUT \/applications/, limit: 2, perMs: 2000 },
    ];
  }

  /**
   * Counts one request.
   * @param route method and template
   * @param major the channel, server or webhook that has a bucket of its own
   * @param now real time, UTC ms
   */
  take(route: string, major: string, now: number): RateLimitResult {
    // Interactions and their webhooks do not count against the global limit.
    const isOfInteraction = / \/(interactions|webhooks)\//.test(route);
    if (!isOfInteraction) {
      if (now >= this.#global.resetsAt) this.#global = { count: 0, resetsAt: now + 1000 };
      if (++this.#global.count > this.#globalPerSecond) {
        const retryAfter = (this.#global.resetsAt - now) / 1000;
        return { headers: { 'X-RateLimit-Global': 'true', 'X-RateLimit-Scope': 'global' }, retryAfter, isGlobal: true };
      }
    }
    const { limit, perMs } = this.#limits.find(({ pattern }) => pattern.test(route)) ?? ELSE;
    const window = this.#window(`${route} ${major}`, perMs, now);
    window.count++;
    const wait = (window.resetsAt - now) / 1000;
    const headers = {
      'X-RateLimit-Limit': String(limit),
      'X-RateLimit-Remaining': String(Math.max(0, limit - window.count)),
      'X-RateLimit-Reset': (window.resetsAt / 1000).toFixed(3),
      'X-RateLimit-Reset-After': wait.toFixed(3),
      'X-RateLimit-Bucket': bucketName(route),
    };
    if (window.count <= limit) return { headers, retryAfter: null, isGlobal: false };
    return { headers: { ...headers, 'X-RateLimit-Scope': 'user' }, retryAfter: wait, isGlobal: false };
  }

  #window(key: string, perMs: number, now: number): Window {
    const current = this.#windows.get(key);
    if (current && now < current.resetsAt) return current;
    const window = { count: 0, resetsAt: now + perMs };
    this.#windows.delete(key);
    this.#windows.set(key, window);
    if (this.#windows.size > 2 * KEPT_WINDOWS) {
      for (const oldest of this.#windows.keys()) {
        if (this.#windows.size <= KEPT_WINDOWS) break;
        this.#windows.delete(oldest);
      }
    }
    return window;
  }
}

const bucketNames = new Map<string, string>();

/** Discord's are hashes, so that nobody reads anything into them. */
function bucketName(route: string): string {
  let name = bucketNames.get(route);
  if (!name) bucketNames.set(route, (name = Buffer.from(route).toString('hex').slice(-32)));
  return name;
}
