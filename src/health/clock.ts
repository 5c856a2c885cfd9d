/** Whether the clock of this machine is right, in words for the operator. */
import type { CheckedClock } from '../time/checked-clock.ts';
import type { Troubles } from './troubles.ts';

const CLOCK = 'clock';

/** Reports a clock that Discord contradicts, or of which nobody knows whether it is right. Call it after each check. */
export function reportClock(clock: CheckedClock, troubles: Troubles): void {
  const [aheadMs, jumpMs] = [clock.aheadMs(), clock.jumpMs()];
  if (aheadMs !== 0)
    troubles.report(
      CLOCK,
      `The clock of this machine is ${spanText(aheadMs)} ${aheadMs > 0 ? 'ahead of' : 'behind'} Discord's. ` +
        "Set it right; until then everything goes by Discord's.",
    );
  else if (jumpMs !== 0)
    troubles.report(
      CLOCK,
      `The clock of this machine has jumped ${jumpMs > 0 ? 'ahead' : 'back'} by ${spanText(jumpMs)}, and Discord cannot ` +
        'be asked what time it is. Nothing is posted, closed or left out until it can.',
    );
  else if (clock.trust() === 'none')
    troubles.report(
      CLOCK,
      'Discord cannot be asked what time it is. Nothing is posted, closed or left out until it can.',
    );
  else troubles.over(CLOCK);
}

const UNITS = [
  ['day', 24 * 60 * 60_000],
  ['hour', 60 * 60_000],
  ['minute', 60_000],
] as const;

/** "30 days", "1 hour", in the greatest unit that fits */
function spanText(ms: number): string {
  const [unit, size] = UNITS.find(([, one]) => Math.abs(ms) >= one) ?? (['minute', 60_000] as const);
  const count = Math.max(1, Math.round(Math.abs(ms) / size));
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
