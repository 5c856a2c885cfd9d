/** A network's occasional failures must not cost a member their answer. */
import { setTimeout as sleep } from 'node:timers/promises';
import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';

const PAUSE_MS = 100;

export interface Patience {
  /** an attempt that takes longer is given up, and another one made */
  attemptMs: number;
  /** no attempt is begun later */
  withinMs: number;
}

/**
 * Sends until it has arrived, over lost and reset connections; what Discord answers is final. What is sent may thus arrive
 * twice: Discord reports the second answer to an interaction as an error, which here means that the first has arrived.
 * @param send makes the request; the signal aborts it
 * @throws what the last attempt threw
 */
export async function arrive(
  send: (signal: AbortSignal) => Promise<unknown>,
  { attemptMs, withinMs }: Patience,
): Promise<unknown> {
  const until = performance.now() + withinMs;
  for (;;) {
    // Not AbortSignal.timeout: that keeps itself and the request alive until its time is over: a lot of memory in a crowd.
    const giving = new AbortController();
    const timer = setTimeout(() => giving.abort(), attemptMs);
    try {
      return await send(giving.signal);
    } catch (error) {
      if (isThere(error)) return undefined;
      if (!isOfNetwork(error) || performance.now() + PAUSE_MS >= until) throw error;
    } finally {
      clearTimeout(timer);
    }
    await sleep(PAUSE_MS);
  }
}

function isThere(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;
}

/** Anything that is not an answer from Discord. */
function isOfNetwork(error: unknown): boolean {
  return !(error instanceof DiscordAPIError || error instanceof HTTPError || error instanceof RateLimitError);
}
