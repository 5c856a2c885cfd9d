/** HTTP: from a request on the wire to its route and back, with Discord's headers, refusals, and planned faults. */
import { type IncomingMessage, STATUS_CODES, type Server, type ServerResponse, createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { UploadedFile } from '../attachments.ts';
import { DiscordError, refusals } from '../errors.ts';
import type { Fault, Faults } from '../faults.ts';
import { parseTarget } from '../target.ts';
import type { Json } from '../validate/check.ts';
import { type ParsedBody, parseBody, readBody } from './body.ts';
import type { RateLimitResult, RateLimits } from './rate-limit.ts';
import type { RecordedRequest, RestResponse, Route, Router } from './router.ts';

/** Longer than any client keeps an idle connection, so that none is closed under a request. */
const KEEP_ALIVE_MS = 60_000;

export interface RestServerOptions {
  router: Router;
  token: string;
  /** null: there are no limits */
  limits: RateLimits | null;
  faults: Faults;
  /** UTC ms */
  now: () => number;
  record: (request: RecordedRequest) => void;
  /** an uploaded file by its path, if there is one */
  findFile: (path: string) => FoundFile | undefined;
}

type FoundFile = Pick<UploadedFile, 'contentType' | 'data'>;

/** What was found out about a request before it was handled. */
interface Known extends ParsedBody {
  template: string;
  limit: RateLimitResult | undefined;
  refusal: DiscordError | null;
}

export function createRestServer(options: RestServerOptions): Server {
  const { router, token, limits, faults, now, record, findFile } = options;

  /** Like every answer of Discord's: with the time there. */
  const dated = () => ({ Date: new Date(now()).toUTCString() });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const url = parseTarget(request.url);
    if (!url) {
      const error = refusals.badRequest();
      return send(response, { status: error.status, body: error.toJSON() }, dated());
    }
    // Whoever looks at a picture is not the bot: that does not count as a request, even where the picture is gone.
    if (url.pathname.startsWith('/attachments/')) return sendFile(response, findFile(url.pathname));

    // A request whose body is not read to its end forgets its socket.
    const { socket } = request;
    const raw = await readBody(request);
    if (raw === 'endless') return void socket.destroy();
    const path = url.pathname.replace(/^\/api(\/v\d+)?(?=\/)/, '');
    const fault = faults.take(method, path);
    if (fault === 'lose-request') return cut(request);
    if (isHangUp(fault, 'before')) return hangUp(request);
    const known: Known = { template: '', limit: undefined, refusal: null, body: undefined, files: [] };
    const result = await handle(request, method, url, path, raw, fault, known);
    record({
      method,
      path,
      template: known.template,
      query: Object.fromEntries(url.searchParams),
      body: known.body,
      files: known.files.map((upload) => upload.name),
      status: result.status,
      // As it is now: what is edited later must not change what was answered.
      response: isObject(result.body) ? { ...result.body } : result.body,
      at: now(),
      refusal: known.refusal,
    });
    if (fault === 'lose-answer') return cut(request);
    if (isHangUp(fault, 'after')) return hangUp(request);
    if (isFault(fault, 'delayMs')) {
      if (fault.delayMs === Infinity) return;
      await sleep(fault.delayMs, undefined, { ref: false });
    }
    send(response, result, {
      ...dated(),
      ...known.limit?.headers,
      ...(known.limit?.retryAfter != null && { 'Retry-After': String(Math.ceil(known.limit.retryAfter)) }),
      ...(isFault(fault, 'status') && fault.headers),
    });
  }

  async function handle(
    request: IncomingMessage,
    method: string,
    url: URL,
    path: string,
    raw: Buffer | 'too large',
    fault: Fault | undefined,
    known: Known,
  ): Promise<RestResponse> {
    try {
      const found = findRoute(method, url.pathname, path);
      const { route, params } = found;
      known.template = route.template;
      known.limit = limits?.take(`${method} ${route.template}`, majorOf(path), Date.now());
      if (raw === 'too large') throw refusals.tooLarge();
      Object.assign(known, await parseBody(raw, request.headers['content-type']));
      if (known.limit?.retryAfter != null) return limited(known.limit);
      if (isFault(fault, 'status')) {
        return { status: fault.status, body: fault.body ?? plainBody(fault.status) };
      }
      if (route.needsToken && request.headers.authorization !== `Bot ${token}`) throw refusals.unauthorized();
      const body = checkShape(route, known.body);
      return route.handle({ method, path, params, query: url.searchParams, body, files: known.files });
    } catch (error) {
      if (!(error instanceof DiscordError)) {
        console.error('small Discord:', error);
        return { status: 500, body: plainBody(500) };
      }
      known.refusal = error;
      return { status: error.status, body: error.toJSON() };
    }
  }

  function findRoute(method: string, pathname: string, path: string) {
    const [, version] = /^\/api(?:\/v(\d+))?\//.exec(pathname) ?? ['', 'none'];
    if (version === 'none') throw refusals.notFound();
    if (version !== undefined && version !== '10') throw refusals.invalidVersion();
    return router.find(method, path);
  }

  return createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      // A connection that broke in the middle of a request is nobody's mistake.
      if (!request.destroyed || request.complete) console.error('small Discord:', error);
      response.destroy();
    });
  });
}

