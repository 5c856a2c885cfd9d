/**
 * The line where one types. A slash lists the commands; a whole command name and a space turn the line into the command
 * with a field for each option, as on Discord.
 */
import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { LitElement, type TemplateResult, html, nothing } from 'lit';
import { type Actions, placeName } from '../actions.ts';
import { UNREACHABLE } from '../connection.ts';
import { channelOf, isDm } from '../state.ts';
import { icons } from '../view/icons.ts';
import { listTyped, parseLine } from './commands.ts';
import { Draft } from './draft.ts';
import { LONGEST_TEXT } from './lengths.ts';
import { LIST_ID, suggestionsView } from './suggestions.ts';
import type { Field } from './values.ts';

const ASK_AFTER_MS = 100;

export class MessageComposer extends LitElement {
  static override properties = { actions: { attribute: false }, version: { attribute: false } };

  actions!: Actions;
  /** changes with every new picture of the page */
  version = 0;
  #draft!: Draft;
  #place = '';
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
    this.#draft.commands = [];
    this.#draft.clear();
  }

  protected override updated(): void {
    if (!this.#wantsFocus) return;
    this.#wantsFocus = false;
    const input = this.querySelector<HTMLInputElement>('.is-active');
    if (!input || input === document.activeElement) return;
    input.focus();
    input.setSelectionRange(input.value.length, input.value.length);
  }

  override focus(): void {
    this.#wantsFocus = true;
    this.requestUpdate();
  }

  /** Puts a command into the line, to be filled in. */
  async type(line: string): Promise<void> {
    await this.#loadCommands();
    this.#draft.clear();
    this.#draft.typeText(line === '/' ? line : `${line} `);
    this.#changed();
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

  async #loadCommands(): Promise<void> {
    const { channelId } = this.actions.state;
    const commands = await this.actions.call('commands', { channelId }).catch(() => undefined);
    if (commands) this.#draft.commands = listTyped(commands);
  }

  /** Draws again, keeps the focus here, and asks the bot for what it offers. */
  #changed(): void {
    this.#wantsFocus = true;
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

  #submit(): void {
    const draft = this.#draft;
    if (!draft.command) {
      const text = draft.text.trim();
      if (text.startsWith('/')) return void this.sendLine(text);
      if (text && !this.#isReachable()) return;
      draft.clear();
      this.#changed();
      if (text) void this.actions.say(text);
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

  readonly #onKey = (event: KeyboardEvent) => {
    const draft = this.#draft;
    const { key } = event;
    if (event.isComposing) return;
    const input = event.target as HTMLInputElement;
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
    } else if (key === 'Escape') {
      if (draft.list()) draft.isListClosed = true;
      else draft.clear();
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

  readonly #onText = async (event: Event) => {
    const { value } = event.target as HTMLInputElement;
    const draft = this.#draft;
    draft.typeText(value);
    this.#changed();
    if (!value.startsWith('/') || draft.commands.length > 0) return;
    await this.#loadCommands();
    // What was typed meanwhile; a list that was put away meanwhile stays so.
    const { isListClosed } = draft;
    if (!draft.command) draft.typeText(draft.text);
    draft.isListClosed = isListClosed;
    this.#changed();
  };

  protected override render(): TemplateResult {
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
        ${draft.problem ? html`<p class="composer-problem" role="alert">${draft.problem}</p>` : nothing}
        <div class="composer-line">
          <button
            type="button"
            class="icon-button"
            aria-label="Commands"
            title="Commands"
            @click=${() => void this.type('/')}
          >
            ${icons.slash}
          </button>
          ${draft.command ? this.#commandView() : this.#textView()}
          <button
            type="button"
            class="icon-button send"
            aria-label="Send"
            title="Send"
            ?disabled=${draft.isEmpty}
            @click=${() => this.#submit()}
          >
            ${icons.send}
          </button>
        </div>
      </div>
    `;
  }

  #textView(): TemplateResult {
    const { state } = this.actions;
    const mayWrite = isDm(state) || (channelOf(state)?.mayWrite ?? false);
    const where = isDm(state) ? `@${placeName(state)}` : `#${placeName(state)}`;
    const words = mayWrite ? `Message ${where}` : `You may not write in ${where}, but type / for commands`;
    return html`<input
      class="composer-text is-active"
      type="text"
      placeholder=${mayWrite ? `${words}, or type / for commands` : words}
      aria-label=${words}
      maxlength="2000"
      autocomplete="off"
      spellcheck="false"
      enterkeyhint="send"
      .value=${this.#draft.text}
      role="combobox"
      aria-autocomplete="list"
      aria-expanded=${this.#isExpanded()}
      aria-controls=${this.#controls()}
      aria-activedescendant=${this.#pointedAt()}
      @input=${this.#onText}
    />`;
  }

  #commandView(): TemplateResult {
    const draft = this.#draft;
    const free = (draft.command?.options.length ?? 0) - draft.fields.length;
    const isInTail = draft.active >= draft.fields.length;
    return html`<div class="command-line" role="group" aria-label=${`/${draft.command?.path}`}>
      <span class="command-name">/${draft.command?.path}</span>
      ${draft.fields.map((field, index) => this.#fieldView(field, index))}
      <input
        class="tail ${isInTail ? 'is-active' : ''}"
        type="text"
        size=${Math.max(draft.tail.length + 1, free > 0 ? 12 : 2)}
        placeholder=${free > 0 ? `+${free} optional` : ''}
        aria-label=${free > 0 ? `${free} more options of /${draft.command?.path}` : `Send /${draft.command?.path}`}
        autocomplete="off"
        spellcheck="false"
        enterkeyhint="send"
        .value=${draft.tail}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded=${isInTail ? this.#isExpanded() : 'false'}
        aria-controls=${this.#controls()}
        aria-activedescendant=${isInTail ? this.#pointedAt() : nothing}
        @focus=${() => this.#enter(draft.fields.length)}
        @input=${(event: Event) => {
          draft.typeTail((event.target as HTMLInputElement).value);
          this.#changed();
        }}
      />
    </div>`;
  }

  #fieldView({ option, text }: Field, index: number): TemplateResult {
    const isActive = index === this.#draft.active;
    return html`<label class="field-chip ${isActive ? 'is-in' : ''}">
      <span>${option.name}</span>
      <input
        class=${isActive ? 'is-active' : ''}
        type="text"
        inputmode=${option.type === ApplicationCommandOptionType.Integer ? 'numeric' : 'text'}
        size=${Math.max(text.length + 1, 4)}
        maxlength=${LONGEST_TEXT}
        autocomplete="off"
        spellcheck="false"
        enterkeyhint="send"
        aria-required=${option.required ? 'true' : 'false'}
        aria-description=${option.description}
        .value=${text}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded=${isActive ? this.#isExpanded() : 'false'}
        aria-controls=${this.#controls()}
        aria-activedescendant=${isActive ? this.#pointedAt() : nothing}
        @focus=${() => this.#enter(index)}
        @input=${(event: Event) => {
          this.#draft.typeField((event.target as HTMLInputElement).value);
          this.#changed();
        }}
      />
    </label>`;
  }

  #enter(index: number): void {
    if (this.#draft.active === index) return;
    this.#draft.goTo(index);
    this.#changed();
  }

  #isExpanded(): 'true' | 'false' {
    return (this.#draft.list()?.items.length ?? 0) > 0 ? 'true' : 'false';
  }

  #controls(): string | typeof nothing {
    return this.#draft.list() ? LIST_ID : nothing;
  }

  #pointedAt(): string | typeof nothing {
    const { at } = this.#draft;
    return at >= 0 && this.#draft.list()?.items[at] ? `${LIST_ID}-${at}` : nothing;
  }
}

customElements.define('message-composer', MessageComposer);

declare global {
  interface HTMLElementTagNameMap {
    'message-composer': MessageComposer;
  }
}
