/** The page: draws the state whenever it changes. */
import { html, render } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { Actions } from './actions.ts';
import { followOverlay, readPlace, watchHistory, writePlace } from './address.ts';
import './composer/composer.ts';
import type { MessageComposer } from './composer/composer.ts';
import { keepFocus, watchFocus } from './focus.ts';
import { namesIn } from './names.ts';
import { applyTheme, createState, guildOf, isCovered, isPanelOver } from './state.ts';
import { headerView } from './view/header.ts';
import { messagesView } from './view/messages.ts';
import { lightboxView } from './view/lightbox.ts';
import { deleteView, messageMenuView } from './view/message-menu.ts';
import { modalView } from './view/modal.ts';
import { noticesView, startOverView } from './view/notices.ts';
import { panelView } from './view/panels.ts';
import { sidebarView } from './view/sidebar.ts';
import { followNewMessages } from './watch.ts';

const SECOND_MS = 1000;

const state = createState();
const composer = createRef<MessageComposer>();
const root = document.querySelector<HTMLElement>('#app');
const sendLine = (line: string) => void composer.value?.sendLine(line);
const typeCommand = (name: string) => composer.value?.type(`/${name}`);

let isDue = false;
let version = 0;

/** Once for all that changes in one go. */
function changed(): void {
  if (isDue) return;
  isDue = true;
  queueMicrotask(() => {
    isDue = false;
    draw();
  });
}

const actions = new Actions(state, changed);

function draw(): void {
  if (!root) return;
  const names = namesIn(actions, typeCommand);
  const guild = guildOf(state);
  document.title = guild ? `${guild.name} · Studyhall playground` : 'Studyhall playground';
  render(
    html`
      <a class="skip" href="#composer" @click=${skip}>Go to the text field</a>
      <div class="app ${state.places ? '' : 'is-loading'}" @keydown=${onKey}>
        ${sidebarView(actions)}
        ${state.isDrawerOpen ? html`<div class="shade" @click=${() => actions.set({ isDrawerOpen: false })}></div>` : ''}
        <main class="main">
          ${headerView(actions)} ${messagesView(actions, names, sendLine)}
          <div class="foot">
            ${noticesView(actions, sendLine)}
            <message-composer
              id="composer"
              ${ref(composer)}
              .actions=${actions}
              .version=${++version}
            ></message-composer>
          </div>
        </main>
        ${isPanelOver(state) ? html`<div class="shade" @click=${() => actions.set({ panel: 'none' })}></div>` : ''}
        ${panelView(actions)}
      </div>
      ${modalView(actions, names)} ${lightboxView(actions)} ${startOverView(actions)}
      ${messageMenuView(actions, () => composer.value?.focus())} ${deleteView(actions, names)}
      <div class="visually-hidden" role="status" aria-live="polite">${state.announcement}</div>
    `,
    root,
  );
  followNewMessages(state);
  keepFocus(state);
  followOverlay(isCovered(state));
}

function skip(event: Event): void {
  event.preventDefault();
  composer.value?.focus();
}

function onKey(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  if (state.isSwitchOpen || state.isDrawerOpen) actions.set({ isSwitchOpen: false, isDrawerOpen: false });
  else if (isPanelOver(state)) actions.set({ panel: 'none' });
}

/** Like Discord: typing anywhere types a message, where nothing else is meant. */
document.addEventListener('keydown', (event) => {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (key !== '/' || ctrlKey || metaKey || altKey || event.defaultPrevented) return;
  if (document.activeElement?.matches('input, textarea, select') || document.querySelector('dialog[open]')) return;
  event.preventDefault();
  composer.value?.type('/');
});
document.addEventListener('pointerdown', (event) => {
  if (state.isSwitchOpen && !(event.target as Element).closest('.switch')) actions.set({ isSwitchOpen: false });
});
// Somebody else's address was pasted, or Back was pressed.
window.addEventListener('hashchange', () => {
  const { places, channelId } = state;
  if (!places) return;
  const asked = readPlace();
  if (!places.playable.some(({ id }) => id === asked.memberId)) {
    // Of a playground before it was started over.
    writePlace({ memberId: places.me.id, channelId }, false);
  } else if (asked.memberId !== places.me.id) actions.enter(asked.memberId, asked.channelId);
  else if (asked.channelId !== channelId) void actions.openChannel(asked.channelId);
});
watchHistory(() => {
  if (isCovered(state)) actions.set({ isDrawerOpen: false, panel: 'none' });
});

watchFocus(state);
applyTheme(state.theme);
const { memberId, channelId } = readPlace();
actions.enter(memberId, channelId);
setInterval(changed, 15 * SECOND_MS);
