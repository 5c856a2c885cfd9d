/** A source of chance: a number from 0 (included) to 1 (excluded), like Math.random. */
export type Random = () => number;

/** A copy of `items` in random order (Fisher and Yates). */
export function shuffle<T>(items: readonly T[], random: Random): T[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
  }
  return shuffled;
}

/** The numbers from 0 to `count` - 1 in random order. */
export function shuffledOrder(count: number, random: Random): number[] {
  return shuffle(
    Array.from({ length: count }, (_, index) => index),
    random,
  );
}

/** Twelve characters of 32: short enough for a custom ID, too many to guess. */
export function randomId(random: Random): string {
  const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
  return Array.from({ length: 12 }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
}

/**
 * One of the items that are free, each as likely as any other, without looking at all of them where many are free.
 * @param free how many are: 1 at least
 */
export function pickFree<T>(items: readonly T[], isFree: (item: T) => boolean, free: number, random: Random): T {
  const one = (list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  if (free * 4 >= items.length) {
    for (let tries = 0; tries < 16; tries++) {
      const item = one(items);
      if (isFree(item)) return item;
    }
  }
  return one(items.filter(isFree));
}
