/**
 * What the part of the program that talks to Discord and the part that answers say to each other. All of it is plain data, so
 * that they can live in threads of their own and no work of the one holds up the other.
 */
import type {
  AutocompleteInput,
  Command,
  CommandInput,
  ComponentInput,
  MessageCommand,
  MessageInput,
} from '../command.ts';
import type { CommandIds } from '../mentions.ts';
import type { Choice } from '../message.ts';
import type { Wrong } from '../health/wrong.ts';
import type { WireReply } from './wire-reply.ts';

/** Something that a member asked for. `interactionId` is for the log. */
export type Call =
  | { kind: 'command'; interactionId: string; name: string; input: CommandInput }
  | { kind: 'message'; interactionId: string; name: string; input: MessageInput }
  | { kind: 'component'; interactionId: string; customId: string; input: Omit<ComponentInput, 'args'> };

/** What a member has typed so far. */
export interface SuggestCall {
  interactionId: string;
  name: string;
  input: AutocompleteInput;
}

/** What is known of a command without its code. */
export type CommandFacts = Pick<Command, 'data' | 'example' | 'isPrivateByDefault'>;

export type MessageCommandFacts = Pick<MessageCommand, 'data'>;

/** Whether a slow answer is private while it is being made. */
export function isPrivate(command: Pick<CommandFacts, 'isPrivateByDefault'>, { options }: CommandInput): boolean {
  return typeof options.private === 'boolean' ? options.private : (command.isPrivateByDefault ?? false);
}

export interface Engine {
  readonly commands: readonly CommandFacts[];
  readonly messageCommands: readonly MessageCommandFacts[];
  /** Answers a call. Never rejects because of what was asked: a refusal and a fault are replies, too. */
  answer(call: Call): Promise<WireReply>;
  suggest(call: SuggestCall): Promise<readonly Choice[]>;
  /** Discord has registered the commands: from now on their ids are known. */
  knowCommands(ids: CommandIds): Promise<void>;
  /**
   * Begins to monitor itself and, where `ticks`, to do what comes due; only one process of a bot does the latter. Call it
   * once the bot is connected.
   */
  startClock(ticks: boolean): Promise<void>;
  /** Something outside of the engine is wrong, such as the connection: see health/troubles.ts. */
  report(about: string, wrong: Wrong): Promise<void>;
  /** That trouble is over. */
  over(about: string): Promise<void>;
  /** Lets what is under way finish, and closes the database. */
  stop(): Promise<void>;
}
