/** The page's own files, built by Vite, and what the bot uploaded. */
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.map': 'application/json',
};

/** Nothing from elsewhere, no inline script or style, and no text becomes HTML (Lit's own templates are the one exception). */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

const COMMON = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export function refuse(response: ServerResponse, status: number, words: string, asksPassword = false): void {
  const ask = { 'WWW-Authenticate': 'Basic realm="Studyhall playground", charset="UTF-8"' };
  const headers = { ...COMMON, 'Content-Type': 'text/plain; charset=utf-8', ...(asksPassword && ask) };
  response.writeHead(status, headers).end(words);
}

/** Sends a file of the built page; `folder` holds nothing else. */
export async function sendPageFile(response: ServerResponse, folder: string, pathname: string): Promise<void> {
  const path = normalize(join(folder, pathname === '/' ? 'index.html' : pathname));
  const type = TYPES[extname(path)];
  if (!path.startsWith(folder + sep) || !type) return refuse(response, 404, 'Not found');
  let data: Buffer;
  try {
    data = await readFile(path);
  } catch {
    const words = pathname === '/' ? 'The page has not been built yet: run `npm run build`.' : 'Not found';
    return refuse(response, pathname === '/' ? 503 : 404, words);
  }
  // Names of assets carry a hash of what is in them.
  const cache = pathname.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache';
  response.writeHead(200, {
    ...COMMON,
    'Content-Type': type,
    'Content-Length': String(data.length),
    'Cache-Control': cache,
    'Content-Security-Policy': PAGE_POLICY,
  });
  response.end(data);
}

/** Passes on a file that the bot uploaded: it is kept by the small Discord, and the page may load nothing from elsewhere. */
export async function sendUpload(response: ServerResponse, origin: string, pathname: string): Promise<void> {
  const upload = await fetch(origin + pathname).catch(() => undefined);
  if (!upload?.ok) return refuse(response, 404, 'This file is gone: the latest 200 are kept.');
  const data = Buffer.from(await upload.arrayBuffer());
  response.writeHead(200, {
    ...COMMON,
    'Content-Type': upload.headers.get('content-type') ?? 'application/octet-stream',
    'Content-Length': String(data.length),
    'Cache-Control': 'private, max-age=3600',
    'Content-Security-Policy': "default-src 'none'; sandbox",
  });
  response.end(data);
}
