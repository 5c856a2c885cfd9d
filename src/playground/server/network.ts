/** Beyond this machine: under which names the page is reached, and the password that leads to it. Off unless it is asked for. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { networkInterfaces } from 'node:os';

export const LOOPBACK = '127.0.0.1';
const LOOPBACK_NAMES: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];
const EVERYWHERE: readonly string[] = ['0.0.0.0', '::'];

/** Who may come from elsewhere. */
export interface Network {
  /** the address to listen on; 0.0.0.0: all that this machine has */
  host: string;
  password: string;
}

/**
 * Whether a Host or an Origin means this playground. From elsewhere that is an address in figures, never a name: a name could be
 * anybody's who lets it lead here.
 */
export function isOwnName(hostname: string, host: string): boolean {
  if (LOOPBACK_NAMES.includes(hostname)) return host === LOOPBACK || EVERYWHERE.includes(host);
  if (host === LOOPBACK) return false;
  return EVERYWHERE.includes(host) ? addressesHere(host).includes(hostname) : hostname === inUrl(host);
}

/**
 * The addresses of this machine in its networks, as they stand in a URL.
 * @param host what is listened on: of 0.0.0.0 those of IPv4
 */
export function addressesHere(host: string): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all
    .filter(({ internal, scopeid, family }) => !internal && !scopeid && (host === '::' || family === 'IPv4'))
    .map(({ address }) => inUrl(address));
}

function inUrl(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

const MOST_ATTEMPTS = 10;
const ATTEMPTS_MS = 60_000;

export type Knock = 'right' | 'wrong' | 'none' | 'too-often';

/**
 * Judges passwords: in a time that says nothing of how much was right, and ten wrong ones a minute, from all together.
 * @param now UTC milliseconds
 */
export function createLock(password: string, now: () => number): (authorization: string | undefined) => Knock {
  let wrong: number[] = [];
  const hash = (text: string) => createHash('sha256').update(text).digest();
  const right = hash(password);
  return (authorization) => {
    const given = /^Basic ([\w+/=-]{1,1000})$/i.exec(authorization ?? '')?.[1];
    if (given === undefined) return 'none';
    wrong = wrong.filter((at) => at > now() - ATTEMPTS_MS);
    if (wrong.length >= MOST_ATTEMPTS) return 'too-often';
    // Whatever stands before the colon: there are no user names.
    const typed = Buffer.from(given, 'base64')
      .toString('utf8')
      .replace(/^[^:]*:/, '');
    if (timingSafeEqual(hash(typed), right)) return 'right';
    wrong.push(now());
    return 'wrong';
  };
}
