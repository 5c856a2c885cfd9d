/** Errors between two threads: a structured clone keeps neither their class nor their fields. */
import { OperatorError } from '../errors.ts';
import { SendError, type SendFailure, type Unsent } from '../messenger.ts';

/** An error as plain data; `cause` likewise. */
export interface PlainError {
  name: string;
  message: string;
  stack?: string | undefined;
  fields: { code?: unknown; status?: unknown; method?: unknown; failure?: unknown; why?: unknown };
  cause?: PlainError | undefined;
}

/** A longer chain of causes is circular. */
const MOST_CAUSES = 5;

export function toPlainError(error: unknown, depth = 0): PlainError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), fields: {} };
  const { name, message, stack } = error;
  const { code, status, method, failure, why } = error as PlainError['fields'];
  const cause = error.cause === undefined || depth >= MOST_CAUSES ? undefined : toPlainError(error.cause, depth + 1);
  return { name, message, stack, fields: { code, status, method, failure, why }, cause };
}

/** The error restored, of its own class where somebody checks for that. */
export function fromPlainError({ name, message, stack, fields, cause }: PlainError): Error {
  const options = cause && { cause: fromPlainError(cause) };
  const error = make();
  if (stack !== undefined) error.stack = stack;
  return error;

  function make(): Error {
    if (name === 'OperatorError') return new OperatorError(message, options);
    if (name === 'SendError') return new SendError(fields.why as Unsent, fields.failure as SendFailure, options);
    const known = Object.entries(fields).filter(([, value]) => value !== undefined);
    return Object.assign(new Error(message, options), { name }, Object.fromEntries(known));
  }
}
