/** The messages of a channel, oldest first, and what there is to try in an empty one. */
import type { APIMessage } from 'discord-api-types/v10';
import { type TemplateResult, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Actions } from '../actions.ts';
import type { Names } from '../markdown/view.ts';
import { channelOf, isDm, placeName } from '../state.ts';
import { dayText } from '../time.ts';
import { inOrder } from '../timeline.ts';
import { channelSign, icons } from './icons.ts';
import { messageView, noteView } from './message.ts';

const SAME_BREATH_MS = 7 * 60 * 1000;

/** @param tryOut types and sends an example */
export function messagesView(actions: Actions, names: Names, tryOut: (line: string) => void): TemplateResult {
  const { state } = actions;
  const messages = state.messages.get(state.channelId);
  const starter = messages && state.starters.get(state.channelId);
  const notes = state.notes.filter(({ channelId }) => channelId === state.channelId);
  const entries = inOrder(messages ?? [], notes);
  return html`
    <div class="scroller" tabindex="-1">
      ${messages ? welcomeView(actions, messages.length === 0 && notes.length === 0 && !starter, tryOut) : nothing}
      <ol class="messages" role="list" aria-label=${`Messages in ${placeName(state)}`}>
        ${starter ? messageView(starter, false, actions, names) : nothing}
        ${repeat(
          entries,
          (entry) => ('note' in entry ? `note-${entry.note.id}` : entry.message.id),
          (entry, index) => {
            if ('note' in entry) return noteView(entry.note, actions, names);
            const { message } = entry;
            const above = entries[index - 1];
            const isFollowing = above !== undefined && 'message' in above && follows(message, above.message);
            const before = messages?.[messages.indexOf(message) - 1];
            return html`${dayLine(message, before)}${messageView(message, isFollowing, actions, names)}`;
          },
        )}
      </ol>
    </div>
  `;
}

function follows(message: APIMessage, before: APIMessage): boolean {
  return (
    before.author.id === message.author.id &&
    !message.interaction_metadata &&
    !before.interaction_metadata &&
    Date.parse(message.timestamp) - Date.parse(before.timestamp) < SAME_BREATH_MS
  );
}

function dayLine({ timestamp }: APIMessage, before: APIMessage | undefined): unknown {
  const day = dayText(Date.parse(timestamp));
  if (before && dayText(Date.parse(before.timestamp)) === day) return nothing;
  return html`<li class="day"><span>${day}</span></li>`;
}

function welcomeView(actions: Actions, isEmpty: boolean, tryOut: (line: string) => void): TemplateResult {
  const { state } = actions;
  const name = placeName(state);
  const channel = channelOf(state);
  const isThread = channel?.threadOf != null;
  const mayWrite = isDm(state) || (channel?.mayWrite ?? false);
  return html`
    <section class="welcome ${isEmpty ? 'is-empty' : ''}" aria-label="Beginning of the channel">
      <span class="welcome-sign">${isDm(state) ? icons.chat : channelSign(channel)}</span>
      <h2>${isDm(state) || isThread ? name : `Welcome to #${name}`}</h2>
      <p>
        ${
          isDm(state)
            ? 'Your direct messages with the bot begin here.'
            : isThread
              ? 'This thread begins here.'
              : (channel?.topic ?? 'This channel begins here.')
        }
      </p>
      ${
        isEmpty
          ? html`<h3>Try first</h3>
              <ul role="list" class="examples">
                ${state.examples.map(
                  ({ line, description }) =>
                    html`<li>
                      <button type="button" class="example" @click=${() => tryOut(line)}>
                        <code>${line}</code><span>${description}</span>
                      </button>
                    </li>`,
                )}
              </ul>
              <p class="hint">
                ${
                  mayWrite
                    ? html`Or type <kbd>/</kbd> below to see every command. Nothing here leaves this machine.`
                    : 'Only organisers write here, but commands work.'
                }
              </p>`
          : nothing
      }
    </section>
  `;
}
