/**
 * Checks requests against Discord's own description of its HTTP API. The description is Discord's and no part of this
 * project: DISCORD_OPENAPI says where it lies, and the tests that need it are skipped without.
 */
import { readFileSync } from 'node:fs';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { RecordedRequest } from '../../src/small-discord/index.ts';

const FILE = process.env.DISCORD_OPENAPI ?? '';

/** Whether there is a description to check against. Where it is named and missing, the tests fail. */
export const openApiPresent = FILE !== '';

/** What of a request is checked; the small Discord records such. */
export type CheckedRequest = Pick<RecordedRequest, 'method' | 'path' | 'body'> &
  Partial<Pick<RecordedRequest, 'query' | 'files' | 'status'>>;

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
}

interface Operation {
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, unknown> };
}

type PathItem = Record<string, Operation> & { parameters?: Parameter[] };

interface Description {
  paths: Record<string, PathItem>;
}

interface FoundOperation {
  template: string;
  operation: Operation;
  pathItem: PathItem;
  /** where the operation is in the document, as a JSON pointer */
  pointer: string;
}

/** What is wrong with the requests, in words, one text for each; empty when nothing is. */
export function checkRequests(requests: readonly CheckedRequest[]): string[] {
  return requests.flatMap((request) => {
    const found = findOperation(request);
    if (!found) return [`${request.method} ${request.path}: there is no such operation`];
    const problems = [...checkQuery(request, found), ...checkBody(request, found)];
    return problems.length === 0 ? [] : [`${request.method} ${found.template}: ${problems.join('; ')}`];
  });
}

let loaded: { paths: readonly { template: string; segments: string[]; item: PathItem }[] } | undefined;
const compiled = new Map<string, ValidateFunction>();
const forBodies = makeAjv(false);
/** values in an address are texts */
const forQueries = makeAjv(true);

function makeAjv(coerceTypes: boolean): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true, coerceTypes });
  formats.default(ajv);
  // Said by the schemas' patterns and lengths already.
  for (const name of ['nonce', 'snowflake']) ajv.addFormat(name, true);
  return ajv;
}

function load() {
  if (loaded) return loaded;
  const document = JSON.parse(readFileSync(FILE, 'utf8')) as Description;
  splitUnions(document, document);
  takePermissionsAsText(document);
  forBodies.addSchema(document, 'discord');
  forQueries.addSchema(document, 'discord');
  const paths = Object.entries(document.paths).map(([template, item]) => ({
    template,
    segments: template.split('/'),
    item,
  }));
  return (loaded = { paths });
}

/** A literal segment (`@me`) goes before a parameter. */
function findOperation({ method, path }: CheckedRequest): FoundOperation | undefined {
  const given = path.split('/');
  const fitting = load().paths.filter(
    ({ segments, item }) =>
      segments.length === given.length &&
      method.toLowerCase() in item &&
      segments.every((segment, index) => segment.startsWith('{') || segment === given[index]),
  );
  const literals = (segments: readonly string[]) => segments.filter((segment) => !segment.startsWith('{')).length;
  const [best] = fitting.sort((a, b) => literals(b.segments) - literals(a.segments));
  const operation = best?.item[method.toLowerCase()];
  if (!best || !operation) return undefined;
  const pointer = `discord#/paths/${escapePointer(best.template)}/${method.toLowerCase()}`;
  return { template: best.template, operation, pathItem: best.item, pointer };
}

function checkQuery({ query = {} }: CheckedRequest, { operation, pathItem, pointer }: FoundOperation): string[] {
  const itemPointer = pointer.slice(0, pointer.lastIndexOf('/'));
  const known = [
    ...(pathItem.parameters ?? []).map((parameter, index) => ({ parameter, at: `${itemPointer}/parameters/${index}` })),
    ...(operation.parameters ?? []).map((parameter, index) => ({ parameter, at: `${pointer}/parameters/${index}` })),
  ].filter(({ parameter }) => parameter.in === 'query');
  const problems = Object.keys(query)
    .filter((name) => !known.some(({ parameter }) => parameter.name === name))
    .map((name) => `there is no parameter ${name}`);
  for (const { parameter, at } of known) {
    const { name, required } = parameter;
    const value = query[name];
    if (value === undefined) {
      if (required) problems.push(`the parameter ${name} is missing`);
      continue;
    }
    const validate = compile(forQueries, `${at}/schema`);
    if (!validate({ value })) problems.push(...describe(validate.errors, `the parameter ${name}`));
  }
  return problems;
}

