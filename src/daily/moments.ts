/** Moments as they are written for readers. */

/** "in 3 hours", in the reader's own words and time. @param instant UTC ms */
export function relative(instant: number): string {
  return `<t:${Math.floor(instant / 1000)}:R>`;
}

/** A date and time on the reader's own clock. @param instant UTC ms */
export function moment(instant: number): string {
  return `<t:${Math.floor(instant / 1000)}:f>`;
}

/** The time on the wall in a zone, which is not the one asked for where the clocks jump over that. @param at UTC ms */
export function localTime(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(at);
}
