/** What stands at a message to do something with it: a row of buttons, and the reactions. */
import { type APIMessage, MessageFlags } from 'discord-api-types/v10';
import { type TemplateResult, html, nothing } from 'lit';
import type { Actions } from '../actions.ts';
import { openMenu, toggleReaction } from '../talk.ts';
import { icons } from './icons.ts';

/** For the mouse and the keyboard; who touches has the menu, by its button or a long press. */
export function toolsView(message: APIMessage, actions: Actions): TemplateResult | typeof nothing {
  const { id, author, flags } = message;
  if (((flags ?? 0) & MessageFlags.Loading) !== 0) return nothing;
  const name = author.global_name ?? author.username;
  const open = ({ currentTarget }: Event) => {
    const { left, bottom } = (currentTarget as HTMLElement).getBoundingClientRect();
    void openMenu(actions, message, { x: left, y: bottom + 4 });
  };
  return html`<div class="tools">
    ${
      author.bot
        ? html`<button
            type="button"
            class="inspect icon-button"
            aria-label=${`Requests behind the message of ${name}`}
            title="What the bot sent for this"
            @click=${() => void actions.inspect(id)}
          >
            ${icons.code}
          </button>`
        : nothing
    }
    <button
      type="button"
      class="icon-button"
      aria-label=${`Menu of the message of ${name}`}
      aria-haspopup="menu"
      title="More"
      @click=${open}
    >
      ${icons.more}
    </button>
  </div>`;
}

/** As on Discord: by the right button, by a long press, or by the key for it. Links and marked words keep the browser's own. */
export function onContextMenu(event: MouseEvent, message: APIMessage, actions: Actions): void {
  const target = event.target as Element;
  if (target.closest('a, input, textarea') || getSelection()?.toString()) return;
  event.preventDefault();
  const { clientX, clientY } = event;
  const { left, bottom } = target.getBoundingClientRect();
  const isByKey = clientX === 0 && clientY === 0;
  void openMenu(actions, message, isByKey ? { x: left, y: bottom } : { x: clientX, y: clientY });
}

export function reactionsView(message: APIMessage, actions: Actions): TemplateResult | typeof nothing {
  const { reactions = [] } = message;
  if (reactions.length === 0) return nothing;
  return html`<div class="reactions" role="group" aria-label="Reactions">
    ${reactions.map(({ emoji, count, me }) => {
      const name = emoji.name ?? '';
      return html`<button
        type="button"
        class="reaction"
        aria-pressed=${me ? 'true' : 'false'}
        aria-label=${`${name} ${count}${me ? ', you too' : ''}`}
        @click=${() => void toggleReaction(actions, message, name)}
      >
        <span>${name}</span> ${count}
      </button>`;
    })}
  </div>`;
}
