/**
 * A fault that the person in front of the bot can mend. Its message is shown to them as it stands, so it is a whole
 * sentence in plain words that says what to do. Anything else that is thrown is our bug: it is logged with a
 * reference, and the member sees the reference alone.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** A fault of the machine or its settings that stops the program: shown to the operator without a stack trace. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}
