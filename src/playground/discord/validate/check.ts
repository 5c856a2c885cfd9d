import { type FieldProblem, refusals } from '../errors.ts';

export type Path = (string | number)[];
export type Json = Record<string, unknown>;

/** Collects what is wrong with a body, and refuses it when anything is. */
export class Check {
  readonly problems: FieldProblem[] = [];

  add(path: Path, code: string, message: string): void {
    this.problems.push({ path, code, message });
  }

  /** A text within limits; nothing is said about one that is absent, unless it is required. */
  text(
    value: unknown,
    path: Path,
    { min = 1, max, required = false }: { min?: number; max: number; required?: boolean },
  ): void {
    if (value === undefined || value === null || value === '') {
      if (required) this.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
      return;
    }
    if (typeof value !== 'string')
      return this.add(path, 'BASE_TYPE_STRING', 'Could not convert this field to a string.');
    const length = [...value].length;
    if (length < min || length > max) {
      this.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
    }
  }

  /** A list of at most so many objects. */
  list(value: unknown, path: Path, { min = 0, max }: { min?: number; max: number }): Json[] {
    if (value === undefined || value === null) {
      if (min > 0) this.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
      return [];
    }
    if (!Array.isArray(value)) {
      this.add(path, 'BASE_TYPE_LIST', 'Only iterables may be used in a ListType');
      return [];
    }
    if (value.length < min || value.length > max) {
      this.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
    }
    return value as Json[];
  }

  url(value: unknown, path: Path, schemes: readonly string[]): void {
    if (value === undefined || value === null) return;
    const scheme = /^([a-z]+):\/\/./i.exec(String(value))?.[1]?.toLowerCase();
    if (!scheme || !schemes.includes(scheme)) {
      const allowed = schemes.map((name) => `'${name}'`).join(', ');
      this.add(
        path,
        'URL_TYPE_INVALID_SCHEME',
        `Scheme "${scheme ?? ''}" is not supported. Scheme must be one of (${allowed}).`,
      );
    }
  }

  /** @throws DiscordError 50035 when something is wrong */
  done(): void {
    if (this.problems.length > 0) throw refusals.invalidBody(this.problems);
  }
}
