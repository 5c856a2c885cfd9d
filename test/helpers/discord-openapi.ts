/** Checks what the bot sent against Discord's own description of its API, where that lies beside the checkout. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

interface Request {
  method: string;
  /** without `/api/v10` */
  path: string;
  body: unknown;
  status: number;
}

const file = process.env.DISCORD_OPENAPI ?? join(import.meta.dirname, '../../../shared/discord-openapi.json');

/** Whether the description is there. Tests that need it say by their name that they were skipped when it is not. */
export const openApiPresent = existsSync(file);

interface Description {
  paths: Record<string, Record<string, { requestBody?: { content: Record<string, unknown> } }>>;
}

let loaded: { description: Description; ajv: Ajv2020; patterns: [RegExp, string][] } | undefined;
const validators = new Map<string, ValidateFunction | undefined>();

function load() {
  if (loaded) return loaded;
  const description = JSON.parse(readFileSync(file, 'utf8')) as Description;
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema({ $id: 'discord', ...description });
  // Literal segments go before parameters: `@original` has a path of its own.
  const patterns = Object.keys(description.paths)
    .sort((a, b) => a.split('{').length - b.split('{').length)
    .map((path): [RegExp, string] => [new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`), path]);
  loaded = { description, ajv, patterns };
  return loaded;
}

/** What is wrong with these requests, in words; nothing for one that Discord refused anyway. */
export function checkRequests(requests: readonly Request[]): string[] {
  return requests.flatMap((request) => {
    const { method, path, body, status } = request;
    if (status >= 400) return [];
    const known = load().patterns.find(([pattern]) => pattern.test(path))?.[1];
    const operation = known && load().description.paths[known]?.[method.toLowerCase()];
    if (!known || !operation) return [`${method} ${path} is no operation of Discord's API`];
    if (body === undefined) return [];
    const validate = validatorOf(known, method.toLowerCase(), operation);
    if (!validate) return [`${method} ${path} takes no body`];
    if (validate(asDescribed(body))) return [];
    const errors = (validate.errors ?? []).slice(0, 5).map((error) => `${error.instancePath || '/'} ${error.message}`);
    return [`${method} ${path}: ${errors.join('; ')}`];
  });
}

/**
 * The one place where the description is narrower than Discord's documentation: it calls `default_member_permissions` an
 * integer, while the documentation and every library say a string of digits, since permissions outgrow 53 bits.
 */
function asDescribed(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body), (key, value: unknown) =>
    key === 'default_member_permissions' && typeof value === 'string' ? Number(value) : value,
  );
}

function validatorOf(path: string, method: string, operation: { requestBody?: { content: Record<string, unknown> } }) {
  const key = `${method} ${path}`;
  if (!validators.has(key)) {
    const type = operation.requestBody?.content['application/json'] ? 'application/json' : undefined;
    const pointer = ['paths', path, method, 'requestBody', 'content', type ?? '', 'schema'].map((part) =>
      encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')),
    );
    validators.set(key, type && load().ajv.compile({ $ref: `discord#/${pointer.join('/')}` }));
  }
  return validators.get(key);
}
