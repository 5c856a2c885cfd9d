/** A server with a question of the day at 09:00 in Berlin. */
import { daily } from '../../commands/daily/index.ts';
import type { OptionValue } from '../../src/command.ts';
import type { Reply } from '../../src/message.ts';
import { nextOpenDue, timingOf } from '../../src/daily/plan.ts';
import type { Delivery } from '../../src/daily/store/delivery.ts';
import { type Schedule, findSchedule, saveSchedule } from '../../src/daily/store/schedule.ts';
import { EVERY_DAY } from '../../src/daily/weekdays.ts';
import { setTimeZone } from '../../src/guild/store.ts';
import { CHANNEL, GUILD, type TestApp, commandInput } from './app.ts';

export const BERLIN = 'Europe/Berlin';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The clock stands at 2026-11-23, 13:00 in Berlin: the first question comes tomorrow at 09:00, 08:00 UTC. */
export const FIRST_DUE = Date.UTC(2026, 10, 24, 8);

export const ORGANISERS_CHANNEL = '2999';

export function schedule(app: TestApp, rest: Partial<Schedule> = {}): Schedule {
  const guildId = rest.guildId ?? GUILD;
  setTimeZone(app.db, guildId, BERLIN);
  const { time = '09:00', days = EVERY_DAY } = rest;
  const timing = timingOf(app.db, { guildId, time, days });
  saveSchedule(app.db, {
    guildId,
    channelId: CHANNEL,
    time,
    nextDueAt: nextOpenDue(app.db, guildId, timing, app.now()).at,
    setupChannelId: ORGANISERS_CHANNEL,
    setupUserId: 'olga',
    ...rest,
  });
  const made = findSchedule(app.db, guildId);
  if (!made) throw new Error('the schedule was not kept');
  return made;
}

export function deliveries(app: TestApp): Delivery[] {
  return app.db.query.dailyDelivery.findMany().sync();
}

/** What an organiser sees after `/daily <subcommand>`. */
export async function runDaily(
  app: TestApp,
  subcommand: string,
  options: Record<string, OptionValue> = {},
  guildId: string | null = GUILD,
): Promise<Reply> {
  return daily.execute(commandInput(options, { subcommand, guildId }), app);
}
