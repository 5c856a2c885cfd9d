import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Grammar, createGrammar } from './grammar.ts';

/** The file of a pack that says which command lines its program takes. */
const GRAMMAR_FILE = 'cli.json';

export type Grammars = (packId: string) => Grammar | undefined;

/** The packs' grammars, each read when somebody first types an answer: most starts never need them. */
export function createGrammars(packsFolder: string): Grammars {
  const known = new Map<string, Grammar | undefined>();
  return (packId) => {
    if (!known.has(packId)) known.set(packId, readGrammar(join(packsFolder, packId)));
    return known.get(packId);
  };
}

/** @throws Error when the file is there and is not a grammar */
export function readGrammar(packFolder: string): Grammar | undefined {
  const file = join(packFolder, GRAMMAR_FILE);
  return existsSync(file) ? createGrammar(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}
