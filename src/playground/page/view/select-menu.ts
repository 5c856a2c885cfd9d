/** A select menu as Discord shows it: a button that opens a list, for the mouse and for arrow keys. */
import { LitElement, type PropertyValues, type TemplateResult, html, nothing } from 'lit';
import { icons } from './icons.ts';
import type { MenuOption } from './menu-options.ts';

let lastId = 0;

/** How several are chosen with the keyboard, for those who do not see the button that sends them. */
const SEVERAL = 'Choose several: Space chooses, Enter on a chosen one sends.';

export class SelectMenu extends LitElement {
  static override properties = {
    label: { attribute: false },
    options: { attribute: false },
    min: { attribute: false },
    max: { attribute: false },
    disabled: { attribute: false },
    waiting: { attribute: false },
    isOpen: { state: true },
    at: { state: true },
    chosen: { state: true },
  };

  label = '';
  options: MenuOption[] = [];
  min = 1;
  max = 1;
  disabled = false;
  waiting = false;
  isOpen = false;
  at = 0;
  chosen: ReadonlySet<string> = new Set();
  readonly #id = `menu-${++lastId}`;

  /** In the page itself, so that its styles hold here too. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('options');
    if (!changed.has('options') || JSON.stringify(before) === JSON.stringify(this.options)) return;
    this.chosen = new Set(this.options.filter(({ isDefault }) => isDefault).map(({ value }) => value));
    this.isOpen = false;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // The list may be hidden behind the line where one types.
    if (changed.has('isOpen') && this.isOpen) this.scrollIntoView({ block: 'nearest' });
  }

  protected override render(): TemplateResult {
    const { isOpen, options, chosen } = this;
    const words = options.filter(({ value }) => chosen.has(value)).map(({ label }) => label);
    return html`
      <div class="select ${isOpen ? 'is-open' : ''}" @keydown=${this.#onKey} @focusout=${this.#onLeave}>
        <button
          type="button"
          class="select-button"
          role="combobox"
          aria-haspopup="listbox"
          aria-expanded=${isOpen ? 'true' : 'false'}
          aria-controls=${`${this.#id}-list`}
          aria-label=${words.length > 0 ? `${this.label}: ${words.join(', ')}` : this.label}
          aria-activedescendant=${isOpen ? `${this.#id}-${this.at}` : nothing}
          aria-busy=${this.waiting ? 'true' : 'false'}
          aria-description=${this.max > 1 ? SEVERAL : nothing}
          ?disabled=${this.disabled}
          @click=${() => (this.isOpen ? this.#close() : this.#open())}
        >
          <span class=${words.length > 0 ? '' : 'placeholder'}>${words.join(', ') || this.label}</span>
          ${icons.chevron}
        </button>
        <div
          id=${`${this.#id}-list`}
          role="listbox"
          aria-label=${this.label}
          aria-multiselectable=${this.max > 1 ? 'true' : 'false'}
          ?hidden=${!isOpen}
        >
          ${options.map((option, index) => this.#optionView(option, index))}
        </div>
        ${isOpen && this.max > 1 ? this.#confirmView() : nothing}
      </div>
    `;
  }

  #optionView({ value, label, description, emoji }: MenuOption, index: number): TemplateResult {
    const isChosen = this.chosen.has(value);
    return html`<div
      id=${`${this.#id}-${index}`}
      role="option"
      class="option ${index === this.at ? 'is-at' : ''}"
      aria-selected=${isChosen ? 'true' : 'false'}
      @pointermove=${() => (this.at = index)}
      @mousedown=${(event: Event) => event.preventDefault()}
      @click=${() => this.#pick(index)}
    >
      ${emoji ? html`<span aria-hidden="true">${emoji}</span>` : nothing}
      <span class="option-words">${label}${description ? html`<small>${description}</small>` : nothing}</span>
      ${this.max > 1 ? html`<span class="tick ${isChosen ? 'is-on' : ''}">${icons.check}</span>` : nothing}
    </div>`;
  }

  #confirmView(): TemplateResult {
    const { min, max, chosen } = this;
    const range = min === max ? `Choose ${min}` : `Choose ${min} to ${max}`;
    return html`<div class="select-confirm">
      <span>${range}, ${chosen.size} chosen</span>
      <button
        type="button"
        class="button button-primary"
        ?disabled=${chosen.size < min || chosen.size > max}
        @mousedown=${(event: Event) => event.preventDefault()}
        @click=${() => this.#send()}
      >
        Confirm
      </button>
    </div>`;
  }

  #open(): void {
    this.isOpen = true;
    this.at = Math.max(
      0,
      this.options.findIndex(({ value }) => this.chosen.has(value)),
    );
  }

  #close(): void {
    this.isOpen = false;
  }

  #pick(index: number): void {
    const value = this.options[index]?.value;
    if (value === undefined) return;
    if (this.max === 1) {
      this.chosen = new Set([value]);
      return this.#send();
    }
    const chosen = new Set(this.chosen);
    if (!chosen.delete(value) && chosen.size < this.max) chosen.add(value);
    this.chosen = chosen;
  }

  #send(): void {
    const values = this.options.map(({ value }) => value).filter((value) => this.chosen.has(value));
    this.#close();
    if (values.length >= this.min) this.dispatchEvent(new CustomEvent('choose', { detail: values }));
  }

  readonly #onLeave = (event: FocusEvent) => {
    if (!this.contains(event.relatedTarget as Node | null)) this.#close();
  };

  readonly #onKey = (event: KeyboardEvent) => {
    const { key } = event;
    const isOnButton = (event.target as HTMLElement).classList.contains('select-button');
    if (!this.isOpen) {
      if (key !== 'ArrowDown' && key !== 'ArrowUp') return;
      event.preventDefault();
      return this.#open();
    }
    if (key === 'Escape') {
      event.stopPropagation();
      return this.#close();
    }
    const last = this.options.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: Math.min(this.at + 1, last),
      ArrowUp: Math.max(this.at - 1, 0),
      Home: 0,
      End: last,
    };
    const to = moves[key];
    if (to !== undefined) {
      this.at = to;
      this.querySelector(`#${this.#id}-${to}`)?.scrollIntoView({ block: 'nearest' });
      event.preventDefault();
    } else if (isOnButton && (key === 'Enter' || key === ' ')) {
      // Of several, either key chooses; Enter on one that is chosen sends them, so that none is left out unnoticed.
      const isChosen = this.chosen.has(this.options[this.at]?.value ?? '');
      if (key === 'Enter' && this.max > 1 && isChosen && this.chosen.size >= this.min) this.#send();
      else this.#pick(this.at);
      event.preventDefault();
    }
  };
}

customElements.define('select-menu', SelectMenu);
