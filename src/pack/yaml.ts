import { type Document, LineCounter, isMap, isNode, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import type { Problem } from './problem.ts';
import { findMistake } from './yaml-mistake.ts';

/** A YAML text that knows on which line of its file each value stands. */
export interface YamlSource {
  value: unknown;
  /** line of the value at `path`, or of the nearest value around it that exists */
  lineOf: (path: readonly PropertyKey[]) => number;
  problems: Problem[];
}

/** Reads YAML. `firstLine` is the line of the file on which the text begins. */
export function readYaml(file: string, source: string, firstLine = 1): YamlSource {
  const counter = new LineCounter();
  const document = parseDocument(source, { lineCounter: counter, prettyErrors: false });
  const lineAt = (offset: number) => counter.linePos(offset).line + firstLine - 1;
  const problems: Problem[] = [];
  const mistake = findMistake(document, source);
  if (mistake) problems.push({ file, line: lineAt(mistake.offset), message: mistake.message });
  else
    visit(document, {
      Alias: (_key, { source: name, range }) => {
        const message = `this is not valid YAML ("*${name}" refers to something); put it between quotes if it is text`;
        problems.push({ file, line: lineAt(range?.[0] ?? 0), message });
      },
    });
  return {
    value: problems.length > 0 ? undefined : document.toJS(),
    lineOf: (path) => lineAt(offsetOf(document, path)),
    problems,
  };
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isNode(item.key) && String(item.key) === String(key));
      if (isNode(pair?.key) && pair.key.range) return pair.key.range[0];
    } else {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return node.range[0];
    }
  }
  const root = document.contents;
  return root?.range?.[0] ?? 0;
}

/** Checks a value that was read against a schema; problems name the line and the key. */
export function checkYaml<T>(
  file: string,
  schema: z.ZodType<T>,
  value: unknown,
  lineOf: YamlSource['lineOf'],
  prefix: readonly PropertyKey[] = [],
): { value: T | undefined; problems: Problem[] } {
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data, problems: [] };
  return {
    value: undefined,
    problems: result.error.issues.map((issue) => ({
      file,
      line: lineOf([...prefix, ...issue.path]),
      message: describe(issue, value),
    })),
  };
}

function describe(issue: z.core.$ZodIssue, value: unknown): string {
  const key = issue.path.map((part) => (typeof part === 'number' ? `${part + 1}.` : String(part))).join(' ');
  if (issue.code === 'unrecognized_keys') {
    return `${issue.keys.map((name) => `"${name}"`).join(', ')} is not a key of ${key || 'this file'}; remove it or correct its spelling`;
  }
  if (issue.path.length === 0 && issue.code === 'invalid_type') return 'must be keys with values, like "id: some-name"';
  if (issue.path.length > 0 && valueAt(value, issue.path) === undefined) return `"${key}" is missing`;
  // A message that names what it is about in quotes needs no key before it.
  return key && !issue.message.startsWith('"') ? `"${key}" ${issue.message}` : issue.message;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);
}
