/** Who you are, and becoming somebody else. */
import { type TemplateResult, html, nothing } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Actions } from '../actions.ts';
import { guildOf } from '../state.ts';
import { avatar, icons } from './icons.ts';

export function switchView(actions: Actions): TemplateResult {
  const { places, isSwitchOpen } = actions.state;
  const me = places?.me;
  const toggle = (isOpen: boolean) => actions.set({ isSwitchOpen: isOpen });
  return html`
    <div class="switch" @keydown=${(event: KeyboardEvent) => onKey(event, () => toggle(false))}>
      ${isSwitchOpen ? listView(actions) : nothing}
      <button
        type="button"
        class="me"
        aria-haspopup="dialog"
        aria-expanded=${isSwitchOpen ? 'true' : 'false'}
        @click=${() => toggle(!isSwitchOpen)}
      >
        ${me ? avatar(me) : nothing}
        <span class="me-words">
          <span class="visually-hidden">You are </span><strong>${me?.name ?? '…'}</strong>
          <small>${titleOf(actions, me?.id)} <span class="visually-hidden">, switch member</span></small>
        </span>
        ${icons.chevron}
      </button>
    </div>
  `;
}

function listView(actions: Actions): TemplateResult {
  const { places, channelId } = actions.state;
  return html`
    <div class="switch-list" role="dialog" aria-label="Switch member">
      <p>Be somebody else here, or open a second tab and be two people at once.</p>
      <ul role="list">
        ${places?.playable.map((person) => {
          const isMe = person.id === places.me.id;
          return html`<li>
            <button
              type="button"
              class="person"
              aria-current=${isMe ? 'true' : 'false'}
              @click=${() => actions.become(person.id)}
              ${ref((button) => {
                if (isMe && button instanceof HTMLElement && !document.activeElement?.closest('.switch-list'))
                  queueMicrotask(() => button.focus());
              })}
            >
              ${avatar(person)}<span>${person.name}<small>${titleOf(actions, person.id)}</small></span>
              ${isMe ? icons.check : nothing}
            </button>
            <a
              class="icon-button"
              href=${`./#${person.id}/${channelId}`}
              target="_blank"
              aria-label=${`${person.name} in a new tab`}
              title="In a new tab"
              >${icons.external}</a
            >
          </li>`;
        })}
      </ul>
    </div>
  `;
}

function titleOf(actions: Actions, userId: string | undefined): string {
  const guild = guildOf(actions.state) ?? actions.state.places?.guilds[0];
  const member = guild?.members.find(({ id }) => id === userId);
  if (!member) return guild ? 'not in this server' : '';
  return member.isOrganiser ? 'organiser here' : 'member';
}

function onKey(event: KeyboardEvent, close: () => void): void {
  const box = event.currentTarget as HTMLElement;
  if (event.key === 'Escape') {
    close();
    box.querySelector<HTMLElement>('.me')?.focus();
    event.stopPropagation();
  }
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const people = [...box.querySelectorAll<HTMLElement>('.person')];
  if (people.length === 0) return;
  const at = people.indexOf(document.activeElement as HTMLElement);
  const step = event.key === 'ArrowDown' ? 1 : -1;
  people[(at + step + people.length) % people.length]?.focus();
  event.preventDefault();
}
