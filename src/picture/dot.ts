/**
 * Puts the project's theme into a plain DOT: defaults after the first brace, the attributes of a class beside
 * `class=…`, the palette's values for colour names, title and caption taken out for the card. Lines stay where they
 * are, so that a message of Graphviz names the author's line.
 */
import { CLASSES, DEFAULTS, PALETTE, type ColourName } from './theme.ts';

/** A mistake in a diagram's DOT. The message is a whole sentence for its author and names the line, if there is one. */
export class DiagramError extends Error {
  override readonly name = 'DiagramError';
  /** Counted from 1. */
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(line === undefined ? message : `Line ${line}: ${message}`);
    this.line = line;
  }
}

export interface ThemedDot {
  dot: string;
  /** The root graph's `title` and `caption`, each "" when there is none; "\n" breaks a line. */
  title: string;
  caption: string;
}

interface Token {
  kind: 'name' | 'string' | 'html' | 'mark' | 'skip';
  text: string;
  line: number;
}

const TOKEN =
  /(?<skip>\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?<=^|\n)#[^\n]*)|(?<string>"(?:\\[\s\S]|[^"\\])*")|(?<name>[\p{L}_\d.][\p{L}_\d.]*|-[\d.]+)|(?<mark>->|--|[\s\S])/uy;

function readTokens(dot: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  for (let at = 0; at < dot.length;) {
    const token: Token = dot[at] === '<' ? readHtml(dot, at, line) : readToken(dot, at, line);
    tokens.push(token);
    at += token.text.length;
    line += token.text.split('\n').length - 1;
  }
  return tokens;
}

function readToken(dot: string, at: number, line: number): Token {
  TOKEN.lastIndex = at;
  const match = TOKEN.exec(dot);
  const text = match?.[0] ?? dot.slice(at);
  if (text.startsWith('"') && match?.groups?.['string'] === undefined)
    throw new DiagramError('the quotation mark " that opens here is never closed.', line);
  const kind = (['skip', 'string', 'name'] as const).find((name) => match?.groups?.[name] !== undefined) ?? 'mark';
  return { kind, text, line };
}

/** `<…>` may hold further pairs of angle brackets. */
function readHtml(dot: string, at: number, line: number): Token {
  let depth = 0;
  for (let end = at; end < dot.length; end++) {
    if (dot[end] === '<') depth++;
    if (dot[end] === '>' && --depth === 0) return { kind: 'html', text: dot.slice(at, end + 1), line };
  }
  throw new DiagramError('the label that begins with "<" here is never closed with ">".', line);
}

const COLOUR_ATTRIBUTES = new Map<string, 'line' | 'fill' | 'text'>([
  ['color', 'line'],
  ['pencolor', 'line'],
  ['fillcolor', 'fill'],
  ['fontcolor', 'text'],
]);
const SET_BY_THEME = new Set(['bgcolor', 'fontname', 'fontpath', 'colorscheme', 'stylesheet', 'image', 'dpi', 'size']);

type Kind = keyof typeof CLASSES;

/**
 * Applies the theme to an author's DOT. Throws `DiagramError` for an unknown class or colour, an attribute that is the
 * theme's business, and a quotation mark or bracket that is never closed; other mistakes are left for Graphviz to find.
 */
export function themeDot(dot: string): ThemedDot {
  const themed: ThemedDot = { dot: '', title: '', caption: '' };
  let depth = 0;
  let inList = false;
  /** Whether the statement that is being read joins nodes, or sets defaults for `node`, `edge` or `graph`. */
  let kind: Kind = 'cluster';
  let before: Token | undefined;
  let beforeThat: Token | undefined;

  for (const token of readTokens(dot)) {
    if (token.kind === 'skip') {
      themed.dot += token.text;
      continue;
    }
    const isValue = before?.kind === 'mark' && before.text === '=' && beforeThat?.kind === 'name';
    themed.dot += isValue ? themedValue(beforeThat?.text ?? '', token, inList ? kind : 'cluster') : token.text;

    if (token.kind === 'mark') {
      if (token.text === '{' && depth++ === 0) themed.dot += defaults();
      if (token.text === '}') depth--;
      if (token.text === '[') inList = true;
      if (token.text === ']') inList = false;
      if (token.text === '->' || token.text === '--') kind = 'edge';
    } else if (isValue && depth === 1 && !inList) {
      const name = beforeThat?.text;
      if (name === 'title' || name === 'caption') themed[name] = plainText(token);
    } else if (!inList && !joins(before)) {
      kind = statementKind(token);
    }
    beforeThat = before;
    before = token;
  }
  return themed;
}

/** Whether the next name goes on with the statement instead of beginning one. */
const joins = (token: Token | undefined): boolean => token?.kind === 'mark' && /^(->|--|=|:)$/.test(token.text);

function statementKind(token: Token): Kind {
  const word = token.text.toLowerCase();
  if (word === 'edge') return 'edge';
  return word === 'graph' || word === 'subgraph' ? 'cluster' : 'node';
}

/** A string without its quotes; `\\n` breaks the line, a break in the file is a space. */
function plainText(token: Token): string {
  const text = token.kind === 'string' ? token.text.slice(1, -1) : token.text;
  return text
    .replace(/\\\r?\n/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?\\[nlr] ?/g, '\n')
    .replace(/\\(.)/g, '$1')
    .trim();
}

function themedValue(attribute: string, token: Token, kind: Kind): string {
  const value = plainText(token);
  if (SET_BY_THEME.has(attribute)) throw new DiagramError(`the theme sets "${attribute}"; leave it out.`, token.line);
  const part = COLOUR_ATTRIBUTES.get(attribute);
  if (part) {
    if (!Object.hasOwn(PALETTE, value))
      throw new DiagramError(
        `the colour "${value}" is not in the palette; there are ${Object.keys(PALETTE).join(', ')}.`,
        token.line,
      );
    return `"${PALETTE[value as ColourName][part]}"`;
  }
  // Room between a line and its label, which Graphviz sets close to it.
  if (attribute === 'label' && kind === 'edge' && token.kind === 'string')
    return `" ${token.text.slice(1, -1).replaceAll('\\n', ' \\n ')} "`;
  if (attribute !== 'class') return token.text;

  const known = CLASSES[kind];
  const attributes = value.split(' ').map((name) => {
    const found = Object.hasOwn(known, name) ? known[name] : undefined;
    if (found) return found;
    const names = Object.keys(known).join(', ');
    throw new DiagramError(`there is no class "${name}" for a ${kind}; there are ${names}.`, token.line);
  });
  // A semicolon separates attributes in a list, and statements outside of one.
  return [token.text, ...attributes.map(written)].join('; ');
}

const written = (attributes: Record<string, string | number>): string =>
  Object.entries(attributes)
    .map(([name, value]) => `${name}="${value}"`)
    .join('; ');

function defaults(): string {
  return ` ${Object.entries(DEFAULTS)
    .map(([what, attributes]) => `${what} [${written(attributes)}];`)
    .join(' ')}`;
}
