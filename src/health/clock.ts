/** Whether the clock of this machine is right. */
import type { CheckedClock } from '../time/checked-clock.ts';
import type { Troubles } from './troubles.ts';

const CLOCK = 'clock';

/** Reports a clock that Discord contradicts, or that cannot be confirmed. Call it after each check. */
export function reportClock(clock: CheckedClock, troubles: Troubles): void {
  const [aheadMs, jumpMs] = [clock.aheadMs(), clock.jumpMs()];
  if (aheadMs !== 0) troubles.report(CLOCK, { key: 'clockOff', aheadMs });
  else if (jumpMs !== 0) troubles.report(CLOCK, { key: 'clockJumped', jumpMs });
  else if (clock.trust() === 'none') troubles.report(CLOCK, { key: 'timeUnknown' });
  else troubles.over(CLOCK);
}
