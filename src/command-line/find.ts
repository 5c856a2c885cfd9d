import { inert } from '../components.ts';
import type { Grammar } from './grammar.ts';
import { type Mode, isRefusal, parseCommandLine, skipPrefix } from './parse.ts';
import { inEnglish } from './remark.ts';
import { type Piece, splitShell } from './split.ts';

/** A command line as it stands in a text. */
export interface FoundCommandLine {
  /** from the program's name to its end, without prompt, `sudo` and variables */
  text: string;
  /** in a fenced block it is whole; in running text it may be a mention only */
  mode: Exclude<Mode, 'typed'>;
  offset: number;
  /** counted from 1 */
  line: number;
}

/** Words of the shell, and commands that run another one, which may stand before the program. */
const BEFORE_PROGRAM = new Set(['do', 'then', 'else', 'if', 'while', '!', '{', 'time', 'exec', 'nohup', 'watch']);

/** Finds every command line of a program in a Markdown text: in inline code and in fenced blocks. */
export function findCommandLines(markdown: string, program: string): FoundCommandLine[] {
  const found: Omit<FoundCommandLine, 'line'>[] = [];
  let running = markdown;
  for (const { start, end } of fencedBlocks(markdown)) {
    found.push(...inBlock(markdown.slice(start, end), start, program));
    running = running.slice(0, start) + markdown.slice(start, end).replace(/[^\n]/g, ' ') + running.slice(end);
  }
  for (const { 0: whole, 1: marks = '', 2: code = '', index } of running.matchAll(
    /(?<!`)(`+)(?!`)((?:[^`\n]|\n(?!\s*\n))+)\1(?!`)/g,
  )) {
    const lead = /^\s*(?:\$ )?/.exec(code)?.[0].length ?? 0;
    const offset = index + marks.length + lead;
    if (whole.includes(program)) found.push(...inShell(code.slice(lead), offset, 'mentioned', program).lines);
  }
  found.sort((one, other) => one.offset - other.offset);
  return found.map((entry) => ({ ...entry, line: markdown.slice(0, entry.offset).split('\n').length }));
}

/** The insides of the fenced blocks, from the line after the opening fence to the closing one. */
export function fencedBlocks(markdown: string): { start: number; end: number }[] {
  const blocks: { start: number; end: number }[] = [];
  let open: { fence: string; start: number } | undefined;
  let offset = 0;
  for (const line of markdown.split('\n')) {
    const fence = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined && !open) open = { fence, start: offset + line.length + 1 };
    else if (open && fence?.startsWith(open.fence)) {
      blocks.push({ start: open.start, end: offset });
      open = undefined;
    }
    offset += line.length + 1;
  }
  if (open && open.start < markdown.length) blocks.push({ start: open.start, end: markdown.length });
  return blocks;
}

/** In a block with `$ ` prompts only the lines behind them are commands; the others are what the commands print. */
function inBlock(block: string, offset: number, program: string): Omit<FoundCommandLine, 'line'>[] {
  const found: Omit<FoundCommandLine, 'line'>[] = [];
  const lines = block.split('\n');
  const hasPrompt = lines.some((line) => /^\s*\$ /.test(line));
  let start = 0;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const lead = /^\s*(?:\$ )?/.exec(line)?.[0].length ?? 0;
    const isCommand = !line.trimStart().startsWith('#') && (!hasPrompt || /^\s*\$ /.test(line));
    let whole = line;
    if (isCommand) {
      let read = inShell(whole.slice(lead), offset + start + lead, 'shown', program);
      while (index + 1 < lines.length && (/\\$/.test(whole.trimEnd()) || (read.isBroken && read.lines.length > 0))) {
        whole += `\n${lines[++index] ?? ''}`;
        read = inShell(whole.slice(lead), offset + start + lead, 'shown', program);
      }
      found.push(...read.lines);
      // What stands between `<<EOF` and EOF is a file's content.
      const end =
        read.hereDocument === undefined
          ? -1
          : lines.findIndex((text, at) => at > index && text.trim() === read.hereDocument);
      for (; index < end; index++) whole += `\n${lines[index + 1] ?? ''}`;
    }
    start += whole.length + 1;
  }
  return found;
}

interface ShellText {
  lines: Omit<FoundCommandLine, 'line'>[];
  isBroken: boolean;
  hereDocument?: string | undefined;
}

/** Takes a shell text apart at `|`, `&&`, `;` and inside `$(…)`. */
function inShell(text: string, offset: number, mode: FoundCommandLine['mode'], program: string): ShellText {
  const result: ShellText = { lines: [], isBroken: false };
  for (let at = 0; at < text.length;) {
    const piece = splitShell(text, at);
    const start = programOf(piece, program);
    if (start !== undefined) {
      const end = piece.end - (piece.operator === '\n' ? 1 : piece.operator.length);
      const isWhole = mode === 'shown' && start.isWhole;
      const line = withoutComment(text.slice(start.offset, end));
      result.lines.push({ text: line, mode: isWhole ? 'shown' : 'mentioned', offset: offset + start.offset });
    }
    for (const inner of piece.inner) {
      const read = inShell(inner.text, offset + inner.offset, mode, program);
      result.lines.push(...read.lines);
    }
    result.isBroken ||= piece.broken !== undefined;
    result.hereDocument ??= piece.redirects.find(({ operator }) => /^\d*<<-?$/.test(operator))?.target;
    at = piece.end;
  }
  return result;
}

/** Where the program's name stands in a piece, if the piece is a command line of it. */
function programOf(piece: Piece, program: string): { offset: number; isWhole: boolean } | undefined {
  let { words } = skipPrefix(piece.words);
  while (words[0] && BEFORE_PROGRAM.has(words[0].text)) words = skipPrefix(words.slice(1)).words;
  if (words[0]?.text === program) return { offset: words[0].offset, isWhole: true };
  if (words[0]?.text !== 'xargs') return undefined;
  // xargs adds the arguments.
  const word = words.find(({ text }) => text === program);
  return word && { offset: word.offset, isWhole: false };
}

function withoutComment(line: string): string {
  const trimmed = line.trim();
  const comment = /\s#[^\n]*$/.exec(trimmed);
  // A hash in quotes or in a value is no comment; the splitter knows.
  return comment && splitShell(trimmed.slice(0, comment.index)).broken === undefined
    ? trimmed.slice(0, comment.index).trim()
    : trimmed;
}

/** What is wrong with a command line in a text. */
export interface CommandLineProblem {
  /** counted from 1 */
  line: number;
  message: string;
}

/**
 * Checks every command line of the program in a text. `refused` lists those that the text shows on purpose although
 * the program refuses them: each must be there, and must be refused.
 */
export function checkCommandLines(
  grammar: Grammar,
  markdown: string,
  { refused = [] }: { refused?: readonly string[] } = {},
): CommandLineProblem[] {
  const problems: CommandLineProblem[] = [];
  const expected = new Map(refused.map((text) => [inOneLine(text), text]));
  const seen = new Set<string>();
  for (const { text, mode, line } of findCommandLines(markdown, grammar.program)) {
    const plain = inOneLine(text);
    const result = parseCommandLine(grammar, text, mode);
    const isExpected = expected.has(plain);
    seen.add(plain);
    if (isRefusal(result)) {
      if (!isExpected) problems.push({ line, message: `${inert(plain)} is refused: ${inEnglish(result.refusal)}` });
    } else if (isExpected) {
      problems.push({ line, message: `${inert(plain)} is listed as refused, but ${grammar.program} takes it` });
    }
  }
  for (const [plain, text] of expected) {
    if (!seen.has(plain))
      problems.push({ line: 1, message: `${inert(text)} is listed as refused, but is not in the text` });
  }
  return problems;
}

/** Without line breaks, prompt and `sudo`, so that two ways to write it are found to be one. */
function inOneLine(text: string): string {
  const joined = text.replace(/\\\r?\n/g, ' ').replace(/^\s*(?:\$\s+)?(?:sudo\s+)?/, '');
  return joined.replace(/\s+/g, ' ').trim();
}
