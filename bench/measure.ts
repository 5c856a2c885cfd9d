/** Small helpers for timing. Times are milliseconds. */

export interface Latency {
  p50: number;
  p99: number;
  perSecond: number;
}

/** Runs `total` calls with `inFlight` of them under way at once. */
export async function load(
  total: number,
  inFlight: number,
  call: (index: number) => Promise<unknown>,
): Promise<Latency> {
  const times: number[] = [];
  let next = 0;
  const worker = async () => {
    while (next < total) {
      const index = next++;
      const start = performance.now();
      await call(index);
      times.push(performance.now() - start);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: inFlight }, worker));
  const elapsed = performance.now() - start;
  return { ...quantiles(times), perSecond: (1000 * total) / elapsed };
}

/** Runs a synchronous call over and over. */
export function timeSync(total: number, call: (index: number) => unknown): { p50: number; p99: number } {
  const times: number[] = [];
  for (let index = 0; index < total; index++) {
    const start = performance.now();
    call(index);
    times.push(performance.now() - start);
  }
  return quantiles(times);
}

export function quantiles(times: number[]): { p50: number; p99: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
