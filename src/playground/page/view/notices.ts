/** Above the line where one types: the connection, packs that changed. And the question before starting over. */
import { type TemplateResult, html, nothing } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { PackNotice } from '../../../pack/notice.ts';
import type { Actions } from '../actions.ts';
import { NOT_RUNNING } from '../connection.ts';
import { showModal } from './dialog.ts';
import { icons } from './icons.ts';

const SHOWN_CHANGES = 3;

/** @param lookUp sends a command */
export function noticesView(actions: Actions, lookUp: (line: string) => void): unknown {
  return html`${connectionView(actions)}${packView(actions, lookUp)}${typingView(actions)}`;
}

function connectionView({ state }: Actions): unknown {
  if (state.isStartingOver) return html`<p class="notice">Starting over…</p>`;
  if (state.isConnected || !state.places) return nothing;
  // Told to screen readers by the page itself: they often miss what comes with its words already in it.
  return html`<p class="notice notice-bad">${NOT_RUNNING}</p>`;
}

function packView(actions: Actions, lookUp: (line: string) => void): unknown {
  const { pack } = actions.state;
  if (!pack) return nothing;
  const isBad = pack.outcome === 'refused' || pack.outcome === 'failed';
  return html`
    <section class="notice ${isBad ? 'notice-bad' : 'notice-good'}" aria-label="Packs">
      <div class="notice-words">${isBad ? brokenWords(pack) : changedWords(actions, pack, lookUp)}</div>
      <button type="button" class="icon-button" aria-label="Close" @click=${() => actions.set({ pack: null })}>
        ${icons.close}
      </button>
    </section>
  `;
}

function changedWords(actions: Actions, pack: PackNotice, lookUp: (line: string) => void): TemplateResult {
  const { packId, outcome, topics, questions } = pack;
  if (outcome === 'retired') {
    return html`<p>
      The pack <strong>${packId}</strong> was taken away: its pages and questions are gone. Scores stay, and all of it
      is back when you put the folder back.
    </p>`;
  }
  return html`<p>The pack <strong>${packId}</strong> was saved and loaded: ${topics} topics, ${questions} questions.</p>
    ${changesView(actions, pack, lookUp)}`;
}

function brokenWords({ packId, problems, more }: PackNotice): TemplateResult {
  return html`<p>
      <strong>${packId ? `The pack ${packId} has mistakes` : 'The packs cannot be read'}</strong>; members keep what was
      there before.
    </p>
    <ul class="problems">
      ${problems.map(({ file, line, message }) => html`<li><code>${file}:${line}</code> ${message}</li>`)}
    </ul>
    ${more > 0 ? html`<p>And ${more} more: npm run pack:check names them all.</p>` : nothing}`;
}

function changesView(actions: Actions, { packId, changed }: PackNotice, lookUp: (line: string) => void): unknown {
  if (changed.length === 0) return nothing;
  const more = changed.length - SHOWN_CHANGES;
  return html`<ul class="changes" role="list">
      ${changed.slice(0, SHOWN_CHANGES).map((change) => {
        const { kind, name } = change;
        const show = () => (kind === 'topic' ? lookUp(change.line) : void actions.showQuestion(packId, name));
        return html`<li>
          Changed ${kind}: <strong>${name}</strong>
          <button type="button" class="text-button" aria-label=${`Show this ${kind}: ${name}`} @click=${show}>
            Show this ${kind}
          </button>
        </li>`;
      })}
    </ul>
    ${more > 0 ? html`<p>And ${more} more.</p>` : nothing}`;
}

function typingView({ state }: Actions): unknown {
  const isTyping = (state.typing.get(state.channelId) ?? 0) > Date.now();
  if (!isTyping) return nothing;
  return html`<p class="typing"><span class="dots" aria-hidden="true"></span>${state.places?.bot.name} is typing…</p>`;
}

export function startOverView(actions: Actions): TemplateResult | typeof nothing {
  if (!actions.state.isAskingStartOver) return nothing;
  const close = () => actions.set({ isAskingStartOver: false });
  return html`
    <dialog class="dialog" aria-labelledby="start-over-title" @close=${close} ${ref(showModal)}>
      <h2 id="start-over-title">Start over?</h2>
      <p>
        Every message, score and setting of this playground is forgotten, for everybody in it, and the clock goes back
        to real time.
      </p>
      <div class="dialog-foot">
        <button type="button" class="button button-secondary" @click=${close}>Keep everything</button>
        <button type="button" class="button button-danger" @click=${() => void actions.startOver()}>Start over</button>
      </div>
    </dialog>
  `;
}
