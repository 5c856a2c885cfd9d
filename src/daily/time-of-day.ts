import { UserError } from '../errors.ts';
import { inert } from '../components.ts';
import { setupWords } from './setup/words.ts';

/**
 * A time of day, and the city or zone whose clock is meant, where one is written after it: `09:00 Berlin`, `6pm, New York`.
 * @returns the time as `HH:MM`, and the city as it was typed
 * @throws UserError when it begins with no time of day
 */
export function parseTimeAndCity(text: string): { time: string; city: string | undefined } {
  const [, time = text, city] =
    /^\s*(noon|midnight|\d{1,2}(?:[:.h]\d{2})?(?:\s*(?:am|pm|a\.m\.|p\.m\.)(?![a-z]))?)[\s,]+(?:in\s+)?(\S.*)$/i.exec(
      text,
    ) ?? [];
  return { time: parseTimeOfDay(time), city: city?.trim() };
}

/**
 * A time of day as people write it: `9`, `09:00`, `18.30`, `6:30pm`, `noon`.
 * @returns `HH:MM`
 * @throws UserError when it is none
 */
export function parseTimeOfDay(text: string): string {
  const typed = text.trim().toLowerCase();
  if (typed === 'noon') return '12:00';
  if (typed === 'midnight') return '00:00';
  const match = /^(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?$/.exec(typed);
  const [, hourText = '', minuteText = '0', half] = match ?? [];
  let hour = Number(hourText);
  const minute = Number(minuteText);
  const valid = match && minute < 60 && (half ? hour >= 1 && hour <= 12 : hour < 24);
  if (!valid) throw new UserError((reader) => setupWords(reader).noTime(inert(text)));
  if (half) hour = (hour % 12) + (half.startsWith('p') ? 12 : 0);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