function checkBody({ body, files = [] }: CheckedRequest, { operation, pointer }: FoundOperation): string[] {
  const { requestBody } = operation;
  if (body === undefined) return requestBody?.required ? ['the body is missing'] : [];
  if (!requestBody) return ['no body is taken'];
  const type = files.length > 0 ? 'multipart/form-data' : 'application/json';
  if (!(type in requestBody.content)) return [`${type} is not taken`];
  const validate = compile(forBodies, `${pointer}/requestBody/content/${escapePointer(type)}/schema`);
  return validate({ value: body }) ? [] : describe(validate.errors, 'the body');
}

/** A validator of `{ value }`; wrapped, so that coercion has something to change. */
function compile(ajv: Ajv2020, pointer: string): ValidateFunction {
  let validate = compiled.get(pointer);
  if (!validate) {
    validate = ajv.compile({ type: 'object', properties: { value: { $ref: pointer } }, required: ['value'] });
    compiled.set(pointer, validate);
  }
  return validate;
}

interface Schema {
  $ref?: string;
  type?: unknown;
  required?: string[];
  properties?: { type?: { enum?: unknown[] } };
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: unknown[];
}

/**
 * Turns unions whose members differ by their `type` into "if it is of this type, then …", in place. It means the same,
 * but what is wrong with a button is then said of a button, and not of each of the things that it is not.
 */
function splitUnions(document: unknown, node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  for (const child of Object.values(node)) splitUnions(document, child);
  const schema = node as Schema;
  const members = schema.oneOf ?? schema.anyOf;
  const cases = members?.map((member) => {
    if (member.type === 'null') return { when: { type: 'null' }, member };
    const types = member.$ref ? follow(document, member.$ref).properties?.type?.enum : undefined;
    return types && { when: { properties: { type: { enum: types } }, required: ['type'] }, member };
  });
  if (!cases?.every((one) => one !== undefined) || cases.length < 2) return;
  delete schema.oneOf;
  delete schema.anyOf;
  schema.allOf = [
    ...(schema.allOf ?? []),
    ...cases.map(({ when, member }) => ({ if: when, then: member })),
    { anyOf: cases.map(({ when }) => when) },
  ];
}

/** The description asks for a number here, but the documentation for a text, and Discord takes both. */
function takePermissionsAsText(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, child] of Object.entries(node)) {
    if (key === 'default_member_permissions')
      Object.assign(child, { type: ['integer', 'string', 'null'], pattern: '^\\d+$' });
    else takePermissionsAsText(child);
  }
}

/** @param ref such as `#/components/schemas/Name` */
function follow(document: unknown, ref: string): Schema {
  const keys = ref.split('/').slice(1);
  return keys.reduce((node, key) => (node as Record<string, unknown>)[key], document) as Schema;
}

/** A union that nothing fits yields the errors of all its members: those that only name another kind of value go. */
function describe(errors: readonly ErrorObject[] | null | undefined, what: string): string[] {
  const all = errors ?? [];
  const telling = all.filter(({ keyword }) => !['oneOf', 'anyOf', 'if', 'type'].includes(keyword));
  const explained = new Set(telling.map(({ instancePath }) => instancePath));
  const isExplained = ({ instancePath }: ErrorObject) => [...explained].some((path) => path.startsWith(instancePath));
  const shown = all.filter((error) => telling.includes(error) || (error.keyword !== 'if' && !isExplained(error)));
  const words = shown.map(({ instancePath, keyword, message = '' }) => {
    // Without the wrapper.
    const at = instancePath.replace(/^\/value/, '');
    const said = keyword === 'const' || keyword === 'enum' ? `must be ${allowedAt(all, instancePath)}` : message;
    return `${at || what} ${said}`;
  });
  return [...new Set(words)];
}

function allowedAt(errors: readonly ErrorObject[], instancePath: string): string {
  const here = errors.filter((error) => error.instancePath === instancePath);
  const allowed = here.flatMap(({ keyword, params }) => {
    if (keyword === 'const') return [params.allowedValue as unknown];
    return keyword === 'enum' ? (params.allowedValues as unknown[]) : [];
  });
  return allowed.map((value) => JSON.stringify(value)).join(' or ');
}

function escapePointer(key: string): string {
  return encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
}
