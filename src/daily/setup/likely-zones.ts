/** Time zones in which a server probably is, by the language that it reads. */
import type { Choice } from '../../message.ts';
import { MOST_SHOWN } from '../../components.ts';
import type { Locale } from '../../language.ts';
import { suggestTimeZones, zonesNamed } from '../time-zone.ts';

const AMERICAN = 'America/New_York America/Chicago America/Denver America/Los_Angeles';
const SPANISH = 'America/Mexico_City America/Bogota America/Lima America/Santiago America/Argentina/Buenos_Aires';

/** The zones of the countries where most people read a language, by Discord's name for it. */
const LIKELY: Readonly<Record<Locale, string>> = {
  bg: 'Europe/Sofia',
  cs: 'Europe/Prague',
  da: 'Europe/Copenhagen',
  de: 'Europe/Berlin Europe/Vienna Europe/Zurich',
  el: 'Europe/Athens',
  'en-GB': 'Europe/London Europe/Dublin Australia/Sydney Pacific/Auckland Africa/Johannesburg',
  'en-US': AMERICAN,
  'es-419': SPANISH,
  'es-ES': `Europe/Madrid ${SPANISH}`,
  fi: 'Europe/Helsinki',
  fr: 'Europe/Paris Europe/Brussels Europe/Zurich America/Toronto Africa/Abidjan',
  hi: 'Asia/Kolkata',
  hr: 'Europe/Zagreb',
  hu: 'Europe/Budapest',
  id: 'Asia/Jakarta Asia/Makassar',
  it: 'Europe/Rome Europe/Zurich',
  ja: 'Asia/Tokyo',
  ko: 'Asia/Seoul',
  lt: 'Europe/Vilnius',
  nl: 'Europe/Amsterdam Europe/Brussels',
  no: 'Europe/Oslo',
  pl: 'Europe/Warsaw',
  'pt-BR': 'America/Sao_Paulo America/Manaus Europe/Lisbon',
  ro: 'Europe/Bucharest Europe/Chisinau',
  ru: 'Europe/Moscow Asia/Yekaterinburg Asia/Novosibirsk Asia/Vladivostok Asia/Almaty',
  'sv-SE': 'Europe/Stockholm',
  th: 'Asia/Bangkok',
  tr: 'Europe/Istanbul',
  uk: 'Europe/Kyiv',
  vi: 'Asia/Ho_Chi_Minh',
  'zh-CN': 'Asia/Shanghai Asia/Singapore',
  'zh-TW': 'Asia/Taipei Asia/Hong_Kong',
};

/** Zones to choose from: those where the language is read go first, then one for most places where people are awake. */
export function likelyZones(locale: Locale): Choice[] {
  const likely = zonesNamed((LIKELY[locale] ?? '').split(' '));
  const others = suggestTimeZones('').filter(({ value }) => !likely.some((zone) => zone.value === value));
  return [...likely, ...others].slice(0, MOST_SHOWN);
}
