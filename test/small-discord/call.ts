/** Calls to the API without discord.js, which would refuse some bodies itself. */
import type { APIMessage } from 'discord-api-types/v10';
import type { SmallDiscord } from '../../src/small-discord/index.ts';

/** What tests look at in answers: those of a message, of a thread or command, and of a refusal. */
export type Answer = APIMessage & {
  parent_id: string;
  description: string;
  code: number | undefined;
  errors: ErrorTree;
  retry_after: number;
  global: boolean;
};

export interface ErrorTree {
  _errors?: { code: string; message: string }[];
}

/** @param body an object, or the text of a body */
export async function call<Body = Answer>(
  discord: Pick<SmallDiscord, 'apiUrl' | 'token'>,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const response = await fetch(`${discord.apiUrl}/v10${path}`, {
    method,
    headers: { Authorization: `Bot ${discord.token}`, 'Content-Type': 'application/json', ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : {}) as Body };
}

/** The problems that a refusal names, each as `path CODE`. */
export function problemsIn(errors: ErrorTree | undefined, path: string[] = []): string[] {
  const here = (errors?._errors ?? []).map(({ code }) => `${path.join('.')} ${code}`.trim());
  const below = Object.entries(errors ?? {}).filter(([key]) => key !== '_errors') as [string, ErrorTree][];
  return [...here, ...below.flatMap(([key, inner]) => problemsIn(inner, [...path, key]))];
}
