import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGrammar } from '../../src/command-line/grammar.ts';
import { PACKS_FOLDER } from '../../src/paths.ts';

/** The grammar of the Docker pack. */
export const docker = createGrammar(JSON.parse(readFileSync(join(PACKS_FOLDER, 'docker/cli.json'), 'utf8')));
