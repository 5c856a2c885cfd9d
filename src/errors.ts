import { ENGLISH, type Sentence } from './language.ts';

/**
 * A fault that the person using the bot can put right. Its sentence comes from a feature's words and is shown to them in
 * their language; it says in plain words what to do. Anything else that is thrown is our bug: it is logged with a reference,
 * and the member sees the reference alone.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly say: Sentence;

  constructor(say: Sentence, options?: ErrorOptions) {
    super(say(ENGLISH), options);
    this.say = say;
  }
}

/** A fault of the machine or its settings that stops the program: shown to the operator without a stack trace. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}
