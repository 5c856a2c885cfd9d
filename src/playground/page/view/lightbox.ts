/** A picture of a message in full, with the words that say what is on it. */
import { type TemplateResult, html, nothing } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Actions } from '../actions.ts';
import { showModal } from './dialog.ts';
import { icons } from './icons.ts';

export function lightboxView(actions: Actions): TemplateResult | typeof nothing {
  const { picture } = actions.state;
  if (!picture) return nothing;
  const { path, alt, isLarge } = picture;
  const close = () => actions.set({ picture: null });
  const resize = () => actions.set({ picture: { ...picture, isLarge: !isLarge } });
  return html`
    <dialog
      class="lightbox"
      aria-label="Picture"
      @close=${close}
      @click=${(event: Event) => onClick(event, close)}
      ${ref(showModal)}
    >
      <div class="lightbox-bar">
        <button type="button" class="icon-button" aria-label="Close" title="Close" @click=${close}>
          ${icons.close}
        </button>
        <button
          type="button"
          class="button button-secondary"
          aria-pressed=${isLarge ? 'true' : 'false'}
          @click=${resize}
        >
          Full size
        </button>
        <a class="button button-secondary" href=${path} target="_blank" rel="noopener"
          >Open${icons.external}<span class="visually-hidden"> (in a new tab)</span></a
        >
      </div>
      <figure>
        <div
          class="lightbox-picture ${isLarge ? 'is-large' : ''}"
          tabindex="0"
          role="group"
          aria-label="Picture, scrolls"
        >
          <img src=${path} alt=${alt} />
        </div>
        ${alt ? html`<figcaption>${alt}</figcaption>` : nothing}
      </figure>
    </dialog>
  `;
}

/** Beside the picture and its words there is nothing but the way back. */
function onClick({ target, currentTarget }: Event, close: () => void): void {
  if (target === currentTarget || (target as Element).matches('figure, .lightbox-picture')) close();
}
