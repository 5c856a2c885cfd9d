/** The commands, in the order in which `/help` shows them. */
import type { Command } from '../src/command.ts';
import type { Manifest } from '../src/content/pack.ts';
import { daily } from './daily/index.ts';
import { examCommand } from './exam.ts';
import { helpCommand } from './help.ts';
import { leaderboard } from './leaderboard.ts';
import { lookupCommand } from './lookup.ts';
import { MESSAGE_COMMANDS } from './message-menu.ts';
import { profile } from './profile.ts';
import { quiz } from './quiz.ts';
import { review } from './review.ts';
import { round } from './round.ts';

export { MESSAGE_COMMANDS };

/** One lookup command for each pack, and the rest. A pack whose command is taken gets one named after its id. */
export function listCommands(manifests: readonly Manifest[]): Command[] {
  const others = [quiz, round, examCommand(manifests), review, leaderboard, profile, daily];
  const taken = new Set([...others, helpCommand([])].map(({ data }) => data.name));
  const lookups = manifests.map((manifest) => {
    const name = [manifest.command, manifest.id, `pack-${manifest.id}`].find((candidate) => !taken.has(candidate));
    if (name === undefined) throw new Error(`no name is free for the command of the pack ${manifest.id}`);
    taken.add(name);
    return lookupCommand(manifest, name);
  });
  const commands = [...lookups, ...others];
  return [...commands, helpCommand(commands, MESSAGE_COMMANDS)];
}
