/** At the left: servers, the channels of one, and who you are. */
import { type TemplateResult, html, nothing } from 'lit';
import type { ChannelView } from '../../server/protocol.ts';
import type { Actions } from '../actions.ts';
import { guildOf, isDm } from '../state.ts';
import { avatar, channelSign, icons } from './icons.ts';
import { settingsView } from './settings.ts';
import { switchView } from './switch.ts';

export function sidebarView(actions: Actions): TemplateResult {
  const { state } = actions;
  return html`
    <aside id="sidebar" class="sidebar ${state.isDrawerOpen ? 'is-open' : ''}" aria-label="Servers and channels">
      <div class="places">${serversView(actions)} ${channelsView(actions)}</div>
      <div class="self">${switchView(actions)} ${settingsView(actions)}</div>
    </aside>
  `;
}

function serversView(actions: Actions): TemplateResult {
  const { places, unread } = actions.state;
  const here = guildOf(actions.state);
  const dm = places?.dmChannelId ?? '';
  return html`
    <nav class="servers" aria-label="Servers">
      <ul role="list">
        <li>
          <button
            type="button"
            class="server server-home"
            aria-label=${`Direct messages${unread.has(dm) ? ', unread' : ''}`}
            title="Direct messages"
            aria-current=${isDm(actions.state) ? 'true' : 'false'}
            @click=${() => void actions.openChannel(dm)}
          >
            ${icons.chat} ${unread.has(dm) ? html`<span class="unread-dot"></span>` : nothing}
          </button>
        </li>
        <li class="servers-line" role="presentation"></li>
        ${places?.guilds.map(({ id, name, channels }) => {
          const isUnread = channels.some((channel) => unread.has(channel.id));
          return html`<li>
            <button
              type="button"
              class="server"
              aria-label=${`${name}${isUnread ? ', unread' : ''}`}
              title=${name}
              aria-current=${here?.id === id ? 'true' : 'false'}
              @click=${() => void actions.openChannel(channels[0]?.id ?? '')}
            >
              <span class="initials" data-initials=${initialsOf(name)}></span>
              ${isUnread ? html`<span class="unread-dot"></span>` : nothing}
            </button>
          </li>`;
        })}
      </ul>
    </nav>
  `;
}

function channelsView(actions: Actions): TemplateResult {
  const { state } = actions;
  const guild = guildOf(state);
  const rows = guild
    ? guild.channels.map((channel) => channelRow(actions, channel, channelSign(channel)))
    : state.places
      ? [
          channelRow(
            actions,
            { id: state.places.dmChannelId, name: state.places.bot.name, threadOf: null },
            avatar(state.places.bot, 'small'),
          ),
        ]
      : [];
  return html`
    <nav class="channels" aria-label="Channels">
      <h2 class="place-name">${guild?.name ?? 'Direct messages'}</h2>
      <h3 class="channels-title">${guild ? 'Text channels' : 'With the bot'}</h3>
      <ul role="list">
        ${rows}
      </ul>
    </nav>
  `;
}

function channelRow(
  actions: Actions,
  { id, name, threadOf }: Pick<ChannelView, 'id' | 'name' | 'threadOf'>,
  sign: unknown,
): TemplateResult {
  const { channelId, unread } = actions.state;
  const isThread = threadOf !== null;
  return html`<li>
    <button
      type="button"
      class="channel ${isThread ? 'is-thread' : ''} ${unread.has(id) ? 'is-unread' : ''}"
      aria-current=${channelId === id ? 'page' : 'false'}
      @click=${() => void actions.openChannel(id)}
    >
      ${sign}${isThread ? html`<span class="visually-hidden">Thread </span>` : nothing}<span>${name}</span>${unread.has(id) ? html`<span class="visually-hidden">, unread</span>` : nothing}
    </button>
  </li>`;
}

function initialsOf(name: string): string {
  return name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .join('')
    .slice(0, 3);
}
