/** Errors between two threads: a structured clone keeps neither their class nor their fields. */
import { OperatorError, UserError } from '../errors.ts';
import { SendError, type SendFailure } from '../messenger.ts';

/** An error as plain data; `cause` likewise. */
export interface PlainError {
  name: string;
  message: string;
  stack?: string | undefined;
  fields: { code?: unknown; status?: unknown; method?: unknown; failure?: unknown };
  cause?: PlainError | undefined;
}

/** More causes than that are a circle. */
const MOST_CAUSES = 5;

export function toPlainError(error: unknown, depth = 0): PlainError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), fields: {} };
  const { name, message, stack } = error;
  const { code, status, method, failure } = error as PlainError['fields'];
  const cause = error.cause === undefined || depth >= MOST_CAUSES ? undefined : toPlainError(error.cause, depth + 1);
  return { name, message, stack, fields: { code, status, method, failure }, cause };
}

/** The error again, of its own class where somebody asks for that. */
export function fromPlainError({ name, message, stack, fields, cause }: PlainError): Error {
  const options = cause && { cause: fromPlainError(cause) };
  const error = make(name, message, fields.failure as SendFailure | undefined, options);
  if (stack !== undefined) error.stack = stack;
  return error;

  function make(...[kind, words, failure, rest]: [string, string, SendFailure | undefined, ErrorOptions | undefined]) {
    if (kind === 'UserError') return new UserError(words, rest);
    if (kind === 'OperatorError') return new OperatorError(words, rest);
    if (kind === 'SendError') return new SendError(words, failure, rest);
    const known = Object.entries(fields).filter(([, value]) => value !== undefined);
    return Object.assign(new Error(words, rest), { name: kind }, Object.fromEntries(known));
  }
}
