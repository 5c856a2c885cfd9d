/** What the clocks of a zone show, by Intl alone: a second opinion on the program's own reckoning. */

const MINUTE = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

export function wallClock(instant: number, timeZone: string): { date: string; time: string } {
  let format = formats.get(timeZone);
  if (!format) {
    // Sweden writes dates as ISO does: 2026-11-23 09:00
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    formats.set(timeZone, format);
  }
  const [date = '', time = ''] = format.format(instant).split(' ');
  return { date, time };
}

/** Every instant at which the wall shows this date and time: none in a gap, two where the clocks go back. */
export function findInstants(date: string, time: string, timeZone: string): number[] {
  const asUtc = Date.parse(`${date}T${time}Z`);
  const found: number[] = [];
  // Offsets lie between -12 and +14 hours and are whole quarters of an hour.
  for (let offset = -12 * 60; offset <= 14 * 60; offset += 15) {
    const instant = asUtc - offset * MINUTE;
    const wall = wallClock(instant, timeZone);
    if (wall.date === date && wall.time === time) found.push(instant);
  }
  return found.sort((a, b) => a - b);
}
