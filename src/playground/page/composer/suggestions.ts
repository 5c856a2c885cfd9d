/** The list above the line: commands, options, or what can stand in one. */
import { type TemplateResult, html, nothing } from 'lit';
import type { Option, TypedCommand } from './commands.ts';
import { optionNote } from './ranges.ts';
import type { Choice } from './values.ts';

export type Suggestion =
  { kind: 'command'; command: TypedCommand } | { kind: 'option'; option: Option } | { kind: 'choice'; choice: Choice };

export interface SuggestionList {
  title: string;
  note: string;
  items: readonly Suggestion[];
}

export const LIST_ID = 'suggestions';

export function suggestionsView(
  { title, note, items }: SuggestionList,
  at: number,
  hover: (index: number) => void,
  pick: (index: number) => void,
): TemplateResult {
  return html`
    <div class="suggestions">
      <p class="suggestions-title"><strong>${title}</strong>${note ? html` <span>${note}</span>` : nothing}</p>
      <div id=${LIST_ID} role="listbox" aria-label=${title} ?hidden=${items.length === 0}>
        ${items.map((item, index) => {
          const { label, description } = wordsOf(item);
          return html`<div
            id=${`${LIST_ID}-${index}`}
            role="option"
            class="option ${index === at ? 'is-at' : ''}"
            aria-selected=${index === at ? 'true' : 'false'}
            @pointermove=${() => hover(index)}
            @mousedown=${(event: Event) => event.preventDefault()}
            @click=${() => pick(index)}
          >
            <span class="option-words">${label}${description ? html`<small>${description}</small>` : nothing}</span>
          </div>`;
        })}
      </div>
    </div>
  `;
}

function wordsOf(item: Suggestion): { label: string; description: string } {
  switch (item.kind) {
    case 'command':
      return { label: `/${item.command.path}`, description: item.command.description };
    case 'option':
      return { label: item.option.name, description: optionNote(item.option) };
    case 'choice':
      return item.choice;
  }
}
