/**
 * The second press of a double tap. By the time it arrives, the first one has changed the message, and another button may lie
 * under the same finger: the next question's answer, or "Hand in". Nobody reads and decides so quickly.
 */

/**
 * The least time between a change of a message and a press meant for it: the change has to arrive and be seen, and the
 * press to come back.
 */
export const UNSEEN_MS = 500;
const SWEPT_AT = 1000;

export interface DoublePresses {
  /** A press of this member has just changed the message. */
  changed(messageId: string, userId: string): void;
  /**
   * Whether a press of this member on the message came too soon after its change, or before it, to be meant for what it
   * shows. @param arrivedAt of the press, on the same clock as `now`; a press may have waited since
   */
  isUnseen(messageId: string, userId: string, arrivedAt?: number): boolean;
}

/**
 * @param unseenMs 0 takes every press
 * @param now milliseconds on any clock that never goes back
 */
export function createDoublePresses(unseenMs: number, now: () => number = () => performance.now()): DoublePresses {
  const changes = new Map<string, number>();
  const isRecent = (at: number | undefined, than = now()) => unseenMs > 0 && at !== undefined && than - at < unseenMs;
  return {
    changed(messageId, userId) {
      if (changes.size >= SWEPT_AT) for (const [key, at] of changes) if (!isRecent(at)) changes.delete(key);
      changes.set(`${messageId} ${userId}`, now());
    },
    isUnseen: (messageId, userId, arrivedAt) => isRecent(changes.get(`${messageId} ${userId}`), arrivedAt),
  };
}
