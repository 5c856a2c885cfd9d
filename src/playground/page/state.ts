/** Everything that the page shows, and the one place where it changes. */
import type { APIMessage } from 'discord-api-types/v10';
import type {
  ChannelView,
  ClockView,
  Example,
  GuildView,
  ModalView,
  PlacesView,
  RequestView,
} from '../server/protocol.ts';
import type { Place } from './composer/mentions.ts';
import type { PackNotice } from '../../pack/notice.ts';

/** Something that only this page knows: a command on its way, or why nothing came of it. */
export interface LocalNote {
  id: number;
  channelId: string;
  kind: 'sending' | 'failed';
  /** what was typed */
  line: string;
  text: string;
  /** UTC milliseconds, as the bot sees it */
  at: number;
  /** the message below which it stands; empty: below all that there are and come, or above them when it failed */
  after: string;
}

export type Theme = 'system' | 'light' | 'dark';

export interface State {
  isConnected: boolean;
  places: PlacesView | null;
  examples: Example[];
  clock: ClockView | null;
  /** this page's real time when the clock was told, to go on from there */
  clockToldAt: number;
  isMoving: boolean;
  channelId: string;
  /** what has been loaded, by channel */
  messages: Map<string, APIMessage[]>;
  /** the message on which a thread was opened, by the thread */
  starters: Map<string, APIMessage>;
  /** an id of when this page was opened: private messages of before are gone, as on Discord; empty: not told yet */
  since: string;
  /** the message here that is to be read now from its top: it is new, or says something else after a press; empty: none */
  arrived: string;
  unread: Set<string>;
  notes: LocalNote[];
  /** components that wait for the bot: custom ID by message */
  busy: Map<string, string>;
  /** why a press came to nothing, by message */
  failures: Map<string, string>;
  /** until when the bot is typing, by channel; in real time */
  typing: Map<string, number>;
  panel: 'none' | 'members' | 'requests';
  /** the message whose requests are shown; null: the latest of all */
  inspected: string | null;
  requests: RequestView[];
  refusals: number;
  modal: ModalView | null;
  modalError: string;
  pack: PackNotice | null;
  /** the message whose menu is open, where on the screen, and the apps in it */
  menu: { messageId: string; x: number; y: number; apps: string[]; isPicking: boolean } | null;
  /** the message that is answered with what is typed; empty: none, as with the next two */
  answered: string;
  /** the message that is being edited */
  editing: string;
  /** the message that is to be deleted, if that is confirmed */
  deleting: string;
  /** the picture that is shown in full */
  picture: { path: string; alt: string; isLarge: boolean } | null;
  isDrawerOpen: boolean;
  isSwitchOpen: boolean;
  isAskingStartOver: boolean;
  /** everything is being forgotten, and the server is away for a moment */
  isStartingOver: boolean;
  theme: Theme;
  /** for screen readers */
  announcement: string;
}

const THEME_KEY = 'studyhall-theme';

export function createState(): State {
  return {
    isConnected: false,
    places: null,
    examples: [],
    clock: null,
    clockToldAt: 0,
    isMoving: false,
    channelId: '',
    messages: new Map(),
    starters: new Map(),
    since: '',
    arrived: '',
    unread: new Set(),
    notes: [],
    busy: new Map(),
    failures: new Map(),
    typing: new Map(),
    panel: matchMedia('(min-width: 1100px)').matches ? 'members' : 'none',
    inspected: null,
    requests: [],
    refusals: 0,
    modal: null,
    modalError: '',
    pack: null,
    menu: null,
    answered: '',
    editing: '',
    deleting: '',
    picture: null,
    isDrawerOpen: false,
    isSwitchOpen: false,
    isAskingStartOver: false,
    isStartingOver: false,
    theme: storedTheme(),
    announcement: '',
  };
}

function storedTheme(): Theme {
  const stored = localStorage.getItem(THEME_KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

export function applyTheme(theme: Theme): void {
  localStorage.setItem(THEME_KEY, theme);
  if (theme === 'system') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.dataset.theme = theme;
}

/** The playground's time at this moment. */
export function nowOf({ clock }: State): number {
  return Date.now() + (clock?.offsetMs ?? 0);
}

export function guildOf(state: State): GuildView | undefined {
  return state.places?.guilds.find((guild) => guild.channels.some(({ id }) => id === state.channelId));
}

export function channelOf(state: State): ChannelView | undefined {
  return guildOf(state)?.channels.find(({ id }) => id === state.channelId);
}

/** A message that is shown here. */
export function messageHere({ messages, starters, channelId }: State, id: string): APIMessage | undefined {
  const starter = starters.get(channelId);
  return starter?.id === id ? starter : messages.get(channelId)?.find((message) => message.id === id);
}

/** Whom and what one can name here. */
export function placeOf(state: State): Place {
  const guild = guildOf(state);
  return {
    people: guild?.members ?? state.places?.people ?? [],
    roles: guild?.roles ?? [],
    channels: guild?.channels ?? [],
  };
}

export function isDm(state: State): boolean {
  return state.channelId !== '' && state.channelId === state.places?.dmChannelId;
}

export function placeName(state: State): string {
  if (isDm(state)) return state.places?.bot.name ?? '';
  for (const guild of state.places?.guilds ?? [])
    for (const channel of guild.channels) if (channel.id === state.channelId) return channel.name;
  return '';
}

/** Whether something lies over the messages: the drawer of a phone, or a panel where there is no room beside them. */
export function isCovered(state: State): boolean {
  return state.isDrawerOpen || isPanelOver(state);
}

/** Whether the panel lies over the messages, since there is no room beside them. */
export function isPanelOver({ panel }: State): boolean {
  return panel !== 'none' && matchMedia('(max-width: 1000px)').matches;
}
