/** What one shard of the bot has been told. It outlives a broken connection until the bot resumes it. */
import { randomBytes } from 'node:crypto';
import { GatewayOpcodes } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';

const REPLAYED_EVENTS = 1000;

export class Session {
  readonly id = randomBytes(16).toString('hex');
  readonly shard: readonly [id: number, count: number];
  readonly intents: number;
  /** null while the connection is broken */
  socket: WebSocket | null;
  /** the latest sequence number */
  sequence = 0;
  /** events by sequence number: the number n is at n % REPLAYED_EVENTS */
  readonly #sent: string[] = [];

  constructor(shard: readonly [number, number], intents: number, socket: WebSocket) {
    this.shard = shard;
    this.intents = intents;
    this.socket = socket;
  }

  /**
   * @param json the event's data
   * @param isTwice whether it is sent a second time, just as it was
   */
  send(name: string, json: string, isTwice = false): void {
    const sequence = ++this.sequence;
    const text = `{"op":${GatewayOpcodes.Dispatch},"t":"${name}","s":${sequence},"d":${json}}`;
    this.#sent[sequence % REPLAYED_EVENTS] = text;
    this.socket?.send(text);
    if (isTwice) this.socket?.send(text);
  }

  /** Whether everything after a sequence number is still there. */
  canReplayAfter(sequence: number): boolean {
    return sequence <= this.sequence && this.sequence - sequence <= REPLAYED_EVENTS;
  }

  /** Goes on over another connection with what was missed. */
  resume(socket: WebSocket, after: number): void {
    this.socket = socket;
    for (let sequence = after + 1; sequence <= this.sequence; sequence++) {
      const text = this.#sent[sequence % REPLAYED_EVENTS];
      if (text) socket.send(text);
    }
    this.send('RESUMED', '{}');
  }
}
