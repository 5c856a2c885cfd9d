/**
 * What a usage line such as `docker run [OPTIONS] IMAGE [COMMAND] [ARG...]` says about the words after the options, in
 * the short form that the grammar's data holds: `IMAGE COMMAND? ARG...`.
 *
 * `X` is needed, `X?` may be left out, `X+` is one or more and `X*` any number, both in any order; `X...` is any number
 * whose order matters.
 */
export interface Argument {
  name: string;
  /** it may not be left out */
  needed: boolean;
  /** it may be given more than once; only the last argument may be */
  many: boolean;
  /** `docker rm a b` is `docker rm b a` */
  anyOrder: boolean;
}

/** What follows these is a command line of its own, and its words have an order. */
const ORDERED = new Set(['ARG', 'ARGS', 'COMMAND', 'OPTION']);

/** The arguments that a usage line names, without the program and the command itself, in the data's short form. */
export function argumentsOfUsage(afterCommand: string): string {
  const text = afterCommand
    .replace('[ps OPTIONS]', '[OPTION...]')
    .replace(/\[?\bOPTIONS?\b\]?(?!\.)/, ' ')
    .replaceAll(' -- ', ' ')
    .replace(/\s*\|\s*/g, '|')
    .replaceAll('[SERVICES]', '[SERVICE...]')
    .replace(/\b(?:NAME|REPOSITORY|IMAGE)(?:\[:TAG[^\]]*\]|:TAG)/g, 'IMAGE')
    .replace(/\[[:/@][^\]]*\]/g, '');
  const words: string[] = [];
  for (const [, bracketed, bare = ''] of text.matchAll(/\[([^\]]*)\](?:\.\.\.)?|([^\s[\]]+)/g)) {
    const many = (bracketed ?? bare).endsWith('...');
    const name = (bracketed ?? bare).replaceAll('...', '').replace(/^[(<](.*)[)>]$/, '$1');
    const before = words.at(-1);
    if (many && before === name) words[words.length - 1] = `${name}+`;
    else if (before === `${name}?`) words[words.length - 1] = `${name}*`;
    else if (many) words.push(ORDERED.has(name) ? `${name}...` : `${name}${bracketed === undefined ? '+' : '*'}`);
    else if (name !== '') words.push(bracketed === undefined ? name : `${name}?`);
  }
  return words.join(' ');
}

/** Reads the data's short form. */
export function parseArguments(short: string): Argument[] {
  return short
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => {
      const [, name = word, mark = ''] = /^(.*?)(\?|\+|\*|\.\.\.)?$/.exec(word) ?? [];
      return {
        name,
        needed: mark === '' || mark === '+',
        many: mark === '+' || mark === '*' || mark === '...',
        anyOrder: mark === '+' || mark === '*',
      };
    });
}
