/** A form that the bot opens. */
import {
  type APIModalInteractionResponseCallbackComponent,
  type APITextInputComponent,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10';
import { type TemplateResult, html, nothing } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Actions } from '../actions.ts';
import { type Names, markdown } from '../markdown/view.ts';
import { checkboxView, groupView, tickedIn } from './form-choices.ts';
import { icons } from './icons.ts';
import { menuOptions } from './menu-options.ts';
import { showModal } from './dialog.ts';

export function modalView(actions: Actions, names: Names): TemplateResult | typeof nothing {
  const { modal, modalError } = actions.state;
  if (!modal) return nothing;
  const close = () => actions.set({ modal: null, modalError: '' });
  return html`
    <dialog class="dialog" aria-labelledby="modal-title" @close=${close} ${ref(showModal)}>
      <form method="dialog" @submit=${(event: SubmitEvent) => submit(event, actions)}>
        <div class="dialog-head">
          <h2 id="modal-title">${modal.title}</h2>
          <button type="button" class="icon-button" aria-label="Close" @click=${close}>${icons.close}</button>
        </div>
        ${modal.components.map((component) => partView(component, actions, names))}
        ${modalError ? html`<p class="failure" role="alert">${modalError}</p>` : nothing}
        <div class="dialog-foot">
          <button type="button" class="button button-secondary" @click=${close}>Cancel</button>
          <button type="submit" class="button button-primary">Submit</button>
        </div>
      </form>
    </dialog>
  `;
}

function partView(part: APIModalInteractionResponseCallbackComponent, actions: Actions, names: Names): unknown {
  if (part.type === ComponentType.TextDisplay)
    return html`<div class="markdown">${markdown(part.content, names)}</div>`;
  if (part.type === ComponentType.ActionRow)
    return part.components.map((field) => textView(field, field.label ?? field.custom_id));
  const { component, label, description } = part;
  if (component.type === ComponentType.TextInput) return textView(component, label, description);
  if (component.type === ComponentType.RadioGroup || component.type === ComponentType.CheckboxGroup)
    return groupView(component, label, description);
  if (component.type === ComponentType.Checkbox) return checkboxView(component, label, description);
  if ('custom_id' in component && isMenu(component)) {
    const { custom_id: id, max_values: max = 1, required: isRequired = true } = component;
    return html`<label class="field-label" for=${`field-${id}`}
        >${label}${isRequired ? html` <span class="required">*</span>` : nothing}</label
      >
      ${description ? html`<p class="field-note">${description}</p>` : nothing}
      <select id=${`field-${id}`} name=${id} ?multiple=${max > 1} ?required=${isRequired}>
        ${max > 1 ? nothing : html`<option value="">${component.placeholder ?? (isRequired ? 'Choose…' : 'None')}</option>`}
        ${menuOptions(component, actions.state).map(
          (option) => html`<option value=${option.value} ?selected=${option.isDefault}>${option.label}</option>`,
        )}
      </select>`;
  }
  return html`<p class="unknown">A field of type ${component.type}, which this page does not know.</p>`;
}

const MENUS: readonly ComponentType[] = [
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
];

function isMenu(component: { type: ComponentType }): component is Parameters<typeof menuOptions>[0] {
  return MENUS.includes(component.type);
}

function textView(field: APITextInputComponent, label: string, description?: string): TemplateResult {
  const { custom_id: id, required = true, value = '', placeholder = '' } = field;
  const isLong = field.style === TextInputStyle.Paragraph;
  return html`
    <label class="field-label" for=${`field-${id}`}
      >${label}${required ? html` <span class="required">*</span>` : nothing}</label
    >
    ${description ? html`<p class="field-note">${description}</p>` : nothing}
    ${
      isLong
        ? html`<textarea
            id=${`field-${id}`}
            name=${id}
            rows="5"
            placeholder=${placeholder}
            ?required=${required}
            minlength=${field.min_length ?? 0}
            maxlength=${field.max_length ?? 4000}
            .defaultValue=${value}
          ></textarea>`
        : html`<input
            id=${`field-${id}`}
            name=${id}
            type="text"
            autocomplete="off"
            placeholder=${placeholder}
            ?required=${required}
            minlength=${field.min_length ?? 0}
            maxlength=${field.max_length ?? 4000}
            .defaultValue=${value}
          />`
    }
  `;
}

function submit(event: SubmitEvent, actions: Actions): void {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  const fields: Record<string, string | string[]> = {};
  for (const element of form.elements) {
    if (element instanceof HTMLSelectElement)
      fields[element.name] = [...element.selectedOptions].map(({ value }) => value).filter(Boolean);
    else if (element instanceof HTMLInputElement && element.matches('.choices input')) continue;
    else if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
      fields[element.name] = element.value;
  }
  void actions.submit({ ...fields, ...tickedIn(form) });
}
