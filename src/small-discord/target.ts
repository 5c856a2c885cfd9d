/** What a request line asks for. */

/**
 * Never throws: what stands in a request line comes from anybody on this machine.
 * @param target as Node's HTTP server gives it
 * @returns undefined where it is no path of this server
 */
export function parseTarget(target: string | undefined): URL | undefined {
  if (!target?.startsWith('/')) return undefined;
  // Put together, since by itself a path such as `//` is read as another host.
  const address = `http://127.0.0.1${target}`;
  return URL.canParse(address) ? new URL(address) : undefined;
}
