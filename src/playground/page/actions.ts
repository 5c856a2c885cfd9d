/** What a person can do on the page. Each changes the state and has the page drawn again. */
import { type APIMessage, MessageFlags } from 'discord-api-types/v10';
import type { Calls, OutcomeView, Push } from '../server/protocol.ts';
import { writePlace } from './address.ts';
import type { Ready } from './composer/draft.ts';
import { CallRefused, type Connection, NOT_RUNNING, UNREACHABLE, connect } from './connection.ts';
import { wordNamesIn } from './names.ts';
import { packWords } from './pack-words.ts';
import { plainText } from './plain-text.ts';
import { type LocalNote, type State, type Theme, applyTheme, nowOf } from './state.ts';
import { byId } from './timeline.ts';

const TYPING_MS = 10_000;
/** For so long it is no wonder that the server is away. */
const STARTING_OVER_MS = 20_000;
const DISMISSED = 'The message was dismissed.';
const NO_ANSWER = 'The application did not respond';

export class Actions {
  readonly state: State;
  readonly #changed: () => void;
  #connection: Connection | undefined;
  #lastNote = 0;
  /** an id of when the server was reached last */
  #hello = '';
  /** the message that was pressed last, until it has changed; a slow answer changes it after it is busy no more */
  #used = '';
  /** whether something may have come while the server was away */
  #isStale = false;

  /** @param changed draws the page again */
  constructor(state: State, changed: () => void) {
    this.state = state;
    this.#changed = changed;
  }

  /** Applies changes and draws. */
  set(changes: Partial<State> = {}): void {
    Object.assign(this.state, changes);
    this.#changed();
  }

  /** Tells a screen reader. It hears the same words twice in a row only when they are another text. */
  announce(text: string): void {
    this.set({ announcement: text === this.state.announcement ? `${text}\u00a0` : text });
  }

  call<Name extends keyof Calls>(name: Name, ask: Calls[Name]['ask']): Promise<Calls[Name]['get']> {
    if (!this.#connection) return Promise.reject(new CallRefused('Not connected yet.'));
    return this.#connection.call(name, ask);
  }

  /** Becomes somebody else, here. */
  become(memberId: string): void {
    const { channelId } = this.state;
    writePlace({ memberId, channelId }, true);
    this.enter(memberId, channelId);
  }

  /** Goes on as a member, where there is that channel for them. */
  enter(memberId: string, channelId: string): void {
    this.#connection?.close();
    const cleared = {
      messages: new Map(),
      starters: new Map(),
      answered: '',
      editing: '',
      deleting: '',
      menu: null,
      unread: new Set<string>(),
      notes: [],
      busy: new Map(),
      failures: new Map(),
    };
    this.set({
      ...cleared,
      channelId,
      places: null,
      isConnected: false,
      isSwitchOpen: false,
      modal: null,
      picture: null,
    });
    this.#connection = connect(
      memberId,
      (push) => this.#receive(push),
      (isConnected) => {
        const wasConnected = this.state.isConnected;
        this.set({ isConnected });
        if (isConnected) this.#comeBack();
        else if (wasConnected && !this.state.isStartingOver) this.announce(NOT_RUNNING);
      },
    );
  }

