/** Any emoji, found by a word. */
import { LitElement, type TemplateResult, html } from 'lit';
import { type Emoji, findEmoji, loadEmoji } from '../composer/emoji.ts';

const SHOWN = 48;

export class EmojiPicker extends LitElement {
  static override properties = { all: { state: true }, wanted: { state: true } };

  all: readonly Emoji[] = [];
  wanted = '';

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void loadEmoji().then((all) => (this.all = all));
  }

  protected override firstUpdated(): void {
    this.querySelector('input')?.focus();
  }

  protected override render(): TemplateResult {
    const found = findEmoji(this.wanted, this.all, SHOWN);
    const pick = (emoji: Emoji) => this.dispatchEvent(new CustomEvent('pick', { detail: emoji }));
    return html`
      <input
        type="text"
        aria-label="Find an emoji"
        placeholder="Find an emoji"
        autocomplete="off"
        @input=${({ target }: Event) => (this.wanted = (target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === 'Enter' && found[0]) pick(found[0]);
        }}
      />
      <div class="picker-list" role="group" aria-label="Emoji">
        ${found.map(
          (one) =>
            html`<button type="button" title=${`:${one.name}:`} aria-label=${one.name} @click=${() => pick(one)}>
              ${one.emoji}
            </button>`,
        )}
      </div>
    `;
  }
}

customElements.define('emoji-picker', EmojiPicker);
