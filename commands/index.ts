/** The commands, in the order in which `/help` shows them. */
import type { Command } from '../src/command.ts';
import type { Manifest } from '../src/pack/content.ts';
import { daily } from './daily.ts';
import { helpCommand } from './help.ts';
import { leaderboard } from './leaderboard.ts';
import { lookupCommand } from './lookup.ts';
import { profile } from './profile.ts';
import { quiz } from './quiz.ts';

/** One lookup command for each pack, and the rest. */
export function listCommands(manifests: readonly Manifest[]): Command[] {
  const commands = [...manifests.map(lookupCommand), quiz, leaderboard, profile, daily];
  return [...commands, helpCommand(commands)];
}
