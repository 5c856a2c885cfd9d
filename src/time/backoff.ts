/**
 * How long to wait before something is tried again: twice as long after each attempt that failed.
 * @param attempts so far, at least 1
 * @returns as many units as `first` and `longest` are in, at most `longest`
 */
export function backoff(attempts: number, first: number, longest: number): number {
  return Math.min(first * 2 ** (attempts - 1), longest);
}
