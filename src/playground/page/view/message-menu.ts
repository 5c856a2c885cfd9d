/** The menu of a message: what one can do with it, and the apps that can do something with it. */
import { type APIMessage, MessageFlags } from 'discord-api-types/v10';
import { type TemplateResult, html, nothing } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Actions } from '../actions.ts';
import type { Emoji } from '../composer/emoji.ts';
import type { WordNames } from '../plain-text.ts';
import { plainText } from '../plain-text.ts';
import { messageHere } from '../state.ts';
import { answerTo, closeMenu, isOwn, remove, startEdit, toggleReaction } from '../talk.ts';
import { showModal } from './dialog.ts';
import './emoji-picker.ts';
import { icons } from './icons.ts';

/** The first ones at hand. */
const USUAL = ['👍', '❤️', '😂', '🎉', '🤔'];

/** @param write brings the keyboard to the text field */
export function messageMenuView(actions: Actions, write: () => void): TemplateResult | typeof nothing {
  const { menu } = actions.state;
  const message = menu && messageHere(actions.state, menu.messageId);
  if (!menu || !message) return nothing;
  const close = () => closeMenu(actions);
  return html`
    <dialog
      class="message-menu"
      aria-label="Message"
      @close=${close}
      @click=${({ target, currentTarget }: Event) => target === currentTarget && close()}
      @keydown=${onKey}
      ${ref((element) => place(element, menu))}
    >
      ${
        menu.isPicking
          ? html`<emoji-picker
              @pick=${(event: CustomEvent<Emoji>) => void toggleReaction(actions, message, event.detail.emoji)}
            ></emoji-picker>`
          : itemsView(actions, message, menu.apps, write)
      }
    </dialog>
  `;
}

function itemsView(actions: Actions, message: APIMessage, apps: readonly string[], write: () => void): TemplateResult {
  const isPrivate = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  const { menu, places } = actions.state;
  const item = (words: string, icon: unknown, work: () => void, className = '') =>
    html`<button type="button" role="menuitem" tabindex="-1" class="menu-item ${className}" @click=${work}>
      <span>${words}</span>${icon}
    </button>`;
  const answer = () => {
    answerTo(actions, message);
    // Behind the menu, which closes and gives the focus back.
    setTimeout(write);
  };
  return html`<div role="menu" aria-label="Message">
    ${
      isPrivate
        ? nothing
        : html`<div class="menu-emoji" role="group" aria-label="React">
              ${USUAL.map(
                (emoji) =>
                  html`<button
                    type="button"
                    role="menuitem"
                    tabindex="-1"
                    aria-label=${`React with ${emoji}`}
                    @click=${() => void toggleReaction(actions, message, emoji)}
                  >
                    ${emoji}
                  </button>`,
              )}
            </div>
            ${item('Add a reaction', icons.smile, () => menu && actions.set({ menu: { ...menu, isPicking: true } }))}
            ${item('Reply', icons.reply, answer)}`
    }
    ${isOwn(actions, message) ? item('Edit message', icons.pen, () => startEdit(actions, message)) : nothing}
    ${
      isPrivate || apps.length === 0
        ? nothing
        : html`<div role="group" aria-label="Apps">
            <p class="menu-title" aria-hidden="true">Apps</p>
            ${apps.map((name) => item(name, html`<small>${places?.bot.name}</small>`, () => void actions.useOn(message, name)))}
          </div>`
    }
    ${
      message.author.bot
        ? item('What the bot sent', icons.code, () => {
            closeMenu(actions);
            void actions.inspect(message.id);
          })
        : nothing
    }
    ${
      isPrivate
        ? item('Dismiss message', icons.close, () => {
            closeMenu(actions);
            void actions.dismiss(message);
          })
        : isOwn(actions, message)
          ? item('Delete message', icons.bin, () => actions.set({ menu: null, deleting: message.id }), 'is-danger')
          : nothing
    }
  </div>`;
}

/** Beside where it was asked for, as far as there is room; on a phone at the bottom, which its styles say. */
function place(element: Element | undefined, { x, y }: { x: number; y: number }): void {
  if (!(element instanceof HTMLDialogElement)) return;
  const isNew = !element.open;
  showModal(element);
  // Also when it has grown: its apps come a moment later.
  queueMicrotask(() => {
    const { offsetWidth, offsetHeight } = element;
    element.style.left = `${Math.max(8, Math.min(x, innerWidth - offsetWidth - 8))}px`;
    element.style.top = `${Math.max(8, Math.min(y, innerHeight - offsetHeight - 8))}px`;
    if (isNew) element.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
  });
}

function onKey(event: KeyboardEvent): void {
  const items = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role="menuitem"]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const { key } = event;
  const to: Record<string, number> = {
    ArrowDown: (at + 1) % items.length,
    ArrowRight: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    ArrowLeft: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  };
  if (items.length === 0 || to[key] === undefined) return;
  items[to[key]]?.focus();
  event.preventDefault();
}

/** Before something is gone for good. */
export function deleteView(actions: Actions, names: WordNames): TemplateResult | typeof nothing {
  const message = actions.state.deleting && messageHere(actions.state, actions.state.deleting);
  if (!message) return nothing;
  const close = () => actions.set({ deleting: '' });
  return html`
    <dialog class="dialog" aria-labelledby="delete-title" @close=${close} ${ref(showModal)}>
      <h2 id="delete-title">Delete this message?</h2>
      <p class="quoted">${plainText(message, names).slice(0, 300)}</p>
      <div class="dialog-foot">
        <button type="button" class="button button-secondary" @click=${close}>Keep it</button>
        <button type="button" class="button button-danger" @click=${() => void remove(actions, message)}>Delete</button>
      </div>
    </dialog>
  `;
}
