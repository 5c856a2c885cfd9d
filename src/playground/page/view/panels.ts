/** At the right: who is here, or what the bot sent. */
import { type TemplateResult, html, nothing } from 'lit';
import type { MemberView, RequestView } from '../../server/protocol.ts';
import type { Actions } from '../actions.ts';
import { guildOf } from '../state.ts';
import { formatTime } from '../time.ts';
import { avatar, icons } from './icons.ts';

export function panelView(actions: Actions): TemplateResult | typeof nothing {
  const { panel } = actions.state;
  if (panel === 'members') return frame(actions, 'Members', membersView(actions));
  if (panel === 'requests') return frame(actions, 'What the bot sent', requestsView(actions));
  return nothing;
}

function frame(actions: Actions, title: string, content: TemplateResult): TemplateResult {
  return html`
    <aside class="panel panel-${actions.state.panel}" aria-label=${title}>
      <div class="panel-head">
        <h2>${title}</h2>
        <button type="button" class="icon-button" aria-label="Close" @click=${() => actions.set({ panel: 'none' })}>
          ${icons.close}
        </button>
      </div>
      ${content}
    </aside>
  `;
}

function membersView({ state }: Actions): TemplateResult {
  const guild = guildOf(state);
  const { places } = state;
  const members: MemberView[] =
    guild?.members ??
    (places ? [places.me, places.bot].map((person) => ({ ...person, isOrganiser: false, roleIds: [] })) : []);
  const groups = [
    ['Organiser', members.filter(({ isOrganiser }) => isOrganiser)],
    ['Members', members.filter(({ isOrganiser, isBot }) => !isOrganiser && !isBot)],
    ['Bot', members.filter(({ isBot }) => isBot)],
  ] as const;
  return html`${groups.map(([title, people]) =>
    people.length === 0
      ? nothing
      : html`<h3 class="group-title">${title} — ${people.length}</h3>
          <ul role="list" class="members">
            ${people.map(
              (person) =>
                html`<li>
                  ${avatar(person, 'member')}<span>${person.name}</span>${
                    person.isBot ? html`<span class="tag">App</span>` : nothing
                  }${person.id === places?.me.id ? html`<span class="you">you</span>` : nothing}
                </li>`,
            )}
          </ul>`,
  )}`;
}

function requestsView(actions: Actions): TemplateResult {
  const { requests, inspected } = actions.state;
  return html`
    <p class="panel-note">
      ${
        inspected
          ? html`The requests behind one message.
              <button type="button" class="text-button" @click=${() => void actions.inspect(null)}>
                Show the latest
              </button>`
          : html`The latest requests. For those behind one message, use ${icons.code} on the message.`
      }
    </p>
    ${requests.length === 0 ? html`<p class="panel-note">There is none that is still known.</p>` : nothing}
    <ol class="requests" role="list" tabindex="-1">
      ${[...requests].reverse().map((request, index) => requestView(request, inspected !== null || index === 0))}
    </ol>
  `;
}

function requestView(request: RequestView, isOpen: boolean): TemplateResult {
  const { method, path, query, body, files, status, response, at, refusal } = request;
  const search = new URLSearchParams(query).toString();
  return html`<li>
    <details ?open=${isOpen} class=${refusal ? 'is-refused' : ''}>
      <summary>
        <span class="status ${status < 400 ? 'status-good' : 'status-bad'}">${status}</span>
        <span class="method">${method}</span> <span class="path">${path}${search ? `?${search}` : ''}</span>
        <time>${formatTime(at, 'T')}</time>
      </summary>
      ${
        refusal
          ? html`<div class="refusal" role="note">
              <strong>Discord would refuse this:</strong> ${refusal.message} (code ${refusal.code})
              <ul>
                ${refusal.fields.map((field) => html`<li><code>${field.path}</code>: ${field.message}</li>`)}
              </ul>
            </div>`
          : nothing
      }
      ${files.length > 0 ? html`<p>Files: ${files.join(', ')}</p>` : nothing} ${jsonView('Request', body)}
      ${jsonView('Answer', response)}
    </details>
  </li>`;
}

function jsonView(title: string, value: unknown): TemplateResult | typeof nothing {
  if (value === undefined || value === null) return nothing;
  return html`<h3>${title}</h3>
    <pre tabindex="0" role="group" aria-label=${title}><code>${JSON.stringify(value, null, 2)}</code></pre>`;
}
