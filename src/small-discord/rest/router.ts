/** Which handler a request goes to. */
import type { UploadedFile } from '../attachments.ts';
import type { DiscordError } from '../errors.ts';
import { refusals } from '../errors.ts';
import type { Json } from '../validate/check.ts';

export interface RestRequest {
  method: string;
  /** without `/api/v10` */
  path: string;
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** an object, or a list where the route takes one */
  body: Json;
  files: readonly UploadedFile[];
}

export interface RestResponse {
  status: number;
  body?: unknown;
}

export interface Route {
  method: string;
  /** as Discord's documentation writes it: `/channels/{channel.id}/messages` */
  template: string;
  /** false for Discord's interaction routes, which carry a token of their own */
  needsToken: boolean;
  /** whether the body is a list */
  takesList?: boolean;
  handle: (request: RestRequest) => RestResponse;
}

/** A route that needs the bot's token. */
export function route(method: string, template: string, handle: Route['handle'], more: Partial<Route> = {}): Route {
  return { method, template, needsToken: true, handle, ...more };
}

export function ok(body: unknown): RestResponse {
  return { status: 200, body };
}

interface CompiledRoute extends Route {
  segments: readonly string[];
}

/** Finds the route of a request, segment by segment. */
export class Router {
  readonly #routes = new Map<string, CompiledRoute[]>();

  add(routes: readonly Route[]): this {
    for (const one of routes) {
      const segments = one.template.split('/').slice(1);
      const key = `${one.method}${segments.length}`;
      this.#routes.set(key, [...(this.#routes.get(key) ?? []), { ...one, segments }]);
    }
    return this;
  }

  /** @throws DiscordError when no route fits */
  find(method: string, path: string): { route: Route; params: Record<string, string> } {
    const given = path.split('/').slice(1);
    for (const one of this.#routes.get(`${method}${given.length}`) ?? []) {
      const params: Record<string, string> = {};
      const fits = one.segments.every((segment, index) => {
        const value = given[index] ?? '';
        if (!segment.startsWith('{')) return segment === value;
        params[segment.slice(1, -1)] = decode(value);
        return true;
      });
      if (fits) return { route: one, params };
    }
    throw refusals.notFound();
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw refusals.badRequest();
  }
}

/** A request as the bot made it and what came of it, for tests and for people who look behind a message. */
export interface RecordedRequest {
  method: string;
  path: string;
  /** empty where no route fits */
  template: string;
  query: Record<string, string>;
  body: unknown;
  /** names of the uploaded files */
  files: string[];
  status: number;
  response: unknown;
  /** UTC milliseconds */
  at: number;
  /** why it was refused */
  refusal: DiscordError | null;
}
