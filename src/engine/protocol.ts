/** How the engine's thread and the main thread call each other. */
import type { BirpcOptions } from 'birpc';
import type { LevelWithSilent } from 'pino';
import type { Message } from '../message.ts';
import type { Messenger, Urgency } from '../messenger.ts';
import type { Desk } from './desk.ts';
import type { Engine } from './contract.ts';
import { type PlainError, fromPlainError, toPlainError } from './errors-across.ts';

/** What the engine's thread is started with. */
export interface ThreadSettings {
  databasePath: string;
  packsFolder: string;
  logLevel: LevelWithSilent;
  /** how far its clock is ahead of real time: one Float64, in milliseconds; left out: not at all */
  clockOffset?: SharedArrayBuffer | undefined;
}

/** What the main thread asks of the engine's. */
export interface EngineFunctions
  extends Pick<Engine, 'answer' | 'suggest' | 'knowCommands' | 'startClock' | 'report' | 'over' | 'stop'>, Desk {
  /** @throws OperatorError when the database or the packs cannot be used */
  open(): Promise<Pick<Engine, 'commands' | 'messageCommands'>>;
  /** whether the edit with this number is still to be made */
  isWanted(edit: number): boolean | Promise<boolean>;
  /** Answers at once, unless something holds the thread. */
  ping(): void;
}

/** What the engine's thread asks of the main one: the messenger, with the number of an edit in place of a function. */
export interface OutsideFunctions extends Omit<Messenger, 'edit'> {
  edit(
    channelId: string,
    messageId: string,
    message: Message,
    urgency: Urgency | undefined,
    edit: number,
  ): Promise<boolean>;
  /** The program cannot go on; `message` tells the operator why. */
  end(message: string): void;
}

interface Port {
  postMessage(data: unknown): void;
  on(event: 'message', listener: (data: unknown) => void): unknown;
}

/** One message of birpc: a call (`q`), or what came of one (`s`), by its number. */
interface Said {
  t: 'q' | 's';
  i?: string;
  e?: unknown;
}

/**
 * Calls over a port, with errors that arrive as what they were. Nothing times out: what is asked may take long. What is said
 * within one turn of the event loop goes in one message, since waking the other thread costs more than what it is told. What
 * cannot be sent fails for the one who waits for it, and for nobody else.
 */
export function overPort(port: Port): Pick<BirpcOptions, 'post' | 'on' | 'serialize' | 'deserialize' | 'timeout'> {
  let said: Said[] = [];
  let hear: (data: unknown) => void = () => undefined;
  const post = () => {
    const all = said;
    said = [];
    try {
      port.postMessage(all);
    } catch {
      all.forEach(postAlone);
    }
  };
  const postAlone = (one: Said) => {
    try {
      port.postMessage([one]);
    } catch (error) {
      const failed: Said = { t: 's', ...(one.i !== undefined && { i: one.i }), e: toPlainError(error) };
      if (one.t === 's') port.postMessage([failed]);
      else hear(failed);
    }
  };
  return {
    post: (data) => {
      if (said.push(data as Said) === 1) setImmediate(post);
    },
    on: (listener) => {
      hear = listener;
      port.on('message', (all) => (all as unknown[]).forEach((data) => listener(data)));
    },
    serialize: (data: Said) => (data.e === undefined ? data : { ...data, e: toPlainError(data.e) }),
    deserialize: (data: Said) => (data.e === undefined ? data : { ...data, e: fromPlainError(data.e as PlainError) }),
    timeout: -1,
  };
}
