import { type Client, Routes } from 'discord.js';
import type { Command } from '../command.ts';

/** What Discord adds to a registered command, and what means the same left out. */
const ADDED_BY_DISCORD = new Set([
  'id',
  'application_id',
  'guild_id',
  'version',
  'default_permission',
  'dm_permission',
  'handler',
  'integration_types',
]);

/**
 * Registers the commands with Discord if the list there differs from ours. Asking first costs one request; registering
 * an unchanged list would count against Discord's daily limit at every start.
 * @returns whether they were registered
 */
export async function deployCommands(client: Client<true>, commands: readonly Command[]): Promise<boolean> {
  const route = Routes.applicationCommands(client.application.id);
  const ours = commands.map((command) => command.data);
  const registered = (await client.rest.get(route)) as unknown[];
  if (canonical(ours) === canonical(registered)) return false;
  await client.rest.put(route, { body: ours });
  return true;
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
    .filter(([key, item]) => !ADDED_BY_DISCORD.has(key) && !isDefault(item))
    .map(([key, item]) => [key, simplify(item)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b)));
}

function isDefault(value: unknown): boolean {
  return value === null || value === undefined || value === false || (Array.isArray(value) && value.length === 0);
}