  /**
   * What was missed is loaded again, and what is said of the server's absence is not true any more. What is on the screen
   * stays there until then, and the focus on it.
   */
  #comeBack(): void {
    const { state } = this;
    this.#isStale = true;
    state.isStartingOver = false;
    for (const channelId of state.messages.keys()) if (channelId !== state.channelId) state.messages.delete(channelId);
    state.notes = state.notes.filter(({ text }) => text !== UNREACHABLE);
    for (const [messageId, failure] of state.failures) if (failure === UNREACHABLE) state.failures.delete(messageId);
    if (state.modalError === UNREACHABLE) state.modalError = '';
    if (state.announcement === UNREACHABLE || state.announcement === NOT_RUNNING) state.announcement = '';
  }

  #receive(push: Push): void {
    const { state } = this;
    switch (push.push) {
      case 'hello':
        this.#hello = push.since;
        state.since ||= push.since;
        return;
      case 'startingOver':
        setTimeout(() => this.set({ isStartingOver: false }), STARTING_OVER_MS);
        return this.set({ isStartingOver: true });
      case 'places':
        return this.#settle(push);
      case 'message':
        return this.#showMessage(push.message);
      case 'messageDeleted': {
        const known = state.messages.get(push.channelId);
        if (known) state.messages.set(push.channelId, without(known, push.messageId));
        state.starters.delete(push.messageId);
        return this.set();
      }
      case 'typing':
        state.typing.set(push.channelId, Date.now() + TYPING_MS);
        setTimeout(() => this.set(), TYPING_MS + 100);
        return this.set();
      case 'clock':
        return this.set({ clock: push.clock, clockToldAt: Date.now() });
      case 'pack': {
        const { notice } = push;
        this.set({ pack: notice.outcome === 'unchanged' ? null : notice });
        return this.announce(packWords(notice));
      }
      case 'refusal':
        return this.set({ refusals: state.refusals + 1 });
    }
  }

  #settle({ places, examples }: Extract<Push, { push: 'places' }>): void {
    const { state } = this;
    const isNewWorld = state.places !== null && !places.people.some(({ id }) => id === state.places?.me.id);
    // Somebody started over, perhaps on another page. The people are there again, with other ids.
    if (isNewWorld) {
      this.#forget();
      state.messages.clear();
      // Its clock may be behind the other's.
      state.since = this.#hello;
      const again = places.playable.find(({ name }) => name === state.places?.me.name);
      if (again && again.id !== places.me.id) return this.enter(again.id, '');
    }
    const open = [...places.guilds.flatMap(({ channels }) => channels.map(({ id }) => id)), places.dmChannelId];
    const channelId = open.includes(state.channelId) ? state.channelId : (open[0] ?? '');
    this.set({ places, examples });
    writePlace({ memberId: places.me.id, channelId }, false);
    const isLoaded = channelId === state.channelId && state.messages.has(channelId) && !this.#isStale;
    this.#isStale = false;
    if (!isLoaded) void this.#showChannel(channelId);
  }

  #forget(): void {
    const cleared = { unread: new Set<string>(), notes: [], busy: new Map(), failures: new Map() };
    this.state.starters.clear();
    this.set({ ...cleared, modal: null, picture: null, pack: null, refusals: 0 });
    if (this.state.panel === 'requests') this.set({ panel: 'none', requests: [], inspected: null });
  }

  #showMessage(message: APIMessage): void {
    const { state } = this;
    const { channel_id: channelId } = message;
    const known = state.messages.get(channelId);
    if (state.starters.has(message.id)) state.starters.set(message.id, message);
    const names = wordNamesIn(state);
    const words = plainText(message, names);
    // Its press is answered: the next one need not wait until this page has been told so as well.
    state.busy.delete(message.id);
    let isReaction = false;
    if (known) {
      const before = known.find(({ id }) => id === message.id);
      const isNew = before === undefined;
      isReaction = before !== undefined && before.edited_timestamp === message.edited_timestamp;
      const isAnswer = !isNew && message.id === this.#used && plainText(before, names) !== words;
      if (isAnswer) this.#used = '';
      if ((isNew || isAnswer) && channelId === state.channelId) state.arrived ||= message.id;
      // In the order in which they were made, however late one arrives.
      state.messages.set(
        channelId,
        isNew ? [...known, message].sort(byId) : known.map((one) => (one.id === message.id ? message : one)),
      );
    }
    state.failures.delete(message.id);
    state.typing.delete(channelId);
    // A reaction changes nothing that is said.
    if (channelId === state.channelId && !isReaction) state.announcement = words;
    else state.unread.add(channelId);
    if (state.panel === 'requests') void this.inspect(state.inspected);
    this.set();
  }

  openChannel(channelId: string): Promise<void> {
    const memberId = this.state.places?.me.id ?? '';
    writePlace({ memberId, channelId }, true);
    return this.#showChannel(channelId);
  }

  async #showChannel(channelId: string): Promise<void> {
    if (channelId !== this.state.channelId) this.set({ answered: '', editing: '' });
    this.set({ channelId, isDrawerOpen: false });
    this.state.unread.delete(channelId);
    const { starters, since } = this.state;
    const [messages, starter] = await Promise.all([
      this.call('messages', { channelId }).catch(() => undefined),
      this.call('starter', { channelId }).catch(() => undefined),
    ]);
    if (starter) starters.set(channelId, starter);
    if (messages)
      this.state.messages.set(
        channelId,
        messages.filter((message) => !isGone(message, since)),
      );
    this.set();
  }

  /** Sends a command; a note stands in for the answer until there is one. */
  async send({ line, command, values }: Ready): Promise<void> {
    const { channelId } = this.state;
    await this.#ask({ channelId, line }, this.call('slash', { channelId, command, values }));
  }

  async #ask({ channelId, line }: { channelId: string; line: string }, asked: Promise<OutcomeView>): Promise<void> {
    const note = this.#addNote({ channelId, kind: 'sending', line, text: '' });
    const outcome = await this.#outcome(asked);
    this.state.notes = this.state.notes.filter(({ id }) => id !== note.id);
    const failure = failureOf(outcome);
    if (failure) this.#addNote({ channelId, kind: 'failed', line, text: failure });
    this.#afterwards(outcome, failure);
  }

  /** Has one question of a pack asked, for whoever has just written it. */
  async showQuestion(packId: string, id: string): Promise<void> {
    const { channelId } = this.state;
    const note = this.#addNote({ channelId, kind: 'sending', line: '', text: '' });
    const refusal = await this.call('showQuestion', { channelId, packId, id }).then(
      () => '',
      (error: unknown) => (error as Error).message,
    );
    this.state.notes = this.state.notes.filter((one) => one.id !== note.id);
    if (refusal) this.#addNote({ channelId, kind: 'failed', line: '', text: refusal });
    this.set();
  }

  /** Writes something, as the answer to the message that was chosen for that. */
  async say(content: string): Promise<void> {
    const { channelId, answered } = this.state;
    this.set({ answered: '' });
    try {
      await this.call('say', { channelId, content, answered: answered || null });
    } catch (error) {
      this.#addNote({ channelId, kind: 'failed', line: '', text: (error as Error).message });
      this.set();
    }
  }

  /** Uses a message command, from the menu of a message. */
  async useOn({ id: messageId, channel_id: channelId }: APIMessage, command: string): Promise<void> {
    this.set({ menu: null });
    await this.#ask({ channelId, line: command }, this.call('useOn', { channelId, messageId, command }));
  }

  /** @returns whether it was done; otherwise the message says why not */
  async attempt(messageId: string, asked: Promise<unknown>): Promise<boolean> {
    const { failures } = this.state;
    failures.delete(messageId);
    const failure = await asked.then(
      () => '',
      (error: unknown) => (error as Error).message,
    );
    if (failure) failures.set(messageId, failure);
    this.set(failure ? { announcement: failure } : {});
    return failure === '';
  }

  press(message: APIMessage, customId: string): Promise<void> {
    const { id: messageId, channel_id: channelId } = message;
    return this.#use(messageId, customId, () => this.call('press', { channelId, messageId, customId }));
  }

  select(message: APIMessage, customId: string, values: string[]): Promise<void> {
    const { id: messageId, channel_id: channelId } = message;
    return this.#use(messageId, customId, () => this.call('select', { channelId, messageId, customId, values }));
  }

  async #use(messageId: string, customId: string, ask: () => Promise<OutcomeView>): Promise<void> {
    const { busy, failures } = this.state;
    if (busy.has(messageId)) return;
    busy.set(messageId, customId);
    this.#used = messageId;
    failures.delete(messageId);
    this.set();
    const outcome = await this.#outcome(ask());
    if (busy.get(messageId) === customId) busy.delete(messageId);
    const failure = failureOf(outcome);
    if (failure) failures.set(messageId, failure);
    this.#afterwards(outcome, failure);
  }

  async submit(fields: Record<string, string | string[]>): Promise<void> {
    const { modal } = this.state;
    if (!modal) return;
    const outcome = await this.#outcome(this.call('submit', { interactionId: modal.interactionId, fields }));
    const failure = failureOf(outcome);
    if (failure) return this.set({ modalError: failure });
    this.set({ modal: null, modalError: '' });
    this.#afterwards(outcome, failure);
  }

  #afterwards({ modal }: OutcomeView, failure: string): void {
    this.set({
      ...(modal && { modal, modalError: '' }),
      ...(failure && { announcement: failure }),
    });
  }

  async #outcome(asked: Promise<OutcomeView>): Promise<OutcomeView> {
    try {
      return await asked;
    } catch (error) {
      return { status: 'refused', refusal: (error as Error).message, modal: null };
    }
  }

  #addNote(note: Omit<LocalNote, 'id' | 'at' | 'after'>): LocalNote {
    const { state } = this;
    const after = note.kind === 'failed' ? (state.messages.get(note.channelId)?.at(-1)?.id ?? '') : '';
    const added = { ...note, id: ++this.#lastNote, at: nowOf(state), after };
    this.state.notes.push(added);
    this.set();
    return added;
  }

  removeNote(id: number): void {
    this.set({ notes: this.state.notes.filter((note) => note.id !== id) });
    this.announce(DISMISSED);
  }

  async dismiss({ id: messageId, channel_id: channelId }: APIMessage): Promise<void> {
    const isGone = await this.call('dismiss', { channelId, messageId }).catch(() => undefined);
    if (isGone !== undefined) this.announce(DISMISSED);
  }

  async move(to: Calls['move']['ask']['to']): Promise<void> {
    this.set({ isMoving: true });
    await this.call('move', { to }).catch(() => undefined);
    this.set({ isMoving: false });
  }

  /** Shows the requests behind a message, or the latest of all. */
  async inspect(messageId: string | null): Promise<void> {
    const requests = await this.call('requests', { messageId }).catch(() => []);
    this.set({ requests, inspected: messageId, panel: 'requests', refusals: 0 });
  }

  async startOver(): Promise<void> {
    this.set({ isAskingStartOver: false });
    this.#forget();
    await this.call('startOver', {}).catch(() => undefined);
  }

  setTheme(theme: Theme): void {
    applyTheme(theme);
    this.set({ theme });
  }
}

function failureOf({ status, refusal }: OutcomeView): string {
  return status === 'no-response' ? NO_ANSWER : status === 'refused' ? (refusal ?? NO_ANSWER) : '';
}

/** Whether it is a private message from before this page was opened. */
function isGone(message: APIMessage, since: string): boolean {
  return ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0 && byId(message, { id: since }) < 0;
}

function without(messages: readonly APIMessage[], id: string): APIMessage[] {
  return messages.filter((message) => message.id !== id);
}
