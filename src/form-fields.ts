/** Fields of a form, each with the label above it. The custom ID of a field is the name under which its value comes back. */
import {
  type APILabelComponent,
  type APISelectMenuOption,
  type ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord-api-types/v10';
import { clip } from './clip.ts';

/** Characters that Discord takes; a text is longer in some languages than in others. */
const MOST = { label: 45, description: 100, placeholder: 100, option: 100 } as const;

interface Labelled {
  label: string;
  /** a line below the label */
  description?: string | undefined;
}

export function textField(
  name: string,
  words: Labelled & { placeholder?: string },
  { value, maxLength }: { value?: string | undefined; maxLength: number },
): APILabelComponent {
  return labelled(words, {
    type: ComponentType.TextInput,
    custom_id: name,
    style: TextInputStyle.Short,
    max_length: maxLength,
    ...(words.placeholder !== undefined && { placeholder: clip(words.placeholder, MOST.placeholder) }),
    ...(value !== undefined && { value: clip(value, maxLength) }),
  });
}

export function channelField(
  name: string,
  words: Labelled,
  { chosen, types }: { chosen?: string | undefined; types: readonly ChannelType[] },
): APILabelComponent {
  return labelled(words, {
    type: ComponentType.ChannelSelect,
    custom_id: name,
    channel_types: [...types],
    ...(chosen !== undefined && { default_values: [{ type: SelectMenuDefaultValueType.Channel, id: chosen }] }),
  });
}

/** One role, or none. */
export function roleField(
  name: string,
  words: Labelled,
  { chosen }: { chosen?: string | undefined },
): APILabelComponent {
  return labelled(words, {
    type: ComponentType.RoleSelect,
    custom_id: name,
    min_values: 0,
    required: false,
    ...(chosen !== undefined && { default_values: [{ type: SelectMenuDefaultValueType.Role, id: chosen }] }),
  });
}

/** One of up to 25. */
export function selectField(name: string, words: Labelled, options: readonly APISelectMenuOption[]): APILabelComponent {
  return labelled(words, { type: ComponentType.StringSelect, custom_id: name, options: options.map(short) });
}

/** At least one of up to ten. */
export function checkboxField(
  name: string,
  words: Labelled,
  options: readonly APISelectMenuOption[],
): APILabelComponent {
  return labelled(words, {
    type: ComponentType.CheckboxGroup,
    custom_id: name,
    min_values: 1,
    max_values: options.length,
    options: options.map(short),
  });
}

function labelled({ label, description }: Labelled, component: APILabelComponent['component']): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: clip(label, MOST.label),
    ...(description !== undefined && { description: clip(description, MOST.description) }),
    component,
  };
}

function short<T extends APISelectMenuOption>(option: T): T {
  return { ...option, label: clip(option.label, MOST.option) };
}
