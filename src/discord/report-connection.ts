/** Tells the engine of a connection that is broken: whoever looks after the bot reads it there, should it last. */
import { type Client, Events } from 'discord.js';
import type { Engine } from '../engine/contract.ts';

const GATEWAY = 'gateway';
const COMMANDS = 'commands';

type Told = Pick<Engine, 'report' | 'over'>;

export function reportConnection(client: Client, engine: Told): void {
  const broken = new Set<number>();
  const isBroken = (shard: number) => {
    broken.add(shard);
    void engine.report(GATEWAY, { key: 'connectionBroken' });
  };
  const isBack = (shard: number) => {
    if (broken.delete(shard) && broken.size === 0) void engine.over(GATEWAY);
  };
  client.on(Events.ShardReconnecting, isBroken);
  client.on(Events.ShardResume, isBack);
  client.on(Events.ShardReady, isBack);
}

/** @param refusal why Discord did not take the list of commands; undefined: it did */
export function reportCommands(engine: Told, refusal: Error | undefined): void {
  if (!refusal) return void engine.over(COMMANDS);
  void engine.report(COMMANDS, { key: 'commandsRefused', message: refusal.message });
}
