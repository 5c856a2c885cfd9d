import { parsePack } from '../src/pack/parse.ts';
import { readPackFiles } from '../src/pack/read.ts';

/** The commands of the packs in these folders, as far as these can be read. */
export function readTakenCommands(folders: readonly string[]): string[] {
  return folders.flatMap((folder) => parsePack(readPackFiles(folder)).pack?.manifest.command ?? []);
}