/** Breaks a connection as networks do: the other side hears of a reset, and not of an orderly end. */
function cut({ socket }: IncomingMessage): void {
  socket.resetAndDestroy();
}

/** Ends a connection in good order, but without an answer. */
function hangUp({ socket }: IncomingMessage): void {
  socket.destroy();
}

/** In Discord's words for errors that do not come from its API. */
function plainBody(status: number): Json {
  return { message: `${status}: ${STATUS_CODES[status] ?? 'Unknown'}`, code: 0 };
}

function limited({ retryAfter, isGlobal }: RateLimitResult): RestResponse {
  const body = { message: 'You are being rate limited.', retry_after: retryAfter, global: isGlobal };
  return { status: 429, body };
}

/** The channel, server or interaction that has a bucket of its own. */
function majorOf(path: string): string {
  return /^\/(?:channels\/\d+|guilds\/\d+|webhooks\/\d+\/[^/]+|interactions\/\d+)/.exec(path)?.[0] ?? '';
}

/** @throws DiscordError when a route that takes an object is given something else */
function checkShape({ method, takesList = false }: Route, body: unknown): Json {
  if (method === 'GET' || method === 'DELETE') return {};
  if (takesList && Array.isArray(body)) return body as unknown as Json;
  if (!takesList && (body === undefined || isObject(body))) return body ?? {};
  throw refusals.invalidBody([
    takesList
      ? { path: [], code: 'BASE_TYPE_LIST', message: 'Only iterables may be used in a ListType' }
      : { path: [], code: 'DICT_TYPE_CONVERT', message: 'Only dictionaries may be used in a DictType' },
  ]);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isHangUp(fault: Fault | undefined, when: 'before' | 'after'): boolean {
  return typeof fault === 'object' && 'hangUp' in fault && fault.hangUp === when;
}

function isFault<Key extends 'status' | 'delayMs'>(
  fault: Fault | undefined,
  key: Key,
): fault is Extract<Fault, Record<Key, number>> {
  return typeof fault === 'object' && key in fault;
}

function send(response: ServerResponse, { status, body }: RestResponse, headers: Record<string, string>): void {
  if (body === undefined) return void response.writeHead(status, headers).end();
  const json = Buffer.from(JSON.stringify(body));
  const more = { 'Content-Type': 'application/json', 'Content-Length': String(json.length) };
  response.writeHead(status, { ...headers, ...more }).end(json);
}

/** A file comes from whoever sent it: it is shown as a picture or saved, never run. */
function sendFile(response: ServerResponse, file: FoundFile | undefined): void {
  if (!file) return void response.writeHead(404).end();
  const { contentType, data } = file;
  response.writeHead(200, {
    'Content-Type': contentType,
    'Content-Length': String(data.length),
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': 'sandbox',
  });
  response.end(data);
}
