/** A gateway connection without discord.js. */
import { GatewayIntentBits } from 'discord-api-types/v10';
import { WebSocket } from 'ws';
import type { SmallDiscord } from '../../src/small-discord/index.ts';

export function dial(discord: SmallDiscord, query = '?v=10&encoding=json') {
  const socket = new WebSocket(`${discord.apiUrl.replace('http', 'ws').replace(/\/api$/, '/gateway')}${query}`);
  const received: { op: number; t: string | null; s: number | null; d: unknown }[] = [];
  const waiting = new Set<() => void>();
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.on('message', (raw: Buffer) => {
    received.push(JSON.parse(raw.toString()) as (typeof received)[number]);
    for (const check of waiting) check();
  });
  const until = (fits: (payload: (typeof received)[number]) => boolean) =>
    new Promise<(typeof received)[number]>((resolve) => {
      const check = () => {
        const found = received.find(fits);
        if (found) resolve(found);
      };
      waiting.add(check);
      check();
    });
  const send = (op: number, d: unknown) => socket.send(JSON.stringify({ op, d }));
  const hello = until(({ op }) => op === 10);
  return { socket, received, closed, until, send, hello };
}

/** What a bot says of itself. */
export const identify = (discord: SmallDiscord, more: object = {}) => ({
  token: discord.token,
  intents: GatewayIntentBits.Guilds,
  properties: {},
  ...more,
});
