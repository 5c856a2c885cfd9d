import { databaseWords } from '../db/words.ts';
import type { Locale } from '../language.ts';
import { healthWords } from './words.ts';
import type { Wrong } from './wrong.ts';

/** What is wrong and what to do about it, in whole sentences. */
export function troubleText(locale: Locale, wrong: Wrong): string {
  const words = healthWords(locale);
  switch (wrong.key) {
    case 'clockOff':
      return words.clockOff(wrong.aheadMs);
    case 'clockJumped':
      return words.clockJumped(wrong.jumpMs);
    case 'timeUnknown':
      return words.timeUnknown;
    case 'databaseFault':
      return databaseWords(locale).fault(wrong.fault);
    case 'diskFailing':
      return words.diskFailing(wrong.path, wrong.message);
    case 'databaseLost':
      return words.databaseLost;
    case 'notFollowing':
      return words.notFollowing;
    case 'setAside':
      return words.setAside(wrong.answers);
    case 'connectionBroken':
      return words.connectionBroken;
    case 'commandsRefused':
      return words.commandsRefused(wrong.message);
  }
}
