import type { DiscordError } from '../errors.ts';
import type { UploadedFile } from '../messages.ts';

export interface RestRequest {
  method: string;
  /** without `/api/v10` */
  path: string;
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  body: unknown;
  files: readonly UploadedFile[];
}

export interface RestResponse {
  status: number;
  body?: unknown;
}

/** What a route may do without the bot's token: Discord's interaction routes carry a token of their own. */
export interface Route {
  method: string;
  /** as Discord's documentation writes it: `/channels/{channel.id}/messages` */
  template: string;
  needsToken: boolean;
  handle: (request: RestRequest) => RestResponse | Promise<RestResponse>;
}

interface CompiledRoute extends Route {
  segments: readonly string[];
}

/** Finds the route of a request, segment by segment. */
export class Router {
  readonly #routes = new Map<string, CompiledRoute[]>();

  add(routes: readonly Route[]): this {
    for (const route of routes) {
      const segments = route.template.split('/').slice(1);
      const key = `${route.method}${segments.length}`;
      this.#routes.set(key, [...(this.#routes.get(key) ?? []), { ...route, segments }]);
    }
    return this;
  }

  find(method: string, path: string): { route: Route; params: Record<string, string> } | undefined {
    const given = path.split('/').slice(1);
    for (const route of this.#routes.get(`${method}${given.length}`) ?? []) {
      const params: Record<string, string> = {};
      const fits = route.segments.every((segment, index) => {
        const value = given[index] ?? '';
        if (!segment.startsWith('{')) return segment === value;
        params[segment.slice(1, -1)] = decodeURIComponent(value);
        return true;
      });
      if (fits) return { route, params };
    }
    return undefined;
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
  files: string[];
  status: number;
  response: unknown;
  /** UTC milliseconds */
  at: number;
  /** why it was refused */
  refusal: DiscordError | null;
}
