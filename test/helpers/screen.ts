/** What a bot puts on people's screens: every text in what it sends to Discord. */
import type { RecordedRequest } from '../../src/small-discord/index.ts';
import type { Db } from '../../src/db/open.ts';
import type { Drawing } from '../../src/picture/picture.ts';
import { wrapCommandLine } from '../../src/command-line/wrap.ts';
import { PHONE_CODE_WIDTH } from '../../src/components.ts';

export interface Shown {
  /** where it stands, such as `embeds.0.title` */
  place: string;
  text: string;
}

/** Texts that people read, by the name of the field; `name` and `value` only where they are no data. */
const READ = new Set(['content', 'title', 'description', 'label', 'placeholder', 'text']);
const NAMED = /(^|\.)(fields|choices)\.\d+\.name$|^name$/;
const VALUES = /(^|\.)fields\.\d+\.value$/;

/** Every text of a request that people read. */
export function shownBy({ body }: Pick<RecordedRequest, 'body'>): Shown[] {
  const shown: Shown[] = [];
  const read = (value: unknown, path: readonly string[]): void => {
    if (typeof value === 'string') {
      const place = path.join('.');
      if (READ.has(path.at(-1) ?? '') || NAMED.test(place) || VALUES.test(place)) shown.push({ place, text: value });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) if (key !== 'emoji') read(item, [...path, key]);
    }
  };
  read(body, []);
  return shown;
}

/** Every text of a picture but those of a pack's own diagram. */
export function drawnBy(drawing: Drawing): Shown[] {
  if (drawing.kind === 'diagram') return [];
  const { chart } = drawing;
  const texts =
    drawing.kind === 'bars'
      ? drawing.chart.bars.flatMap(({ label, note = '' }) => [label, note])
      : drawing.chart.rows.map(({ label }) => label).concat(drawing.chart.caption);
  return [chart.title, ...texts].map((text) => ({ place: `picture (${drawing.kind})`, text }));
}

interface Localised {
  name: string;
  description?: string;
  description_localizations?: Record<string, string> | null;
  name_localizations?: Record<string, string> | null;
  options?: Localised[];
  choices?: Localised[];
}

/** The descriptions of a command, its options and the names of its choices, as somebody with this language reads them. */
export function describedBy(command: object, locale: string, path = ''): Shown[] {
  const { name, description, description_localizations: texts, options = [], choices = [] } = command as Localised;
  const place = `${path}/${name}`;
  return [
    ...(description === undefined ? [] : [{ place, text: texts?.[locale] ?? description }]),
    ...choices.map((one) => ({ place: `${place} ${one.name}`, text: one.name_localizations?.[locale] ?? one.name })),
    ...options.flatMap((option) => describedBy(option, locale, place)),
  ];
}

/** A text without mentions, moments, addresses and Markdown. */
const plain = (text: string) =>
  text
    .replace(/<(?:t:|@|#|\/)[^>]+>|https?:\/\/[^\s)]+/g, ' ')
    .replace(/[*_`~>#|\\]/g, '')
    .replace(/\s+/g, ' ');
/** Without signs, numbers and the letter of an option around it. */
const trimmed = (text: string) => text.replace(/^(?:\P{L}+|[A-F](?:\P{L}|$))+/u, '').replace(/\P{L}+$/u, '');

/** What packs say. */
export interface Content {
  /** What of a text is from no pack. */
  strangeIn(text: string): string[];
}

/** @param others texts that are no prose of the bot's: what people typed, names of places, examples */
export function readContent(db: Db, others: readonly string[]): Content {
  const lines = new Set<string>();
  const learn = (text: string) => {
    // Where one option is shown at a time, nobody is asked to choose; code stands in one line where there is no more, and a long
    // command line in several.
    const alone = text.replace(/\s*\(?Choose all that apply\.?\)?/i, '');
    const folded = wrapCommandLine(text, PHONE_CODE_WIDTH).split('\n');
    const readings = [
      ...[...text.split('\n'), ...alone.split('\n'), ...folded],
      ...[text, alone, text.replace(/```\w*\n/g, '')],
    ];
    for (const reading of readings) lines.add(trimmed(plain(reading)));
  };
  const learnAll = (value: unknown): void => {
    if (typeof value === 'string') learn(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(learnAll);
  };
  for (const table of ['pack', 'topic', 'question_revision']) {
    for (const row of db.$client.prepare<[], Record<string, unknown>>(`select * from ${table}`).iterate()) {
      for (const value of Object.values(row)) {
        learnAll(typeof value === 'string' && /^[[{]/.test(value) ? (JSON.parse(value) as unknown) : value);
      }
    }
  }
  // What true-false questions are answered with is said by the bot.
  for (const own of ['True', 'False']) lines.delete(own);
  others.forEach(learn);
  const all = [...lines];

  const isKnown = (part: string): boolean => {
    const text = trimmed(plain(part));
    if (!/\p{L}{2,}/u.test(text) || lines.has(text)) return true;
    return /…\W*$/u.test(part) && all.some((line) => line.startsWith(text));
  };
  /** @param separators of what a view puts side by side, the widest first */
  const strangeIn = (text: string, [separator, ...narrower]: readonly string[]): string[] => {
    if (isKnown(text)) return [];
    return separator === undefined ? [text] : text.split(separator).flatMap((part) => strangeIn(part, narrower));
  };
  return { strangeIn: (text) => strangeIn(text, ['\n', ' · ', ' (', ': ', ', ']) };
}
