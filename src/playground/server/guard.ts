/**
 * Who may talk to the page's server. It is reached on loopback only, but any page in the same browser could try: a Host of
 * another name means DNS rebinding, an Origin of another place a foreign page.
 */
import type { IncomingHttpHeaders } from 'node:http';

const OWN_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

export function isOwnHost({ host }: IncomingHttpHeaders, port: number): boolean {
  return host !== undefined && isOwn(`http://${host}`, port);
}

/** A request without an Origin comes from no other page: browsers add it wherever it would matter. */
export function isOwnOrigin({ origin }: IncomingHttpHeaders, port: number): boolean {
  return origin === undefined || isOwn(origin, port);
}

function isOwn(address: string, port: number): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port: givenPort, pathname, username } = new URL(address);
  if (protocol !== 'http:' || pathname !== '/' || username !== '') return false;
  return OWN_NAMES.has(hostname) && Number(givenPort || 80) === port;
}
