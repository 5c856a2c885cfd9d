/** One message as Discord shows it. */
import { type APIAttachment, type APIMessage, MessageFlags, MessageType } from 'discord-api-types/v10';
import { type TemplateResult, html, nothing } from 'lit';
import type { Actions } from '../actions.ts';
import { type Names, markdown } from '../markdown/view.ts';
import { plainText } from '../plain-text.ts';
import { type LocalNote, guildOf } from '../state.ts';
import { messageTime } from '../time.ts';
import { componentsView } from './components.ts';
import { embedsView, pictureView, uploadPath } from './embed.ts';
import { editView } from './edit.ts';
import { avatar, icons } from './icons.ts';
import { onContextMenu, reactionsView, toolsView } from './message-tools.ts';

function hasFlag({ flags }: APIMessage, flag: MessageFlags): boolean {
  return ((flags ?? 0) & flag) !== 0;
}

/** @param isFollowing whether the message above is by the same person at the same time */
export function messageView(message: APIMessage, isFollowing: boolean, actions: Actions, names: Names): TemplateResult {
  const { id, author, timestamp, edited_timestamp: edited } = message;
  const { state } = actions;
  const isPrivate = hasFlag(message, MessageFlags.Ephemeral);
  const isThinking = hasFlag(message, MessageFlags.Loading);
  const at = Date.parse(timestamp);
  const name = author.global_name ?? author.username;
  const person = { id: author.id, name, isBot: author.bot ?? false };
  const isMentioned = message.mentions.some((user) => user.id === state.places?.me.id) && !isPrivate;
  const failure = state.failures.get(id);
  const classes = [
    'message',
    isPrivate && 'is-private',
    isFollowing && 'is-following',
    isMentioned && 'is-mentioned',
    state.panel === 'requests' && state.inspected === id && 'is-inspected',
  ];
  return html`
    <li
      class=${classes.filter(Boolean).join(' ')}
      data-message=${id}
      @contextmenu=${(event: MouseEvent) => onContextMenu(event, message, actions)}
    >
      ${usedView(message, actions, names)}
      <div class="message-row">
        ${isFollowing ? html`<span class="avatar-gap"></span>` : avatar(person)}
        <div class="message-main">
          ${
            isFollowing
              ? nothing
              : html`<h3 class="message-head">
                  <span class="author">${name}</span>${person.isBot ? html`<span class="tag">App</span>` : nothing}
                  <time datetime=${timestamp}>${messageTime(at, names.now)}</time>
                </h3>`
          }
          ${
            isThinking
              ? html`<p class="thinking"><span class="dots" aria-hidden="true"></span>${name} is thinking…</p>`
              : state.editing === id
                ? editView(message, actions)
                : contentView(message, actions, names, edited)
          }
          ${reactionsView(message, actions)} ${failure ? html`<p class="failure">${failureText(failure)}</p>` : nothing}
          ${
            isPrivate
              ? html`<p class="private">
                  ${icons.eye} Only you can see this ·
                  <button type="button" class="text-button" @click=${() => void actions.dismiss(message)}>
                    Dismiss message
                  </button>
                </p>`
              : nothing
          }
          ${threadView(id, actions)}
        </div>
      </div>
      ${toolsView(message, actions)}
    </li>
  `;
}

/** Above an answer: who used which command, or what was pressed. */
function usedView(message: APIMessage, actions: Actions, names: Names): TemplateResult | typeof nothing {
  const metadata = message.interaction_metadata;
  // Not in the documentation, but Discord sends the command's name.
  const command = (metadata as { name?: string } | undefined)?.name;
  if (metadata && command) {
    const name = names.user(metadata.user.id);
    return html`<p class="used">
      ${avatar({ id: metadata.user.id, name, isBot: false }, 'tiny')}<strong>${name}</strong> used
      <span class="mention">${message.type === MessageType.ContextMenuCommand ? command : `/${command}`}</span>
    </p>`;
  }
  const repliedTo = message.message_reference?.message_id;
  const source = actions.state.messages.get(message.channel_id)?.find(({ id }) => id === repliedTo);
  if (source) return html`<p class="used"><span class="replied">${plainText(source, names).slice(0, 90)}</span></p>`;
  // What the bot's private answers refer to is often gone, and nobody answered it.
  return repliedTo && !message.author.bot
    ? html`<p class="used"><em>The message that this answers was deleted.</em></p>`
    : nothing;
}

function contentView(message: APIMessage, actions: Actions, names: Names, edited: string | null): TemplateResult {
  const { content, attachments } = message;
  // Presses change messages all the time; as on Discord, an answer to an interaction is not marked as edited.
  const mark =
    edited && !message.interaction_metadata && content ? html`<span class="edited"> (edited)</span>` : nothing;
  return html`
    ${content ? html`<div class="markdown content">${markdown(content, names)}${mark}</div>` : nothing}
    ${embedsView(message, names)} ${attachments.map((attachment) => attachmentView(attachment, names))}
    ${componentsView(message, actions, names)}
  `;
}

function attachmentView(attachment: APIAttachment, names: Names): TemplateResult {
  const { filename, url, content_type: type = '', description, size } = attachment;
  if (type.startsWith('image/')) return pictureView(url, description ?? filename, 'image', names);
  return html`<p class="file">
    <a href=${uploadPath(url) ?? '#'} download=${filename}>${filename}</a> <small>${Math.ceil(size / 1024)} KB</small>
  </p>`;
}

/** The thread that was opened on a message has the message's id. */
function threadView(messageId: string, actions: Actions): TemplateResult | typeof nothing {
  if (messageId === actions.state.channelId) return nothing;
  const thread = guildOf(actions.state)?.channels.find(({ id, threadOf }) => id === messageId && threadOf !== null);
  if (!thread) return nothing;
  return html`<button type="button" class="thread" @click=${() => void actions.openChannel(thread.id)}>
    ${icons.thread}<span class="thread-name">${thread.name}</span><span class="text-button">See thread</span>
  </button>`;
}

function failureText(failure: string): string {
  return failure === 'The application did not respond'
    ? 'This interaction failed: the application did not respond'
    : failure;
}

/** A command that is on its way, or came to nothing. */
export function noteView(note: LocalNote, actions: Actions, names: Names): TemplateResult {
  const bot = actions.state.places?.bot;
  const me = actions.state.places?.me;
  return html`
    <li class="message is-note ${note.kind === 'failed' ? 'is-private' : ''}">
      ${
        note.line && me
          ? html`<p class="used">
              ${avatar(me, 'tiny')}<strong>${me.name}</strong> used
              <span class="mention">${note.line.startsWith('/') ? note.line.split(' ')[0] : note.line}</span>
            </p>`
          : nothing
      }
      <div class="message-row">
        ${bot ? avatar(bot) : nothing}
        <div class="message-main">
          <h3 class="message-head">
            <span class="author">${bot?.name ?? ''}</span><span class="tag">App</span>
            <time datetime=${new Date(note.at).toISOString()}>${messageTime(note.at, names.now)}</time>
          </h3>
          ${
            note.kind === 'sending'
              ? html`<p class="thinking"><span class="dots" aria-hidden="true"></span>Sending command…</p>`
              : html`<p class="failure">${note.text}</p>
                  <p class="private">
                    ${icons.eye} Only you can see this ·
                    <button type="button" class="text-button" @click=${() => actions.removeNote(note.id)}>
                      Dismiss message
                    </button>
                  </p>`
          }
        </div>
      </div>
    </li>
  `;
}
