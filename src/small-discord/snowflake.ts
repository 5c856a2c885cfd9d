const DISCORD_EPOCH_MS = 1_420_070_400_000n;

/**
 * Makes ids as Discord does: the milliseconds since 2015 in the upper bits, a counter in the lower 22.
 * @param now UTC ms; an id may also be made for another instant
 */
export function createSnowflakes(now: () => number): (at?: number) => string {
  let counter = 0n;
  return (at = now()) => {
    counter = (counter + 1n) & 0x3fffffn;
    return (((BigInt(at) - DISCORD_EPOCH_MS) << 22n) | counter).toString();
  };
}

/** When an id was made, UTC ms. */
export function snowflakeTime(id: string): number {
  return Number((BigInt(id) >> 22n) + DISCORD_EPOCH_MS);
}

/** The shard that serves a server. */
export function shardOf(guildId: string, shards: number): number {
  // Milliseconds fit into a number; dividing those costs less, and it is done for every server and shard.
  return shards === 1 ? 0 : Number(BigInt(guildId) >> 22n) % shards;
}
