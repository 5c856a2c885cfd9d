import { setTimeout as sleep } from 'node:timers/promises';
import {
  type APIApplicationCommand,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  type Client,
  Routes,
} from 'discord.js';
import type { Logger } from 'pino';
import type { CommandFacts, MessageCommandFacts } from '../engine/contract.ts';

import type { CommandIds } from '../mentions.ts';

type CommandData = (CommandFacts | MessageCommandFacts)['data'];

/** The keys that Discord adds to a registered command, and those that mean the same when left out. */
const ADDED_BY_DISCORD = new Set([
  'id',
  'application_id',
  'guild_id',
  'version',
  'default_permission',
  'dm_permission',
  'handler',
]);

/** Between two tries to register the commands: longer each time. */
const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 60 * 60_000;

/**
 * Registers the commands, and tries again where Discord refuses them or cannot be reached: those of before go on meanwhile.
 * @param told `know` of the commands' ids once they are registered; `refused` of each try that failed, and with undefined once
 * one has succeeded
 * @param signal ends it
 * @returns after the first try
 */
export async function keepDeployed(
  client: Client<true>,
  commands: readonly CommandData[],
  log: Logger,
  { know, refused }: { know: (ids: CommandIds) => unknown; refused: (error: Error | undefined) => void },
  signal: AbortSignal,
): Promise<void> {
  const isDone = async () => {
    try {
      const { isNew, ids } = await deployCommands(client, commands);
      if (isNew) log.info({ commands: commands.length }, 'commands registered');
      await know(ids);
      refused(undefined);
      return true;
    } catch (error) {
      log.error({ err: error }, 'Discord did not take the list of commands; the one of before stays, and I try again');
      refused(error as Error);
      return false;
    }
  };
  if (await isDone()) return;
  const again = async () => {
    for (let waitMs = FIRST_RETRY_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_RETRY_MS)) {
      await sleep(waitMs, undefined, { signal, ref: false });
      if (await isDone()) return;
    }
  };
  // Only the signal ends it early.
  void again().catch(() => undefined);
}

/**
 * Registers the commands with Discord if the list there differs from ours. Asking first costs one request; registering
 * an unchanged list would count against Discord's daily limit at every start.
 * @returns whether they were registered, and their ids
 */
export async function deployCommands(
  client: Client<true>,
  ours: readonly CommandData[],
): Promise<{ isNew: boolean; ids: CommandIds }> {
  const route = Routes.applicationCommands(client.application.id);
  const query = new URLSearchParams({ with_localizations: 'true' });
  const registered = (await client.rest.get(route, { query })) as APIApplicationCommand[];
  if (canonical(ours) === canonical(registered)) return { isNew: false, ids: idsOf(registered) };
  const now = (await client.rest.put(route, { body: ours })) as APIApplicationCommand[];
  return { isNew: true, ids: idsOf(now) };
}

/** The ids of the commands that are registered. */
export async function findCommandIds(client: Client<true>): Promise<CommandIds> {
  return idsOf((await client.rest.get(Routes.applicationCommands(client.application.id))) as APIApplicationCommand[]);
}

/** By what is typed; a subcommand has the id of its command. */
function idsOf(commands: readonly APIApplicationCommand[]): CommandIds {
  const typed = commands.filter(({ type }) => type === ApplicationCommandType.ChatInput);
  return Object.fromEntries(
    typed.flatMap(({ id, name, options = [] }) => {
      const below = options.filter(({ type }) => type === ApplicationCommandOptionType.Subcommand);
      return below.length > 0 ? below.map((option) => [`${name} ${option.name}`, id]) : [[name, id]];
    }),
  );
}

/** A list of commands as text that is equal for lists that mean the same. */
export function canonical(commands: readonly unknown[]): string {
  return commands
    .map((command) => JSON.stringify(simplify(command)))
    .sort()
    .join('\n');
}

function simplify(value: unknown): unknown {
  if (Array.isArray(value))
    return value.every((item) => typeof item === 'number') ? [...value].sort() : value.map(simplify);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key, item]) => !ADDED_BY_DISCORD.has(key) && !isDefault(key, item))
    .map(([key, item]) => [key, simplify(item)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b)));
}

function isDefault(key: string, value: unknown): boolean {
  if (key === 'integration_types') return String(value) === String(ApplicationIntegrationType.GuildInstall);
  const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
  return value === null || value === undefined || value === false || isEmpty;
}
