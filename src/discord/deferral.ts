/**
 * Discord waits three seconds for the first answer to an interaction. What is not answered in time is deferred, which shows
 * the member that something is coming and gives fifteen minutes. This knows of one interaction whether that has been done.
 */

/** After the arrival. What is left of the three seconds is for the network, and for a second try. */
export const DEFER_AFTER_MS = 1200;

export class Deferral {
  readonly #defer: () => Promise<unknown>;
  readonly #failed: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #deferring: Promise<void> | undefined;

  /**
   * @param defer tells Discord
   * @param inMs from now: 0 does it at once
   */
  constructor(defer: () => Promise<unknown>, failed: (error: unknown) => void, inMs: number) {
    this.#defer = defer;
    this.#failed = failed;
    if (inMs <= 0) this.#begin();
    else this.#timer = setTimeout(() => this.#begin(), inMs);
  }

  #begin(): void {
    this.#deferring = this.#defer().then(
      () => undefined,
      (error: unknown) => this.#failed(error),
    );
  }

  /** There is an answer. @returns whether it comes after a deferral; resolves once Discord has received that */
  async end(): Promise<boolean> {
    clearTimeout(this.#timer);
    await this.#deferring;
    return this.#deferring !== undefined;
  }
}
