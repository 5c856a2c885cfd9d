/** Discord's rate limits: a bucket for each route and channel, and 50 requests a second over all. Times are real. */

interface Window {
  count: number;
  resetsAt: number;
}

export interface RateLimitResult {
  headers: Record<string, string>;
  /** seconds to wait; null: go ahead */
  retryAfter: number | null;
  isGlobal: boolean;
}

const GLOBAL_PER_SECOND = 50;
const LIMITS: readonly { pattern: RegExp; limit: number; perMs: number }[] = [
  { pattern: /^(POST|PATCH) \/channels\/\{channel\.id\}\/messages/, limit: 5, perMs: 5000 },
  { pattern: /^PUT \/applications/, limit: 2, perMs: 2000 },
];
const ELSE = { limit: 50, perMs: 1000 };

export class RateLimits {
  readonly #windows = new Map<string, Window>();
  #global: Window = { count: 0, resetsAt: 0 };

  /**
   * Counts one request.
   * @param route method and template
   * @param major the channel, server or webhook that has a bucket of its own
   * @param now real time, UTC ms
   */
  take(route: string, major: string, now: number): RateLimitResult {
    // Interactions and their webhooks do not count against the global limit.
    const countsGlobally = !/\/(interactions|webhooks)\//.test(route);
    if (countsGlobally) {
      if (now >= this.#global.resetsAt) this.#global = { count: 0, resetsAt: now + 1000 };
      if (++this.#global.count > GLOBAL_PER_SECOND) {
        const retryAfter = (this.#global.resetsAt - now) / 1000;
        return { headers: { 'X-RateLimit-Global': 'true', 'X-RateLimit-Scope': 'global' }, retryAfter, isGlobal: true };
      }
    }
    const { limit, perMs } = LIMITS.find(({ pattern }) => pattern.test(route)) ?? ELSE;
    const key = `${route} ${major}`;
    let window = this.#windows.get(key);
    if (!window || now >= window.resetsAt) {
      if (this.#windows.size > 10_000) this.#windows.clear();
      this.#windows.set(key, (window = { count: 0, resetsAt: now + perMs }));
    }
    window.count++;
    const wait = (window.resetsAt - now) / 1000;
    const headers = {
      'X-RateLimit-Limit': String(limit),
      'X-RateLimit-Remaining': String(Math.max(0, limit - window.count)),
      'X-RateLimit-Reset': (window.resetsAt / 1000).toFixed(3),
      'X-RateLimit-Reset-After': wait.toFixed(3),
      'X-RateLimit-Bucket': Buffer.from(route).toString('base64url').slice(0, 32),
    };
    if (window.count <= limit) return { headers, retryAfter: null, isGlobal: false };
    return { headers: { ...headers, 'X-RateLimit-Scope': 'user' }, retryAfter: wait, isGlobal: false };
  }
}
