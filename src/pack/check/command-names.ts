/** Commands that cannot be had, because another one is called so. */
import type { Manifest } from '../../content/pack.ts';
import type { Problem } from '../problem.ts';
import type { PackFiles } from '../read.ts';

/**
 * @param packs in the order in which they are taken over: the first one has its command
 * @param ours the names of the bot's own commands
 */
export function checkCommandNames(
  packs: readonly { files: Pick<PackFiles, 'folder' | 'manifest'>; manifest: Pick<Manifest, 'command'> }[],
  ours: readonly string[],
): Problem[] {
  const owners = new Map(ours.map((name) => [name, 'a command of the bot itself']));
  return packs.flatMap(({ files: { folder, manifest: source = '' }, manifest: { command } }) => {
    const owner = owners.get(command);
    if (owner === undefined) {
      owners.set(command, `the command of ${folder}`);
      return [];
    }
    const line = source.split('\n').findIndex((one) => one.startsWith('command:')) + 1;
    const message = `"command" ${command} is ${owner} already; choose another`;
    return [{ file: `${folder}/pack.yaml`, line: Math.max(1, line), message }];
  });
}
