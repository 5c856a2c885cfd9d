/** HTTP: from a request on the wire to its route and back, with Discord's headers, refusals, and planned faults. */
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { DiscordError, refusals } from '../errors.ts';
import type { Faults } from '../faults.ts';
import type { UploadedFile } from '../messages.ts';
import { RateLimits } from './rate-limit.ts';
import type { RecordedRequest, RestResponse, Router } from './router.ts';

const MAX_BODY_BYTES = 25 * 1024 * 1024;
const PREFIX = /^\/api(\/v10)?(?=\/)/;

export interface RestServerOptions {
  router: Router;
  token: string;
  rateLimits: boolean;
  faults: Faults;
  now: () => number;
  record: (request: RecordedRequest) => void;
  /** an uploaded file by its path, if there is one */
  findFile: (path: string) => UploadedFile | undefined;
}

export function createRestServer(options: RestServerOptions) {
  const { router, token, faults, now, record, findFile } = options;
  const limits = options.rateLimits ? new RateLimits() : undefined;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const file = method === 'GET' ? findFile(url.pathname) : undefined;
    if (file) {
      // A file comes from whoever sent it: it is shown as a picture or saved, never run.
      response.writeHead(200, {
        'Content-Type': file.contentType,
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': 'sandbox',
      });
      response.end(file.data);
      return;
    }
    const path = url.pathname.replace(PREFIX, '');
    const found = router.find(method, path);
    const template = found?.route.template ?? '';
    const raw = await readBody(request);
    const fault = faults.take(method, path);
    if (fault === 'lose-request') return void request.socket.destroy();

    const [, major = ''] = /^\/(?:channels|guilds|webhooks)\/(\d+)/.exec(path) ?? [];
    const limit = limits?.take(`${method} ${template}`, major, Date.now());
    let result: RestResponse;
    let refusal: DiscordError | null = null;
    let parsed: { body: unknown; files: UploadedFile[] } = { body: undefined, files: [] };
    try {
      if (limit?.retryAfter != null) {
        const body = { message: 'You are being rate limited.', retry_after: limit.retryAfter, global: limit.isGlobal };
        result = { status: 429, body };
      } else if (fault && typeof fault === 'object' && 'status' in fault) {
        result = { status: fault.status, body: fault.body ?? { message: 'A fault on purpose', code: 0 } };
      } else {
        if (!found) throw refusals.notFound();
        if (found.route.needsToken && request.headers.authorization !== `Bot ${token}`) throw refusals.unauthorized();
        parsed = await parseBody(raw, request.headers['content-type']);
        result = await found.route.handle({ method, path, params: found.params, query: url.searchParams, ...parsed });
      }
    } catch (error) {
      if (!(error instanceof DiscordError)) throw error;
      refusal = error;
      result = { status: error.status, body: error.toJSON() };
    }
    record({
      method,
      path,
      template,
      query: Object.fromEntries(url.searchParams),
      body: parsed.body,
      files: parsed.files.map((upload) => upload.name),
      status: result.status,
      response: result.body,
      at: now(),
      refusal,
    });
    if (fault === 'lose-answer') return void request.socket.destroy();
    if (fault && typeof fault === 'object' && 'delayMs' in fault) await sleep(fault.delayMs);
    const headers: Record<string, string> = { ...limit?.headers };
    if (result.body !== undefined) headers['Content-Type'] = 'application/json';
    if (limit?.retryAfter != null) headers['Retry-After'] = String(limit.retryAfter);
    if (fault && typeof fault === 'object' && 'status' in fault) Object.assign(headers, fault.headers);
    if (result.body === undefined) response.writeHead(result.status, headers).end();
    else response.writeHead(result.status, headers).end(JSON.stringify(result.body));
  }

  return createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error('small Discord:', error);
      if (!response.headersSent)
        response.writeHead(500).end(JSON.stringify({ message: '500: Internal Server Error', code: 0 }));
    });
  });
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new DiscordError(413, 40005, 'Request entity too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** @throws DiscordError 50109 when it is not JSON */
async function parseBody(raw: Buffer, contentType = ''): Promise<{ body: unknown; files: UploadedFile[] }> {
  if (raw.length === 0) return { body: undefined, files: [] };
  if (!contentType.startsWith('multipart/form-data')) return { body: parseJson(raw.toString('utf8')), files: [] };
  // The platform's own Response reads multipart bodies.
  const form = await new Response(new Uint8Array(raw), { headers: { 'Content-Type': contentType } }).formData();
  const files: UploadedFile[] = [];
  for (const [key, value] of form) {
    if (typeof value === 'string') continue;
    const index = Number(/^files\[(\d+)\]$/.exec(key)?.[1] ?? 0);
    files.push({ index, name: value.name, contentType: value.type, data: new Uint8Array(await value.arrayBuffer()) });
  }
  const payload = form.get('payload_json');
  return { body: typeof payload === 'string' ? parseJson(payload) : {}, files };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusals.notJson();
  }
}
