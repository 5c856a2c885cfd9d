import type { Canonical } from '../../src/command-line/canonical.ts';
import type { Grammar } from '../../src/command-line/grammar.ts';

/** Writes a canonical form as a command line, which reads as the same form again. */
export function renderCommand(grammar: Grammar, canonical: Canonical): string {
  const words = [...canonical.environment.map(quoteAssignment), grammar.program];
  const addFlags = (owner: string) => {
    for (const { flag, values } of canonical.flags.filter((entry) => entry.owner === owner)) {
      for (const { normal } of values) {
        words.push(flag.type === undefined && normal === 'true' ? `--${flag.name}` : quote(`--${flag.name}=${normal}`));
      }
    }
  };
  addFlags('');
  let path = '';
  for (const word of canonical.path.split(' ').filter((part) => part !== '')) {
    words.push(word);
    path = `${path} ${word}`.trim();
    addFlags(path);
  }
  if (canonical.isHelp) words.push('--help');
  const needsEnd = canonical.args.some(
    ({ normal }) => normal.startsWith('-') || grammar.next.get(path)?.includes(normal),
  );
  if (needsEnd) words.push('--');
  words.push(...canonical.args.map(({ normal }) => quote(normal)));
  for (const redirect of canonical.redirects) {
    const split = redirect.indexOf(' ');
    words.push(redirect.slice(0, split) + quote(redirect.slice(split + 1)));
  }
  return words.join(' ');
}

function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function quoteAssignment(text: string): string {
  const split = text.indexOf('=') + 1;
  return text.slice(0, split) + (split === text.length ? '' : quote(text.slice(split)));
}
