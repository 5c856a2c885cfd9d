/** The line itself: one field for words, or a command with a field for each of its options. */
import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { type TemplateResult, html, nothing } from 'lit';
import { type State, channelOf, isDm, placeName } from '../state.ts';
import type { Draft } from './draft.ts';
import { LONGEST_TEXT } from './lengths.ts';
import { LIST_ID } from './suggestions.ts';
import type { Field } from './values.ts';

export interface Line {
  draft: Draft;
  /** for words typed while there is no command */
  onText: (event: Event) => void;
  /** after anything else in the draft was changed */
  changed: () => void;
}

export function textView({ draft, onText }: Line, state: State): TemplateResult {
  const mayWrite = isDm(state) || (channelOf(state)?.mayWrite ?? false);
  const where = isDm(state) ? `@${placeName(state)}` : `#${placeName(state)}`;
  const words = mayWrite ? `Message ${where}` : `You may not write in ${where}, but type / for commands`;
  // Threads have long names.
  const shortWords = channelOf(state)?.threadOf != null ? 'Message this thread' : words;
  return html`<input
    class="composer-text is-active"
    type="text"
    placeholder=${mayWrite ? `${shortWords} or type /` : 'Commands only: type /'}
    aria-label=${words}
    maxlength="2000"
    autocomplete="off"
    spellcheck="false"
    enterkeyhint="send"
    .value=${draft.text}
    role="combobox"
    aria-autocomplete="list"
    aria-expanded=${isExpanded(draft)}
    aria-controls=${controls(draft)}
    aria-activedescendant=${pointedAt(draft)}
    @input=${onText}
  />`;
}

export function commandView(line: Line): TemplateResult {
  const { draft } = line;
  const free = (draft.command?.options.length ?? 0) - draft.fields.length;
  const isInTail = draft.active >= draft.fields.length;
  return html`<div class="command-line" role="group" aria-label=${`/${draft.command?.path}`}>
    <span class="command-name">/${draft.command?.path}</span>
    ${draft.fields.map((field, index) => fieldView(line, field, index))}
    <input
      class="tail ${isInTail ? 'is-active' : ''}"
      type="text"
      size=${Math.max(draft.tail.length + 1, free > 0 ? 12 : 2)}
      placeholder=${free > 0 ? `+${free} optional` : ''}
      aria-label=${free > 0 ? `${free} more ${free === 1 ? 'option' : 'options'} of /${draft.command?.path}` : `Send /${draft.command?.path}`}
      autocomplete="off"
      spellcheck="false"
      enterkeyhint="send"
      .value=${draft.tail}
      role="combobox"
      aria-autocomplete="list"
      aria-expanded=${isInTail ? isExpanded(draft) : 'false'}
      aria-controls=${controls(draft)}
      aria-activedescendant=${isInTail ? pointedAt(draft) : nothing}
      @focus=${() => enter(line, draft.fields.length)}
      @input=${(event: Event) => {
        draft.typeTail((event.target as HTMLInputElement).value);
        line.changed();
      }}
    />
  </div>`;
}

function fieldView(line: Line, { option, text }: Field, index: number): TemplateResult {
  const { draft } = line;
  const isActive = index === draft.active;
  return html`<label class="field-chip ${isActive ? 'is-in' : ''}">
    <span>${option.name}</span>
    <input
      class=${isActive ? 'is-active' : ''}
      type="text"
      inputmode=${option.type === ApplicationCommandOptionType.Integer ? 'numeric' : 'text'}
      size=${Math.max(text.length + 1, 4)}
      maxlength=${LONGEST_TEXT}
      autocomplete="off"
      spellcheck="false"
      enterkeyhint="send"
      aria-required=${option.required ? 'true' : 'false'}
      aria-description=${option.description}
      .value=${text}
      role="combobox"
      aria-autocomplete="list"
      aria-expanded=${isActive ? isExpanded(draft) : 'false'}
      aria-controls=${controls(draft)}
      aria-activedescendant=${isActive ? pointedAt(draft) : nothing}
      @focus=${() => enter(line, index)}
      @input=${(event: Event) => {
        draft.typeField((event.target as HTMLInputElement).value);
        line.changed();
      }}
    />
  </label>`;
}

function enter({ draft, changed }: Line, index: number): void {
  if (draft.active === index) return;
  draft.goTo(index);
  changed();
}

function isExpanded(draft: Draft): 'true' | 'false' {
  return (draft.list()?.items.length ?? 0) > 0 ? 'true' : 'false';
}

function controls(draft: Draft): string | typeof nothing {
  return draft.list() ? LIST_ID : nothing;
}

function pointedAt(draft: Draft): string | typeof nothing {
  const { at } = draft;
  return at >= 0 && draft.list()?.items[at] ? `${LIST_ID}-${at}` : nothing;
}
