/** The log: one JSON object a line. It holds no token and nothing that members typed, whatever went wrong. */
import pino, { type DestinationStream, type LevelWithSilent, type Logger } from 'pino';

/** A longer chain of causes is circular. */
const MOST_CAUSES = 5;

/** What is logged of an error. */
interface LoggedError {
  type: string;
  message: string;
  code?: unknown;
  status?: unknown;
  method?: unknown;
  stack?: string | undefined;
  cause?: unknown;
}

/** @param destination standard output, when it is left out */
export function createLog(level: LevelWithSilent, destination?: DestinationStream): Logger {
  return pino({ level, serializers: { err: describeError } }, destination);
}

/**
 * These fields and no others. A refused request carries its URL, which contains an interaction's token, and its body, which
 * contains members' words, and pino would log all of that.
 */
function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? error : typeof error;
  const { code, status, method } = error as { code?: unknown; status?: unknown; method?: unknown };
  const described: LoggedError = { type: error.name, message: error.message, code, status, method, stack: error.stack };
  if (error.cause !== undefined && depth < MOST_CAUSES) described.cause = describeError(error.cause, depth + 1);
  return described;
}
