/** Discord's Markdown within a line. Whatever is not understood stays text. */
import type { Inline } from './nodes.ts';

interface Rule {
  pattern: RegExp;
  make: (match: RegExpExecArray, depth: number) => Inline | undefined;
}

/** Nobody nests this deep on purpose. */
const DEEPEST = 12;

const wrap =
  (type: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler') =>
  (match: RegExpExecArray, depth: number): Inline => ({ type, children: parseInline(match[1] ?? '', depth + 1) });

// Tried in this order at each place. All are sticky: they match where the parser stands.
const RULES: readonly Rule[] = [
  { pattern: /\\([^A-Za-z0-9\s])/y, make: ([, text = '']) => ({ type: 'text', text }) },
  {
    pattern: /(`+)([^`](?:[\s\S]*?[^`])?|[^`])\1(?!`)/y,
    make: ([, , text = '']) => ({ type: 'code', text: text.replace(/^ (?=`)|(?<=`) $/g, '') }),
  },
  { pattern: /<@!?(\d{1,20})>/y, make: ([, id = '']) => ({ type: 'user', id }) },
  { pattern: /<@&(\d{1,20})>/y, make: ([, id = '']) => ({ type: 'role', id }) },
  { pattern: /<#(\d{1,20})>/y, make: ([, id = '']) => ({ type: 'channel', id }) },
  { pattern: /<\/([^:>\n]{1,100}):\d{1,20}>/y, make: ([, name = '']) => ({ type: 'command', name }) },
  { pattern: /<a?:(\w{2,32}):\d{1,20}>/y, make: ([, name = '']) => ({ type: 'emoji', name }) },
  {
    pattern: /<t:(-?\d{1,14})(?::([tTdDfFR]))?>/y,
    make: ([, seconds = '', style = 'f']) => ({ type: 'time', seconds: Number(seconds), style }),
  },
  { pattern: /@(?:everyone|here)\b/y, make: ([text]) => ({ type: 'everyone', text }) },
  {
    pattern:
      /\[((?:\\.|[^[\]\\\n]|\[[^[\]\n]*\])+)\]\(\s*<?(https?:\/\/[^\s<>)]+(?:\([^\s<>)]*\))?[^\s<>)]*)>?(?:\s+"[^"\n]*")?\s*\)/y,
    make: ([, text = '', url = ''], depth) => link(url, parseInline(text, depth + 1)),
  },
  { pattern: /<(https?:\/\/[^\s<>]+)>/y, make: ([, url = '']) => link(url) },
  {
    pattern: /https?:\/\/[^\s<>"|`*]+/y,
    make: ([matched]) => link(trimmedUrl(matched)),
  },
  { pattern: /\*\*((?:\\.|[^\\])+?)\*\*(?!\*)/y, make: wrap('bold') },
  { pattern: /__((?:\\.|[^\\])+?)__(?!_)/y, make: wrap('underline') },
  { pattern: /\*(?=\S)((?:\*\*|\\.|[^*\\])+?)(?<=\S)\*(?!\*)/y, make: wrap('italic') },
  { pattern: /(?<!\w)_((?:__|\\.|[^_\\])+?)_(?!\w)/y, make: wrap('italic') },
  { pattern: /~~((?:\\.|[^\\])+?)~~/y, make: wrap('strike') },
  { pattern: /\|\|((?:\\.|[^\\])+?)\|\|/y, make: wrap('spoiler') },
];

/** A character at which a rule may begin. */
const SPECIAL = /[\\`<@[h*_~|]/g;

export function parseInline(source: string, depth = 0): Inline[] {
  const nodes: Inline[] = [];
  let text = '';
  const flush = () => {
    if (text) nodes.push({ type: 'text', text });
    text = '';
  };
  let at = 0;
  while (at < source.length) {
    SPECIAL.lastIndex = at;
    const special = depth > DEEPEST ? null : SPECIAL.exec(source);
    const next = special?.index ?? source.length;
    text += source.slice(at, next);
    at = next;
    if (!special) break;
    const found = ruleAt(source, at, depth);
    if (found) {
      if (found.node.type === 'text') text += found.node.text;
      else {
        flush();
        nodes.push(found.node);
      }
      at += found.length;
    } else {
      text += source[at];
      at++;
    }
  }
  flush();
  return nodes;
}

function ruleAt(source: string, at: number, depth: number): { node: Inline; length: number } | undefined {
  for (const { pattern, make } of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (!match) continue;
    const node = make(match, depth);
    if (!node) continue;
    // A bare address does not include the punctuation behind it.
    const isBare = node.type === 'link' && match[0].startsWith('http');
    return { node, length: isBare ? trimmedUrl(match[0]).length : match[0].length };
  }
  return undefined;
}

/** @returns undefined for what is no address of the web */
function link(url: string, children: Inline[] = [{ type: 'text', text: url }]): Inline | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? { type: 'link', url: href, children } : undefined;
}

function trimmedUrl(matched: string): string {
  const url = matched.replace(/[.,:;!?'\]]+$/, '');
  return url.endsWith(')') && !url.includes('(') ? url.slice(0, -1) : url;
}
