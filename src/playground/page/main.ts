/** The page: draws the state whenever it changes. */
import { html, render } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { Actions } from './actions.ts';
import './composer/composer.ts';
import type { MessageComposer } from './composer/composer.ts';
import { keepFocus, watchFocus } from './focus.ts';
import { namesIn } from './names.ts';
import { applyTheme, createState, guildOf } from './state.ts';
import { headerView } from './view/header.ts';
import { messagesView } from './view/messages.ts';
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
            <message-composer ${ref(composer)} .actions=${actions} .version=${++version}></message-composer>
          </div>
        </main>
        ${panelView(actions)}
      </div>
      ${modalView(actions, names)} ${startOverView(actions)}
      <div class="visually-hidden" role="status" aria-live="polite">${state.announcement}</div>
    `,
    root,
  );
  followNewMessages(state);
  keepFocus(state);
}

function skip(event: Event): void {
  event.preventDefault();
  composer.value?.focus();
}

function onKey(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  if (state.isSwitchOpen || state.isDrawerOpen) actions.set({ isSwitchOpen: false, isDrawerOpen: false });
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
  const [member = '', channel = ''] = location.hash.slice(1).split('/');
  if (member && member !== state.places?.me.id) actions.enter(member, channel);
  else if (channel && channel !== state.channelId) void actions.openChannel(channel);
});

watchFocus(state);
applyTheme(state.theme);
const [member = '', channel = ''] = location.hash.slice(1).split('/');
actions.enter(member, channel);
setInterval(changed, 15 * SECOND_MS);
