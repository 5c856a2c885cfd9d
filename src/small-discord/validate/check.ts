import { type FieldProblem, refusals } from '../errors.ts';

export type Path = readonly (string | number)[];
export type Json = Record<string, unknown>;

interface LengthRule {
  /** 0: it may be left out or empty */
  min?: number;
  max: number;
  required?: boolean;
}

/** Collects what is wrong with a body, and refuses it when anything is. */
export class Check {
  readonly problems: FieldProblem[] = [];
  readonly #prefix: Path;

  /** @param prefix where the checked part is in the whole body */
  constructor(prefix: Path = []) {
    this.#prefix = prefix;
  }

  add(path: Path, code: string, message: string): void {
    this.problems.push({ path: [...this.#prefix, ...path], code, message });
  }

  required(path: Path): void {
    this.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
  }

  /** A text within limits. Discord ignores blanks at both ends and counts code points. */
  text(value: unknown, path: Path, { min = 0, max, required = false }: LengthRule): void {
    if (value === undefined || value === null) {
      if (required) this.required(path);
      return;
    }
    if (typeof value !== 'string')
      return this.add(path, 'BASE_TYPE_STRING', 'Could not convert this field to a string.');
    const length = textLength(value);
    if (length === 0 && required) return this.required(path);
    if (length < min || length > max) this.#badLength(path, min, max);
  }

  /** A list of objects within limits. */
  list(value: unknown, path: Path, rule: LengthRule): Json[] {
    const items = this.values(value, path, rule);
    items.forEach((item, index) => {
      if (!isJson(item)) this.add([...path, index], 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType');
    });
    return items.filter(isJson);
  }

  /** A list of anything within limits. */
  values(value: unknown, path: Path, { min = 0, max, required = min > 0 }: LengthRule): unknown[] {
    if (value === undefined || value === null) {
      if (required) this.required(path);
      return [];
    }
    if (!Array.isArray(value)) {
      this.add(path, 'BASE_TYPE_LIST', 'Only iterables may be used in a ListType');
      return [];
    }
    if (value.length < min || value.length > max) this.#badLength(path, min, max);
    return value as unknown[];
  }

  /** An object, or undefined. */
  object(value: unknown, path: Path): Json | undefined {
    if (value === undefined || value === null) return undefined;
    if (isJson(value)) return value;
    this.add(path, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType');
    return undefined;
  }

  integer(value: unknown, path: Path, { min, max }: { min: number; max: number }): void {
    if (value === undefined || value === null) return;
    if (typeof value !== 'number' || !Number.isInteger(value))
      return this.add(path, 'NUMBER_TYPE_COERCE', `Value "${JSON.stringify(value)}" is not int.`);
    if (value < min) this.add(path, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`);
    if (value > max) this.add(path, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`);
  }

  oneOf(value: unknown, path: Path, allowed: readonly unknown[]): void {
    if (allowed.includes(value)) return;
    this.add(path, 'BASE_TYPE_CHOICES', `Value must be one of (${allowed.map(String).join(', ')}).`);
  }

  url(value: unknown, path: Path, schemes: readonly string[]): void {
    if (value === undefined || value === null || value === '') return;
    if (typeof value !== 'string') return this.text(value, path, { max: 2048 });
    const scheme = /^([a-z]+):/i.exec(value)?.[1]?.toLowerCase();
    if (scheme && !schemes.includes(scheme)) {
      const allowed = schemes.map((name) => `'${name}'`).join(', ');
      const message = `Scheme "${scheme}" is not supported. Scheme must be one of (${allowed}).`;
      this.add(path, 'URL_TYPE_INVALID_SCHEME', message);
    } else if (!scheme || !/^[a-z]+:\/\/[^\s/]+/i.test(value) || (scheme.startsWith('http') && !URL.canParse(value))) {
      this.add(path, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    }
  }

  #badLength(path: Path, min: number, max: number): void {
    if (min === 0) this.add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
    else this.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
  }

  /** @throws DiscordError 50035 when something is wrong */
  done(): void {
    if (this.problems.length > 0) throw refusals.invalidBody(this.problems);
  }
}

/** Code points without the blanks at both ends. */
export function textLength(text: string): number {
  const trimmed = text.trim();
  // eslint-disable-next-line no-control-regex -- the whole range of ASCII
  return /^[\x00-\x7f]*$/.test(trimmed) ? trimmed.length : [...trimmed].length;
}

/** Whether it is an object and not a list. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A number of a body as it came; `otherwise` for anything else, whatever JavaScript would make of it. */
export function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
