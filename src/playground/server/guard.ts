/**
 * Who may talk to the page's server. Unless the operator says otherwise it is reached on loopback only, but any page in the same browser could try, and any
 * program on the same machine: a Host of another name means DNS rebinding, an Origin of another place a foreign page, and
 * whoever does not know the secret was not shown the address. Nothing here throws, whatever comes in.
 */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { z } from 'zod';
import { RefusedByClient } from '../../small-discord/index.ts';
import { type Knock, isOwnName } from './network.ts';
import type { CallName, Calls, FromPage } from './protocol.ts';

export interface Door {
  port: number;
  /** the first part of every path */
  secret: string;
  /** the address that is listened on */
  host: string;
  /** opens the door to whoever knows the password, where there is one */
  lock: ((authorization: string | undefined) => Knock) | null;
}

export interface Refusal {
  status: number;
  words: string;
  /** whether the browser is to ask for the password */
  asksPassword?: boolean;
}

export interface PageRequest {
  /** without the secret; empty where not even a slash follows it */
  path: string;
  query: URLSearchParams;
}

const requestLine = z.object({ method: z.enum(['GET', 'HEAD']), url: z.string().startsWith('/') });

/** What a request or an upgrade asks for, or why it may not. */
export function readRequest({ method, url, headers }: IncomingMessage, door: Door): PageRequest | Refusal {
  const { secret, host, lock } = door;
  if (!isOwnHost(headers, door)) return { status: 403, words: `This is reached as ${host} only.` };
  if (!isOwnOrigin(headers, door)) return { status: 403, words: 'Another page may not read this.' };
  const { data, error } = requestLine.safeParse({ method, url });
  if (error?.issues[0]?.path[0] === 'method') return { status: 405, words: 'Only GET.' };
  // Put together, since by itself a path such as `//` is read as another host.
  const address = `http://127.0.0.1${data?.url}`;
  if (!data || !URL.canParse(address)) return { status: 400, words: 'This is no address.' };
  const { pathname, searchParams } = new URL(address);
  const [, given = '', ...rest] = pathname.split('/');
  // Without the secret the password leads to the address that has it.
  if (lock && given === '' && rest.length === 0) return knock(lock, headers.authorization, searchParams);
  if (!isSame(given, secret)) {
    const words = 'This playground is opened by the address that it printed when it started: copy all of it.';
    return { status: 403, words };
  }
  return { path: rest.map((part) => `/${part}`).join(''), query: searchParams };
}

function knock(
  lock: NonNullable<Door['lock']>,
  authorization: string | undefined,
  query: URLSearchParams,
): PageRequest | Refusal {
  switch (lock(authorization)) {
    case 'right':
      return { path: '', query };
    case 'too-often':
      return { status: 429, words: 'There were too many wrong passwords. Try again in a minute.' };
    default:
      return { status: 401, words: 'This playground asks for its password.', asksPassword: true };
  }
}

/** In a time that does not reveal how much was right. */
function isSame(given: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function isOwnHost({ host }: IncomingHttpHeaders, door: Door): boolean {
  return host !== undefined && isOwn(`http://${host}`, door);
}

/** A request without an Origin comes from no other page: browsers add it wherever it would matter. */
function isOwnOrigin({ origin }: IncomingHttpHeaders, door: Door): boolean {
  return origin === undefined || isOwn(origin, door);
}

function isOwn(address: string, { port, host }: Door): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port: givenPort, pathname, username } = new URL(address);
  if (protocol !== 'http:' || pathname !== '/' || username !== '') return false;
  return isOwnName(hostname, host) && Number(givenPort || 80) === port;
}

const channelId = z.string();
const messageId = z.string();
const customId = z.string();
const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const asks = {
  messages: z.object({ channelId }),
  starter: z.object({ channelId }),
  commands: z.object({ channelId }),
  autocomplete: z.object({ channelId, command: z.string(), values, focused: z.string() }),
  slash: z.object({ channelId, command: z.string(), values }),
  useOn: z.object({ channelId, messageId, command: z.string() }),
  press: z.object({ channelId, messageId, customId }),
  select: z.object({ channelId, messageId, customId, values: z.array(z.string()) }),
  submit: z.object({
    interactionId: z.string(),
    fields: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  }),
  showQuestion: z.object({ channelId, packId: z.string(), id: z.string() }),
  say: z.object({ channelId, content: z.string(), answered: messageId.nullable() }),
  edit: z.object({ channelId, messageId, content: z.string() }),
  delete: z.object({ channelId, messageId }),
  react: z.object({ channelId, messageId, emoji: z.string(), isOn: z.boolean() }),
  dismiss: z.object({ channelId, messageId }),
  requests: z.object({ messageId: messageId.nullable() }),
  move: z.object({ to: z.enum(['hour', 'day', 'daily']) }),
  startOver: z.object({}),
} satisfies { [Name in CallName]: z.ZodType<Calls[Name]['ask']> };

const frame = z.object({ id: z.int(), call: z.string(), ask: z.unknown() });

export interface Call {
  /** the answer carries it too */
  id: number;
  /** @throws RefusedByClient where there is no such call, or it is asked for in a way that makes no sense */
  read(): FromPage;
}

/** @returns undefined where it is no call at all */
export function readFrame(data: Buffer, isBinary: boolean): Call | undefined {
  if (isBinary) return undefined;
  let parsed;
  try {
    parsed = frame.safeParse(JSON.parse(data.toString('utf8')));
  } catch {
    return undefined;
  }
  if (!parsed.success) return undefined;
  const { id, call, ask } = parsed.data;
  return {
    id,
    read() {
      if (!Object.hasOwn(asks, call)) throw new RefusedByClient(`There is no "${call}".`);
      const asked = asks[call as CallName].safeParse(ask);
      if (!asked.success) throw new RefusedByClient(`"${call}" cannot be asked for like that.`);
      return { id, call, ask: asked.data } as FromPage;
    },
  };
}

/** Runs an event handler. What it throws is printed, and ends only what it was handling. */
export function contain(work: () => unknown, giveUp: () => void): void {
  const fail = (error: unknown) => {
    console.error('playground:', error);
    giveUp();
  };
  try {
    Promise.resolve(work()).catch(fail);
  } catch (error) {
    fail(error);
  }
}
