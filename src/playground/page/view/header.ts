/** Above the messages: where one is, the clock, and the panels. */
import { type TemplateResult, html, nothing } from 'lit';
import type { Actions } from '../actions.ts';
import { channelOf, isDm, nowOf, placeName } from '../state.ts';
import { clockText, relativeTime } from '../time.ts';
import { channelSign, icons } from './icons.ts';

export function headerView(actions: Actions): TemplateResult {
  const { state } = actions;
  const topic = channelOf(state)?.topic;
  const panel = (which: 'members' | 'requests') => () =>
    state.panel === which
      ? actions.set({ panel: 'none' })
      : which === 'requests'
        ? void actions.inspect(null)
        : actions.set({ panel: which });
  return html`
    <header class="header">
      <button
        type="button"
        class="icon-button only-narrow"
        aria-label=${`Servers and channels${state.unread.size > 0 ? ', unread messages' : ''}`}
        aria-expanded=${state.isDrawerOpen ? 'true' : 'false'}
        aria-controls="sidebar"
        @click=${() => actions.set({ isDrawerOpen: !state.isDrawerOpen })}
      >
        ${icons.menu} ${state.unread.size > 0 ? html`<span class="unread-dot"></span>` : nothing}
      </button>
      <span class="header-sign">${isDm(state) ? icons.chat : channelSign(channelOf(state))}</span>
      <h1 class="header-name" title=${placeName(state)}>${placeName(state)}</h1>
      ${topic ? html`<p class="header-topic" title=${topic}>${topic}</p>` : nothing}
      <div class="header-right">
        ${clockView(actions)}
        <button
          type="button"
          class="icon-button"
          aria-label=${`Requests of the bot${state.refusals > 0 ? `, ${state.refusals} refused` : ''}`}
          title="What the bot sends"
          aria-pressed=${state.panel === 'requests' ? 'true' : 'false'}
          @click=${panel('requests')}
        >
          ${icons.code} ${state.refusals > 0 ? html`<span class="badge">${state.refusals}</span>` : nothing}
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label="Members"
          title="Members"
          aria-pressed=${state.panel === 'members' ? 'true' : 'false'}
          @click=${panel('members')}
        >
          ${icons.people}
        </button>
      </div>
    </header>
  `;
}

/** The playground's time; moving it moves the bot's too. */
function clockView(actions: Actions): TemplateResult {
  const { clock, isMoving } = actions.state;
  const now = nowOf(actions.state);
  const step = (name: string, to: 'hour' | 'day' | 'daily', title: string, disabled = false) => html`
    <button
      type="button"
      class="clock-step"
      title=${title}
      aria-label=${name}
      ?disabled=${disabled}
      aria-disabled=${isMoving ? 'true' : 'false'}
      @click=${() => (isMoving ? undefined : void actions.move(to))}
    >
      ${to === 'daily' ? html`Next daily<span class="not-narrow"> question</span>` : name}
    </button>
  `;
  const daily = clock?.nextDailyAt ?? null;
  return html`
    <div class="clock" role="group" aria-label="Clock">
      <time class="clock-now" datetime=${new Date(now).toISOString()} title="The bot's time">
        ${icons.clock}<span>${clockText(now)}</span>
      </time>
      <span class="visually-hidden" role="status">${isMoving ? '' : clock ? `It is ${clockText(clock.now)}` : ''}</span>
      ${step('+1 hour', 'hour', 'Move the clock on by an hour')} ${step('+1 day', 'day', 'Move the clock on by a day')}
      ${step(
        'Next daily question',
        'daily',
        daily === null ? 'Set one up as the organiser: /daily setup' : `Due ${relativeTime(daily, now)}`,
        daily === null,
      )}
    </div>
  `;
}
