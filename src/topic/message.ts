/**
 * Finds the topic of a line of chat: a question, an error message, or some code with a story around it. A short text is looked
 * up as it stands, as one types it; in a longer one, what it is about stands in one of its parts.
 */
import type { TopicMatch, TopicSearch } from './search.ts';
import { GREETING } from './word-lists.ts';

/** As many characters as can be typed into a lookup, and as many parts as are worth a look. */
const LONGEST_PART = 300;
const MOST_PARTS = 40;
/** Of a longer text nothing more is read. */
const LONGEST_TEXT = 6000;
/** In a story, a word or two that a topic is called by are said in passing. */
const LEAST_WORDS_OF_PART = 3;

const CODE_BLOCK = /```(?:[\w+-]*\n)?([\s\S]*?)(?:```|$)/g;

export interface MessageMatch {
  /** the part of the text that was looked up, without Markdown; empty: the text has no words */
  asked: string;
  /** best first */
  matches: readonly TopicMatch[];
}

/** The topics that fit a message best, or the nearest where none fits. */
export function findForMessage(search: TopicSearch, message: string, limit: number): MessageMatch {
  const read = message.slice(0, LONGEST_TEXT);
  const text = withoutMarkdown(read);
  const whole = look(search, text, limit);
  const parts = [...codeIn(read), ...sentencesOf(text)].filter((part) => part.split(' ').length >= LEAST_WORDS_OF_PART);
  const found = [...new Set(parts)].slice(0, MOST_PARTS).map((part) => look(search, part, limit));
  // Of two that fit alike, the one that comes first is what the message is about.
  const [best] = [whole, ...found].filter(fits).sort((one, other) => scoreOf(other) - scoreOf(one));
  return best ?? whole;
}

function look(search: TopicSearch, text: string, limit: number): MessageMatch {
  const asked = withoutGreeting(text).slice(0, LONGEST_PART).trim();
  return { asked, matches: asked === '' ? [] : search.find(asked, limit) };
}

function fits({ matches: [best] }: MessageMatch): boolean {
  return best !== undefined && best.fit !== 'weak';
}

/** A name that is exact has no bound: it is worth more than any other fit, and no more than another name. */
function scoreOf({ matches: [best] }: MessageMatch): number {
  return Math.min(best?.score ?? 0, Number.MAX_VALUE);
}

/** What stands in code blocks and code spans: an error message, or a command. */
function codeIn(message: string): string[] {
  const blocks = [...message.matchAll(CODE_BLOCK)].map(([, code = '']) => code);
  const spans = [...message.replace(CODE_BLOCK, ' ').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  return [...blocks.flatMap((block) => [block, ...block.split('\n')]), ...spans]
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
}

/** Lines, and the sentences in them. */
function sentencesOf(text: string): string[] {
  return text
    .split('\n')
    .flatMap((line) => [line, ...line.split(/(?<=[.!?;:])\s+/)])
    .map(withoutGreeting);
}

function withoutGreeting(text: string): string {
  return text.replace(GREETING, '').trim();
}

/** The words alone: no mentions, emoji and addresses, and none of the signs that Discord takes for Markdown. */
function withoutMarkdown(message: string): string {
  return message
    .replace(/```[\w+-]*\n/g, '\n')
    .replace(/<(?:@[!&]?|#)\d+>|<a?:\w+:\d+>|<t:\d+(?::\w)?>|<\/[^:>]+:\d+>/g, ' ')
    .replace(/\[([^\]\n]+)\]\(<?https?:[^)\s]*\)/g, '$1')
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/`+|\*\*|__|~~|\|\|/g, '')
    .replace(/^(?:>{1,3}|#{1,3}|-#)\s+/gm, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}
