/** Fields of a form that are ticked: boxes, of which several may be on, and round ones, of which one is. */
import {
  type APICheckboxComponent,
  type APICheckboxGroupComponent,
  type APIRadioGroupComponent,
  ComponentType,
} from 'discord-api-types/v10';
import { type TemplateResult, html, nothing } from 'lit';

type Group = APIRadioGroupComponent | APICheckboxGroupComponent;

export function groupView(group: Group, label: string, description: string | undefined): TemplateResult {
  const { custom_id: id } = group;
  const isRadio = group.type === ComponentType.RadioGroup;
  const isRequired = group.required ?? true;
  return html`<fieldset class="choices" data-name=${id} aria-describedby=${description ? `note-${id}` : nothing}>
    <legend class="field-label">${label}${isRequired ? html` <span class="required">*</span>` : nothing}</legend>
    ${description ? html`<p class="field-note" id=${`note-${id}`}>${description}</p>` : nothing}
    ${group.options.map(
      (option) =>
        html`<label class="choice">
          <input
            type=${isRadio ? 'radio' : 'checkbox'}
            name=${id}
            value=${option.value}
            ?required=${isRadio && isRequired}
            ?checked=${option.default ?? false}
          />
          <span>${option.label}${option.description ? html`<small>${option.description}</small>` : nothing}</span>
        </label>`,
    )}
  </fieldset>`;
}

export function checkboxView(
  { custom_id: id, default: isOn = false }: APICheckboxComponent,
  label: string,
  description: string | undefined,
): TemplateResult {
  return html`<div class="choices" data-name=${id}>
    <label class="choice">
      <input type="checkbox" name=${id} value="true" ?checked=${isOn} />
      <span>${label}${description ? html`<small>${description}</small>` : nothing}</span>
    </label>
  </div>`;
}

/** What is ticked in a form, by field; nothing ticked is an empty list. */
export function tickedIn(form: HTMLFormElement): Record<string, string[]> {
  const ticked: Record<string, string[]> = {};
  for (const group of form.querySelectorAll<HTMLElement>('.choices')) {
    const boxes = group.querySelectorAll<HTMLInputElement>('input:checked');
    ticked[group.dataset.name ?? ''] = [...boxes].map(({ value }) => value);
  }
  return ticked;
}
