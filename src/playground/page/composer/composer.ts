/**
 * The line where one types. A slash lists the commands; a whole command name and a space turn the line into the command
 * with a field for each option, as on Discord.
 */
import { LitElement, type TemplateResult, html, nothing } from 'lit';
import type { Actions } from '../actions.ts';
import { UNREACHABLE } from '../connection.ts';
import { focusNewestControl, isTouched } from '../focus.ts';
import { type State, messageHere, placeOf } from '../state.ts';
import { editLast } from '../talk.ts';
import { icons } from '../view/icons.ts';
import { listTyped, parseLine } from './commands.ts';
import { Draft } from './draft.ts';
import { loadEmoji, replaceNames } from './emoji.ts';
import { namedIn, toCodes } from './mentions.ts';
import { type Line, commandView, textView } from './line.ts';
import { suggestionsView } from './suggestions.ts';

const ASK_AFTER_MS = 100;

export class MessageComposer extends LitElement {
  static override properties = { actions: { attribute: false }, version: { attribute: false } };

  actions!: Actions;
  /** changes every time the page is drawn */
  version = 0;
  #draft!: Draft;
  #place = '';
  #loading: Promise<void> | undefined;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wantsFocus = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    const { state } = this.actions;
    this.#draft ??= new Draft(state);
    if (state.isConnected && this.#draft.problem === UNREACHABLE) this.#draft.problem = '';
    const place = `${state.places?.me.id}/${state.channelId}`;
    if (place === this.#place) return;
    // Elsewhere other commands may be used.
    this.#place = place;
    this.#loading = undefined;
    this.#draft.commands = [];
    this.#draft.clear();
  }

  protected override updated(): void {
    if (!this.#wantsFocus) return;
    this.#wantsFocus = false;
    const input = this.querySelector<HTMLInputElement>('.is-active');
    const { command, caret } = this.#draft;
    if (!input) return;
    // Where the words were changed in their middle, one goes on there.
    const end = command ? input.value.length : Math.min(caret, input.value.length);
    if (input === document.activeElement && (command || input.selectionEnd === end)) return;
    input.focus();
    input.setSelectionRange(end, end);
  }

  override focus(): void {
    this.#wantsFocus = true;
    this.requestUpdate();
  }

  /** Puts a command into the line, to be filled in. At once: the next keys may be on their way already. */
  type(line: string): void {
    this.#draft.clear();
    this.#draft.typeText(line === '/' ? line : `${line} `);
    this.#changed();
    this.#wantsFocus = true;
    void this.#bringCommands();
  }

  /** Sends a whole line at once. */
  async sendLine(line: string): Promise<void> {
    if (!this.#isReachable()) return;
    await this.#loadCommands();
    const parsed = parseLine(line, this.#draft.commands);
    if (!parsed) {
      this.#draft.problem = 'There is no such command here';
      return this.#changed();
    }
    this.#draft.start(parsed.command, parsed.texts);
    this.#submit();
  }

  /** Otherwise says that the server is away, and leaves the line as it is. */
  #isReachable(): boolean {
    if (this.actions.state.isConnected) return true;
    this.#draft.problem = UNREACHABLE;
    this.#changed();
    return false;
  }

  /** Asked for once, however many keys are pressed before they come. */
  #loadCommands(): Promise<void> {
    this.#loading ??= this.#askForCommands();
    return this.#loading;
  }

  async #askForCommands(): Promise<void> {
    const place = this.#place;
    const { channelId } = this.actions.state;
    const commands = await this.actions.call('commands', { channelId }).catch(() => undefined);
    if (place !== this.#place) return;
    this.#loading = undefined;
    if (commands) this.#draft.commands = listTyped(commands);
  }

  /** Draws again, keeps the focus here, and asks the bot for what it offers. */
  #changed(): void {
    // Who touches something else on a phone would get a keyboard over half of the page.
    if (!isTouched() || this.#isTyping()) this.#wantsFocus = true;
    this.requestUpdate();
    clearTimeout(this.#timer);
    const asking = ++this.#asked;
    const { field, command, asksBot } = this.#draft;
    if (!field || !command || !asksBot || this.#draft.isSettled) return;
    const ask = async () => {
      const { channelId } = this.actions.state;
      const { name } = field.option;
      const values = { ...this.#draft.valuesSoFar(), [name]: field.text };
      const choices = await this.actions
        .call('autocomplete', { channelId, command: command.path, values, focused: name })
        .catch(() => []);
      if (asking !== this.#asked) return;
      this.#draft.offered = choices.map((choice) => ({ label: choice.name, description: '', value: choice.value }));
      this.requestUpdate();
    };
    this.#timer = setTimeout(() => void ask(), ASK_AFTER_MS);
  }

  #isTyping(): boolean {
    return document.activeElement instanceof HTMLInputElement && this.contains(document.activeElement);
  }

  /** By the button. On a phone the keyboard goes away, so that the answer is in sight. */
  #send(): void {
    if (isTouched() && this.#isTyping()) (document.activeElement as HTMLElement).blur();
    this.#submit();
  }

  #submit(): void {
    const draft = this.#draft;
    if (!draft.command) {
      const text = draft.text.trim();
      if (text.startsWith('/')) return void this.sendLine(text);
      if (text && !this.#isReachable()) return;
      draft.clear();
      this.#changed();
      if (text) void this.actions.say(this.#asSent(text));
      return;
    }
    const ready = draft.ready();
    if (ready && !this.#isReachable()) return;
    if (ready) {
      draft.clear();
      void this.actions.send(ready);
    }
    this.#changed();
  }

  /** Names become what Discord keeps for them. */
  #asSent(text: string): string {
    return toCodes(replaceNames(text, this.#draft.emoji), namedIn(placeOf(this.actions.state)));
  }

  async #bringEmoji(): Promise<void> {
    this.#draft.emoji = await loadEmoji();
    this.requestUpdate();
  }

  readonly #onKey = (event: KeyboardEvent) => {
    const draft = this.#draft;
    const { key } = event;
    const input = event.target;
    // The buttons beside it have keys of their own.
    if (event.isComposing || !(input instanceof HTMLInputElement)) return;
    const isListOpen = (draft.list()?.items.length ?? 0) > 0;
    if (key === 'Enter') {
      event.preventDefault();
      if (!isListOpen || draft.isSettled || !draft.pick()) return this.#submit();
    } else if (key === 'Tab' && !event.shiftKey) {
      if (!draft.command && !isListOpen) return;
      if (!draft.command) draft.pick(Math.max(draft.at, 0));
      else if (draft.field && isListOpen && !draft.isSettled && draft.at >= 0) draft.pick();
      else if (draft.field) draft.next();
      // Behind the last field Tab leaves the line, unless an option was pointed at.
      else if (draft.at < 0 || !draft.pick()) return;
      event.preventDefault();
    } else if (key === 'Tab' && draft.command && draft.active > 0) {
      draft.goTo(draft.active - 1);
      event.preventDefault();
    } else if ((key === 'ArrowDown' || key === 'ArrowUp') && isListOpen) {
      draft.move(key === 'ArrowDown' ? 1 : -1);
      event.preventDefault();
    } else if (key === 'ArrowUp' && draft.isEmpty) {
      // As on Discord: what one wrote last.
      if (editLast(this.actions)) event.preventDefault();
      return;
    } else if (key === 'Escape') {
      if (draft.list()) draft.isListClosed = true;
      else if (this.actions.state.answered) this.actions.set({ answered: '' });
      else if (draft.isCommand) draft.clear();
      else return;
      event.preventDefault();
    } else if (key === 'Backspace' && draft.command && input.selectionEnd === 0) {
      draft.back();
      event.preventDefault();
    } else if (key === 'ArrowLeft' && draft.active > 0 && input.selectionEnd === 0) {
      draft.goTo(draft.active - 1);
      event.preventDefault();
    } else if (key === 'ArrowRight' && draft.field && input.selectionStart === input.value.length) {
      draft.goTo(draft.active + 1);
      event.preventDefault();
    } else return;
    this.#changed();
  };

  readonly #onText = (event: Event) => {
    const { value, selectionEnd } = event.target as HTMLInputElement;
    this.#draft.typeText(value, selectionEnd ?? value.length);
    this.#changed();
    if (this.#draft.asksEmoji && this.#draft.emoji.length === 0) void this.#bringEmoji();
    if (value.startsWith('/') && this.#draft.commands.length === 0) void this.#bringCommands();
  };

  /** Reads the line once more when the commands are there. */
  async #bringCommands(): Promise<void> {
    await this.#loadCommands();
    const draft = this.#draft;
    // Takes in what was typed meanwhile; a list that was closed meanwhile stays closed.
    const { isListClosed } = draft;
    if (!draft.command) draft.typeText(draft.text);
    draft.isListClosed = isListClosed;
    this.#changed();
  }

  get #line(): Line {
    return { draft: this.#draft, onText: this.#onText, changed: () => this.#changed() };
  }

  protected override render(): TemplateResult {
    const { state } = this.actions;
    const draft = this.#draft;
    const list = draft.list();
    return html`
      <div class="composer" @keydown=${this.#onKey}>
        ${
          list
            ? suggestionsView(
                list,
                draft.at,
                (index) => {
                  draft.at = index;
                  this.requestUpdate();
                },
                (index) => {
                  draft.pick(index);
                  this.#changed();
                },
              )
            : nothing
        }
        ${answeredView(this.actions)}
        ${draft.problem ? html`<p class="composer-problem" role="alert">${draft.problem}</p>` : nothing}
        <div class="composer-line">
          <button
            type="button"
            class="icon-button"
            aria-label="Commands"
            title="Commands"
            @click=${() => this.type('/')}
          >
            ${icons.slash}
          </button>
          ${
            hasControls(state)
              ? html`<button type="button" class="to-newest skip" @click=${focusNewestControl}>
                  Go to the newest buttons
                </button>`
              : nothing
          }
          ${draft.command ? commandView(this.#line) : textView(this.#line, state)}
          <button
            type="button"
            class="icon-button send"
            aria-label="Send"
            title="Send"
            ?disabled=${draft.isEmpty}
            @click=${() => this.#send()}
          >
            ${icons.send}
          </button>
        </div>
      </div>
    `;
  }
}

/** Which message is answered with what is typed. */
function answeredView(actions: Actions): unknown {
  const message = actions.state.answered && messageHere(actions.state, actions.state.answered);
  if (!message) return nothing;
  const { global_name: name, username } = message.author;
  return html`<p class="answered">
    <span>Replying to <strong>${name ?? username}</strong></span>
    <button type="button" class="icon-button" aria-label="Do not reply" @click=${() => actions.set({ answered: '' })}>
      ${icons.close}
    </button>
  </p>`;
}

/** Whether there is anything to press in this channel. */
function hasControls({ messages, channelId }: State): boolean {
  return messages.get(channelId)?.some(({ components }) => (components?.length ?? 0) > 0) ?? false;
}

customElements.define('message-composer', MessageComposer);

declare global {
  interface HTMLElementTagNameMap {
    'message-composer': MessageComposer;
  }
}
