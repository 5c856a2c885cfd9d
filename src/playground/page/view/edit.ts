/** A message of one's own, open for changes where it stands. */
import type { APIMessage } from 'discord-api-types/v10';
import { type TemplateResult, html } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Actions } from '../actions.ts';
import { namedIn, toCodes, toLabels } from '../composer/mentions.ts';
import { placeOf } from '../state.ts';
import { saveEdit } from '../talk.ts';

export function editView(message: APIMessage, actions: Actions): TemplateResult {
  const named = namedIn(placeOf(actions.state));
  const cancel = () => actions.set({ editing: '' });
  const save = (field: HTMLTextAreaElement) => void saveEdit(actions, message, toCodes(field.value, named));
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') cancel();
    else if (event.key === 'Enter' && !event.shiftKey) save(event.target as HTMLTextAreaElement);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onSave = ({ currentTarget }: Event) => {
    const field = (currentTarget as HTMLElement).closest('.edit')?.querySelector('textarea');
    if (field) save(field);
  };
  return html`<div class="edit">
    <textarea
      aria-label="Edit message"
      maxlength="2000"
      rows="2"
      .defaultValue=${toLabels(message.content, named)}
      @keydown=${onKey}
      ${ref(begin)}
    ></textarea>
    <p class="edit-foot">
      <span>Escape to <button type="button" class="text-button" @click=${cancel}>cancel</button></span> ·
      <span>Enter to <button type="button" class="text-button" @click=${onSave}>save</button></span>
    </p>
  </div>`;
}

/** At the end of what stands there. */
function begin(element: Element | undefined): void {
  if (!(element instanceof HTMLTextAreaElement) || element.dataset.begun) return;
  element.dataset.begun = 'true';
  // Behind whatever closes meanwhile and gives the focus back.
  setTimeout(() => {
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
  });
}
