/** Takes a shell line apart as bash does, as far as a study question needs it: quotes, redirections, operators. */

export interface Word {
  /** what the program gets: without its quotes; `$VARIABLES` and `$(…)` stay as they are */
  text: string;
  offset: number;
  /** holds `<name>`, which stands for something that the reader puts in */
  isPlaceholder: boolean;
  /** not in quotes from its first character: `KEY=value` is an assignment only then */
  isBare: boolean;
}

export interface Redirect {
  operator: string;
  target: string;
}

/** What is missing from a command line that ends too early. */
export type Unfinished = 'file' | 'quotation' | 'parenthesis';

/** One simple command: what stands between two operators. */
export interface Piece {
  words: Word[];
  redirects: Redirect[];
  /** what is inside `$(…)` and backticks */
  inner: { text: string; offset: number }[];
  /** the operator that ends it: `|`, `&&`, `;`, a new line; '' at the end of the text */
  operator: string;
  /** where the next piece begins */
  end: number;
  /** why it could not be read to its end */
  broken?: Unfinished;
}

const OPERATOR = /\|\||\|&|\||&&|&(?!>)|;;?|\r?\n|[()]/y;
const REDIRECT = /\d*(?:&>>?|<<<|<<-?|>>|>\||[<>]&?)/y;
const PLACEHOLDER = /<(?:[\p{L}][^<>|&;\n]{0,60}[^\s<>|&;]|\p{L}|…|\.{3})>/uy;
const CONTINUATION = /\\\r?\n/y;

/** Reads the simple command that begins at `start`. */
export function splitShell(text: string, start = 0): Piece {
  const piece: Piece = { words: [], redirects: [], inner: [], operator: '', end: text.length };
  const reader = new Reader(text, start, piece);
  for (;;) {
    reader.skipBlanks();
    if (reader.isAtEnd()) return piece;
    const operator = reader.take(OPERATOR);
    if (operator !== undefined) {
      piece.operator = operator.trim() === '' ? '\n' : operator;
      piece.end = reader.at;
      return piece;
    }
    const redirect = reader.isAt(PLACEHOLDER) ? undefined : reader.take(REDIRECT);
    if (redirect === undefined) {
      piece.words.push(reader.word());
    } else {
      reader.skipBlanks();
      const target = reader.isAtEnd() || reader.isAt(OPERATOR) ? '' : reader.word().text;
      if (target === '') piece.broken ??= 'file';
      piece.redirects.push({ operator: redirect.replace(/^1(?=>)|^0(?=<)/, ''), target });
    }
  }
}

class Reader {
  at: number;
  private readonly text: string;
  private readonly piece: Piece;

  constructor(text: string, start: number, piece: Piece) {
    this.text = text;
    this.at = start;
    this.piece = piece;
  }

  isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  isAt(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    return pattern.test(this.text);
  }

  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) return undefined;
    this.at += found.length;
    return found;
  }

  /** Skips to the next word, past a comment if there is one. */
  skipBlanks(): void {
    while (!this.isAtEnd()) {
      if (this.take(/(?:[^\S\r\n]|\r(?!\n))+/y) === undefined && this.take(CONTINUATION) === undefined) break;
    }
    this.take(/#[^\n]*/y);
  }

  word(): Word {
    const word: Word = { text: '', offset: this.at, isPlaceholder: false, isBare: !this.isAt(/["'\\]/y) };
    while (!this.isAtEnd() && !this.isAt(/\s/y)) {
      if (this.take(CONTINUATION) !== undefined) continue;
      const placeholder = this.take(PLACEHOLDER);
      if (placeholder !== undefined) {
        word.text += placeholder;
        word.isPlaceholder = true;
      } else if (this.isAt(OPERATOR) || this.isAt(/&?[<>]/y)) {
        break;
      } else {
        word.text += this.next();
      }
    }
    return word;
  }

  /** The next character of a word, or the whole of what is quoted or substituted. */
  private next(): string {
    const char = this.text[this.at] ?? '';
    if (char === "'") return this.until("'");
    if (char === '"') return this.doubleQuoted();
    if (char === '`') return `\`${this.substitution(this.at + 1, this.until('`'))}\``;
    if (char === '$' && this.text[this.at + 1] === '(') return this.parenthesised();
    if (char === '\\' && this.at + 1 < this.text.length) {
      this.at += 2;
      return this.text[this.at - 1] ?? '';
    }
    this.at++;
    return char;
  }

  private until(quote: string): string {
    const start = this.at + 1;
    const end = this.text.indexOf(quote, start);
    if (end === -1) this.piece.broken ??= 'quotation';
    this.at = end === -1 ? this.text.length : end + 1;
    return this.text.slice(start, end === -1 ? undefined : end);
  }

  private doubleQuoted(): string {
    let content = '';
    this.at++;
    while (!this.isAtEnd()) {
      const char = this.text[this.at] ?? '';
      if (char === '"') {
        this.at++;
        return content;
      }
      if (this.take(CONTINUATION) !== undefined) continue;
      if (char === '\\' && /["$`\\]/.test(this.text[this.at + 1] ?? '')) {
        content += this.text[this.at + 1] ?? '';
        this.at += 2;
      } else if (char === '$' && this.text[this.at + 1] === '(') {
        content += this.parenthesised();
      } else {
        content += char;
        this.at++;
      }
    }
    this.piece.broken ??= 'quotation';
    return content;
  }

  private parenthesised(): string {
    const start = this.at;
    let depth = 0;
    let quote = '';
    for (this.at++; !this.isAtEnd(); this.at++) {
      const char = this.text[this.at] ?? '';
      if (quote !== '') quote = char === quote ? '' : quote;
      else if (char === '"' || char === "'") quote = char;
      else if (char === '(') depth++;
      else if (char === ')' && --depth === 0) {
        this.at++;
        this.substitution(start + 2, this.text.slice(start + 2, this.at - 1));
        return this.text.slice(start, this.at);
      }
    }
    this.piece.broken ??= 'parenthesis';
    return this.text.slice(start);
  }

  private substitution(offset: number, text: string): string {
    this.piece.inner.push({ text, offset });
    return text;
  }
}
