/** The syncs to the disk that the program waits for, held until they are let go, counted, and made to fail. */
import { open } from 'node:fs/promises';
import { onTestFinished, vi } from 'vitest';

export interface HeldDisk {
  /** how many were begun */
  readonly syncs: number;
  /** every sync fails with it while it is set */
  fail: Error | undefined;
  /** lets the syncs end that wait and all that follow */
  letGo(): void;
  /** holds those that follow */
  hold(): void;
}

/** Until the end of the test. */
export async function holdDisk(): Promise<HeldDisk> {
  const handle = await open(import.meta.filename);
  const prototype = Object.getPrototypeOf(handle) as typeof handle;
  await handle.close();
  let letGo: () => void = () => undefined;
  let held = Promise.resolve();
  const hold = () => void (held = new Promise((resolve) => (letGo = resolve)));
  hold();
  const disk = {
    syncs: 0,
    fail: undefined as Error | undefined,
    letGo: () => letGo(),
    hold,
  };
  // Called below with the handle that it belongs to.
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const original = prototype.datasync;
  const spy = vi.spyOn(prototype, 'datasync').mockImplementation(async function (this: typeof handle) {
    disk.syncs++;
    await held;
    if (disk.fail) throw disk.fail;
    return original.call(this);
  });
  onTestFinished(() => void spy.mockRestore());
  return disk;
}
