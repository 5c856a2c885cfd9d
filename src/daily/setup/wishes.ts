/** What an organiser wants of the question of the day: what is named is changed, and everything else stays as it is. */
import { UserError } from '../../errors.ts';
import type { Sentence } from '../../language.ts';
import type { Catalogue } from '../../topic/catalogue.ts';
import { EVERYTHING, parseSubject } from '../../topic/subject.ts';
import { parseReveal } from '../reveal-time.ts';
import type { Schedule } from '../store/schedule.ts';
import { parseTimeAndCity } from '../time-of-day.ts';
import { parseTimeZone } from '../time-zone.ts';
import { EVERY_DAY, parseDays } from '../weekdays.ts';
import { setupWords } from './words.ts';

/** As it was chosen or typed; undefined: not named. */
export interface Wishes {
  channel?: string | undefined;
  /** with a city or without */
  time?: string | undefined;
  timezone?: string | undefined;
  days?: string | undefined;
  topic?: string | undefined;
  /** null: nobody is to be pinged */
  role?: string | null | undefined;
  reveal?: string | undefined;
  answers?: string | undefined;
  thread?: boolean | undefined;
}

/** What is the matter with one wish, in a sentence that says what to do. */
export interface Problem {
  wish: keyof Wishes;
  say: Sentence;
}

export type Settings = Pick<
  Schedule,
  'channelId' | 'time' | 'days' | 'subject' | 'roleId' | 'revealAfterHours' | 'locksAnswers' | 'opensThread'
>;

const USUAL = {
  days: EVERY_DAY,
  subject: null,
  roleId: null,
  revealAfterHours: null,
  locksAnswers: false,
  opensThread: false,
} satisfies Partial<Settings>;

export interface Settled {
  /** whole where there are no problems */
  settings: Partial<Settings>;
  /** the IANA name of the zone that was wished for */
  timeZone: string | undefined;
  problems: Problem[];
}

/** What the settings become. Each wish that cannot be read is a problem of its own. @param before undefined at first */
export function settle(catalogue: Catalogue, wishes: Wishes, before: Schedule | undefined): Settled {
  const problems: Problem[] = [];
  const read = <T>(wish: keyof Wishes, text: unknown, parse: (text: string) => T): T | undefined => {
    if (typeof text !== 'string') return undefined;
    try {
      return parse(text);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push({ wish, say: error.say });
      return undefined;
    }
  };
  const clock = read('time', wishes.time, parseTimeAndCity);
  const changes: { [Name in keyof Settings]: Settings[Name] | undefined } = {
    channelId: wishes.channel,
    time: clock?.time,
    days: read('days', wishes.days, parseDays),
    revealAfterHours: read('reveal', wishes.reveal, parseReveal),
    subject: read('topic', wishes.topic, (text) => {
      const { key } = parseSubject(catalogue, text);
      return key === EVERYTHING.key ? null : key;
    }),
    roleId: wishes.role,
    locksAnswers: wishes.answers === undefined ? undefined : wishes.answers === 'final',
    opensThread: wishes.thread,
  };
  const timeZone = read('timezone', wishes.timezone ?? clock?.city, parseTimeZone);
  const named = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  if (!before && wishes.channel === undefined)
    problems.push({ wish: 'channel', say: (reader) => setupWords(reader).needsChannel });
  if (!before && wishes.time === undefined)
    problems.push({ wish: 'time', say: (reader) => setupWords(reader).needsTime });
  return { settings: { ...(before ? settingsOf(before) : USUAL), ...named }, timeZone, problems };
}

export function settingsOf(schedule: Schedule): Settings {
  const { channelId, time, days, subject, roleId, revealAfterHours, locksAnswers, opensThread } = schedule;
  return { channelId, time, days, subject, roleId, revealAfterHours, locksAnswers, opensThread };
}
