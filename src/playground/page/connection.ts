/** The WebSocket to the playground's server. It reconnects by itself when the server was away. */
import type { CallName, Calls, FromServer, Push } from '../server/protocol.ts';

const FIRST_RETRY_MS = 300;
const LONGEST_RETRY_MS = 3000;

/** Said as soon as the server is away. */
export const NOT_RUNNING = 'The playground is not running. This page goes on by itself when it is back.';
/** Said of what was asked for while the server is away. */
export const UNREACHABLE = 'The playground cannot be reached right now.';

/** What the server says when something cannot be done, in words for the person. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused';
}

export interface Connection {
  call<Name extends CallName>(name: Name, ask: Calls[Name]['ask']): Promise<Calls[Name]['get']>;
  close(): void;
}

interface Waiting {
  resolve: (value: never) => void;
  reject: (error: Error) => void;
}

export function connect(
  memberId: string,
  told: (push: Push) => void,
  stateChanged: (isOpen: boolean) => void,
): Connection {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let retryMs = FIRST_RETRY_MS;
  let isClosed = false;
  let socket = open();

  function open(): WebSocket {
    // Relative to the page, so that the secret in its address is in this one too.
    const address = new URL(`./socket?member=${encodeURIComponent(memberId)}`, location.href);
    address.protocol = 'ws:';
    const opened = new WebSocket(address);
    opened.addEventListener('open', () => {
      retryMs = FIRST_RETRY_MS;
      if (!isClosed) stateChanged(true);
    });
    opened.addEventListener('message', (event: MessageEvent<string>) => {
      if (!isClosed) receive(JSON.parse(event.data) as FromServer);
    });
    opened.addEventListener('close', () => {
      for (const { reject } of waiting.values()) reject(new CallRefused(UNREACHABLE));
      waiting.clear();
      if (isClosed) return;
      stateChanged(false);
      setTimeout(() => {
        if (!isClosed) socket = open();
      }, retryMs);
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    });
    return opened;
  }

  function receive(message: FromServer): void {
    if ('push' in message) return told(message);
    const asked = waiting.get(message.re);
    waiting.delete(message.re);
    if ('error' in message) asked?.reject(new CallRefused(message.error));
    else asked?.resolve(message.get as never);
  }

  return {
    call(name, ask) {
      if (socket.readyState !== WebSocket.OPEN) return Promise.reject(new CallRefused(UNREACHABLE));
      const id = ++lastId;
      const answer = new Promise<never>((resolve, reject) => waiting.set(id, { resolve, reject }));
      socket.send(JSON.stringify({ id, call: name, ask }));
      return answer;
    },
    close() {
      isClosed = true;
      socket.close();
    },
  };
}
