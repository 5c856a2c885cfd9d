/** Discord's Markdown to a tree: blocks here, what is within a line in inline.ts. */
import { parseInline } from './inline.ts';
import type { Block, ListItem } from './nodes.ts';

const FENCE = /```(?:([A-Za-z0-9_+\-.#]+)\n)?\n?([\s\S]*?)\n?```\n?/g;
const HEADING = /^(#{1,3})\s+(.+?)\s*#*$/;
const SUBTEXT = /^-#\s+(.+)$/;
const QUOTE = /^>\s(.*)$/;
const ITEM = /^(\s*)(?:([-*])|(\d{1,9})[.)])\s+(.*)$/;

export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  for (const match of source.matchAll(FENCE)) {
    const [whole, language = '', text = ''] = match;
    if (text.trim() === '') continue;
    blocks.push(...parseLines(source.slice(at, match.index)));
    blocks.push({ type: 'code', language, text });
    at = match.index + whole.length;
  }
  blocks.push(...parseLines(source.slice(at)));
  return blocks;
}

function parseLines(source: string): Block[] {
  const lines = source.replaceAll('\r', '').split('\n');
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const flush = () => {
    const text = paragraph.join('\n').replace(/^\n+|\n+$/g, '');
    if (text.trim()) blocks.push({ type: 'paragraph', content: parseInline(text) });
    paragraph = [];
  };
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line.startsWith('>>> ')) {
      flush();
      blocks.push({ type: 'quote', blocks: parseLines([line.slice(4), ...lines.slice(index + 1)].join('\n')) });
      return blocks;
    }
    const one = parseLine(line);
    if (one) {
      flush();
      blocks.push(one);
      continue;
    }
    const quoted = takeWhile(lines, index, QUOTE);
    if (quoted.length > 0) {
      flush();
      const inner = quoted.map((quote) => QUOTE.exec(quote)?.[1] ?? '').join('\n');
      blocks.push({ type: 'quote', blocks: parseLines(inner) });
      index += quoted.length - 1;
      continue;
    }
    const items = takeWhile(lines, index, ITEM);
    if (items.length > 0) {
      flush();
      blocks.push(...parseList(items));
      index += items.length - 1;
      continue;
    }
    // An empty line ends a paragraph.
    if (line.trim() === '') flush();
    else paragraph.push(line);
  }
  flush();
  return blocks;
}

function parseLine(line: string): Block | undefined {
  const heading = HEADING.exec(line);
  if (heading) {
    const level = (heading[1]?.length ?? 1) as 1 | 2 | 3;
    return { type: 'heading', level, content: parseInline(heading[2] ?? '') };
  }
  const subtext = SUBTEXT.exec(line);
  return subtext ? { type: 'subtext', content: parseInline(subtext[1] ?? '') } : undefined;
}

function takeWhile(lines: readonly string[], from: number, pattern: RegExp): string[] {
  let to = from;
  while (to < lines.length && pattern.test(lines[to] ?? '')) to++;
  return lines.slice(from, to);
}

/** Lines that are all items; what is indented further belongs to the item before. */
function parseList(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  const base = indentOf(lines[0]);
  let current: Extract<Block, { type: 'list' }> | undefined;
  for (let index = 0; index < lines.length; index++) {
    const [, , , number, text = ''] = ITEM.exec(lines[index] ?? '') ?? [];
    const ordered = number !== undefined;
    if (!current || current.ordered !== ordered) {
      current = { type: 'list', ordered, start: Number(number ?? 1), items: [] };
      blocks.push(current);
    }
    const item: ListItem = { content: parseInline(text), inner: [] };
    current.items.push(item);
    let end = index + 1;
    while (end < lines.length && indentOf(lines[end]) > base) end++;
    if (end > index + 1) item.inner = parseList(lines.slice(index + 1, end));
    index = end - 1;
  }
  return blocks;
}

function indentOf(line = ''): number {
  return /^\s*/.exec(line)?.[0].length ?? 0;
}
