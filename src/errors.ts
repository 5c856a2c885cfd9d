import { ENGLISH, type Sentence } from './language.ts';

/**
 * A fault that the person in front of the bot can mend. Its sentence comes from a feature's words and is shown to them in
 * their language; it says in plain words what to do. Anything else that is thrown is our bug: it is logged with a reference,
 * and the member sees the reference alone.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly say: Sentence;

  constructor(words: Sentence | string, options?: ErrorOptions) {
    super(typeof words === 'string' ? words : words(ENGLISH), options);
    this.say = typeof words === 'string' ? () => words : words;
  }
}

/** A fault of the machine or its settings that stops the program: shown to the operator without a stack trace. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}
