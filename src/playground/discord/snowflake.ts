const DISCORD_EPOCH = 1420070400000n;

/** Makes ids as Discord does: the milliseconds since 2015 in the upper bits, a counter in the lower 22. */
export function createSnowflakes(now: () => number): () => string {
  let counter = 0n;
  return () => {
    counter = (counter + 1n) & 0x3fffffn;
    return (((BigInt(now()) - DISCORD_EPOCH) << 22n) | counter).toString();
  };
}

/** The shard that serves a server. */
export function shardOf(guildId: string, shards: number): number {
  return Number((BigInt(guildId) >> 22n) % BigInt(shards));
}
