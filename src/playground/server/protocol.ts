/** What page and server say to each other over the WebSocket, as JSON. Types only: both sides read this file. */
import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  ChannelType,
} from 'discord-api-types/v10';
import type { PackNotice } from '../../pack/notice.ts';

export interface MemberView {
  id: string;
  name: string;
  isBot: boolean;
  /** whether this member runs the server */
  isOrganiser: boolean;
  roleIds: string[];
}

export interface RoleView {
  id: string;
  name: string;
  /** 0xRRGGBB; 0: none of its own */
  colour: number;
  position: number;
}

export interface ChannelView {
  id: string;
  name: string;
  topic: string | null;
  type: ChannelType;
  /** the channel that a thread belongs to, which stands before it; null: no thread */
  threadOf: string | null;
  /** whether this member may write here */
  mayWrite: boolean;
}

export interface GuildView {
  id: string;
  name: string;
  channels: ChannelView[];
  roles: RoleView[];
  members: MemberView[];
}

export interface PersonView {
  id: string;
  name: string;
  isBot: boolean;
}

/** Where somebody may go, and who is there. */
export interface PlacesView {
  me: PersonView;
  guilds: GuildView[];
  /** the channel of direct messages with the bot */
  dmChannelId: string;
  /** everybody, for names in mentions */
  people: PersonView[];
  /** whom the page can be */
  playable: PersonView[];
  bot: PersonView;
}

/** Something to try, from the bot's own list of commands. */
export interface Example {
  line: string;
  description: string;
}

export interface ClockView {
  /** UTC milliseconds, as the bot sees it */
  now: number;
  /** how far it is ahead of real time */
  offsetMs: number;
  /** when the next question of the day is due in a server of this member's; null: none is set up */
  nextDailyAt: number | null;
}

/** One of the bot's requests, as it was made. */
export interface RequestView {
  method: string;
  path: string;
  query: Record<string, string>;
  body: unknown;
  files: string[];
  status: number;
  response: unknown;
  at: number;
  /** why the small Discord refused it, in words */
  refusal: { message: string; code: number; fields: { path: string; message: string }[] } | null;
}

export type ModalView = APIModalInteractionResponseCallbackData & { interactionId: string };

export type OptionInput = string | number | boolean;

/** What came of a command, a press or a form. */
export interface OutcomeView {
  status: 'replied' | 'updated' | 'deferred' | 'modal' | 'autocomplete' | 'no-response' | 'refused';
  refusal: string | null;
  modal: ModalView | null;
}

/** What the page may ask for, and what it gets. */
export interface Calls {
  messages: { ask: { channelId: string }; get: APIMessage[] };
  /** the message on which a thread was opened; null: on none, or it is gone */
  starter: { ask: { channelId: string }; get: APIMessage | null };
  commands: { ask: { channelId: string }; get: APIApplicationCommand[] };
  autocomplete: {
    ask: { channelId: string; command: string; values: Record<string, OptionInput>; focused: string };
    get: readonly APIApplicationCommandOptionChoice[];
  };
  slash: { ask: { channelId: string; command: string; values: Record<string, OptionInput> }; get: OutcomeView };
  /** uses a message command, from the menu of a message */
  useOn: { ask: { channelId: string; messageId: string; command: string }; get: OutcomeView };
  press: { ask: { channelId: string; messageId: string; customId: string }; get: OutcomeView };
  select: { ask: { channelId: string; messageId: string; customId: string; values: string[] }; get: OutcomeView };
  submit: { ask: { interactionId: string; fields: Record<string, string | string[]> }; get: OutcomeView };
  /** asks one question of a pack, by its id */
  showQuestion: { ask: { channelId: string; packId: string; id: string }; get: null };
  /** `answered` is the message that it answers; null: none */
  say: { ask: { channelId: string; content: string; answered: string | null }; get: null };
  edit: { ask: { channelId: string; messageId: string; content: string }; get: null };
  delete: { ask: { channelId: string; messageId: string }; get: null };
  /** adds a reaction, or takes one's own back */
  react: { ask: { channelId: string; messageId: string; emoji: string; isOn: boolean }; get: null };
  dismiss: { ask: { channelId: string; messageId: string }; get: null };
  requests: { ask: { messageId: string | null }; get: RequestView[] };
  move: { ask: { to: 'hour' | 'day' | 'daily' }; get: ClockView };
  startOver: { ask: Record<string, never>; get: null };
}

export type CallName = keyof Calls;

export type FromPage = { [Name in CallName]: { id: number; call: Name; ask: Calls[Name]['ask'] } }[CallName];

/** What the server tells without being asked. */
export type Push =
  /** first of all; `since` is an id of now */
  | { push: 'hello'; since: string }
  /** everything is forgotten now: the server goes, and comes back */
  | { push: 'startingOver' }
  | { push: 'places'; places: PlacesView; examples: Example[] }
  | { push: 'message'; message: APIMessage }
  | { push: 'messageDeleted'; channelId: string; messageId: string }
  | { push: 'typing'; channelId: string }
  | { push: 'clock'; clock: ClockView }
  | { push: 'pack'; notice: PackNotice }
  | { push: 'refusal'; request: RequestView };

export type FromServer = Push | { re: number; get: unknown } | { re: number; error: string };
