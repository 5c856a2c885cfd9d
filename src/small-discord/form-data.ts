/** From a filled-in form to the data of an interaction, as Discord's own client would send it. */
import {
  type APICheckboxGroupComponent,
  type APIInteractionDataResolved,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APIRadioGroupComponent,
  type APITextInputComponent,
  ComponentType,
} from 'discord-api-types/v10';
import { type Menu, checkValues } from './component-use.ts';
import { RefusedByClient } from './resolved.ts';
import type { World } from './world.ts';

/** What is filled into a form, by custom ID: a text, or the values chosen. A box that is ticked has the value `true`. */
export type FormFields = Readonly<Record<string, string | readonly string[]>>;

type Field = APILabelComponent['component'];

interface Where {
  channelId: string;
  userId: string;
}

/** @throws RefusedByClient when the form cannot be sent so */
export function formData(
  world: World,
  modal: APIModalInteractionResponseCallbackData,
  fields: FormFields,
  where: Where,
) {
  const unknown = new Set(Object.keys(fields));
  const resolved: APIInteractionDataResolved = {};
  const fill = (field: Field) => {
    const { custom_id: customId, type } = field;
    unknown.delete(customId);
    return { type, custom_id: customId, ...filled(world, field, fields[customId], { resolved, where }) };
  };
  const components = modal.components.flatMap((component): unknown[] => {
    if (component.type === ComponentType.TextDisplay) return [];
    if (component.type === ComponentType.ActionRow)
      return [{ type: component.type, components: component.components.map((field) => fill(field)) }];
    return [{ type: component.type, component: fill(component.component) }];
  });
  const [left] = unknown;
  if (left !== undefined) throw new RefusedByClient(`The form has no field "${left}".`);
  return { custom_id: modal.custom_id, components, ...(Object.keys(resolved).length > 0 && { resolved }) };
}

/** What a field is sent with: what was filled in, or else what the form held. */
function filled(
  world: World,
  field: Field,
  given: string | readonly string[] | undefined,
  { resolved, where }: { resolved: APIInteractionDataResolved; where: Where },
) {
  const chosen = given === undefined ? undefined : [given].flat();
  switch (field.type) {
    case ComponentType.TextInput: {
      const value = typeof given === 'string' ? given : (field.value ?? '');
      checkText(field, value);
      return { value };
    }
    case ComponentType.RadioGroup: {
      const values = chosen ?? valuesOf(field);
      checkGroup(field, values, { min: field.required === false ? 0 : 1, max: 1 });
      return { value: values[0] ?? null };
    }
    case ComponentType.CheckboxGroup: {
      const values = chosen ?? valuesOf(field);
      const { min_values: min = 1, max_values: max = field.options.length, required = true } = field;
      if (values.length > 0 || required) checkGroup(field, values, { min, max });
      return { values };
    }
    case ComponentType.Checkbox:
      return { value: chosen ? chosen[0] === 'true' : (field.default ?? false) };
    case ComponentType.FileUpload:
      throw new RefusedByClient('Files are not uploaded here.');
    default: {
      const values = chosen ?? chosenIn(field);
      if (values.length > 0 || field.required !== false) merge(resolved, checkValues(world, field, values, where));
      return { values };
    }
  }
}

/** What of a menu is chosen already. */
function chosenIn(menu: Menu): string[] {
  if (menu.type === ComponentType.StringSelect) return valuesOf(menu);
  return (menu.default_values ?? []).map(({ id }) => id);
}

function valuesOf({ options }: { options: readonly { value: string; default?: boolean }[] }): string[] {
  return options.filter((option) => option.default === true).map(({ value }) => value);
}

function checkGroup(
  { custom_id: name, options }: APIRadioGroupComponent | APICheckboxGroupComponent,
  values: readonly string[],
  { min, max }: { min: number; max: number },
): void {
  if (values.length < min || values.length > max)
    throw new RefusedByClient(`The field "${name}" takes ${min === max ? min : `${min} to ${max}`} of its options.`);
  if (new Set(values).size < values.length) throw new RefusedByClient('Each option can be chosen once.');
  for (const value of values)
    if (!options.some((option) => option.value === value))
      throw new RefusedByClient(`The field "${name}" has no option "${value}".`);
}

function merge(into: APIInteractionDataResolved, more: APIInteractionDataResolved): void {
  for (const [kind, found] of Object.entries(more)) {
    const key = kind as keyof APIInteractionDataResolved;
    into[key] = { ...into[key], ...found } as never;
  }
}

function checkText(
  { custom_id: name, min_length: min = 0, max_length: max = 4000, required = true }: APITextInputComponent,
  value: string,
): void {
  if (value === '' && !required) return;
  if (value === '') throw new RefusedByClient(`The field "${name}" is required.`);
  if (value.length < min || value.length > max)
    throw new RefusedByClient(`The field "${name}" takes ${min} to ${max} characters.`);
}
