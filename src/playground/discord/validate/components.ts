/** Limits of message components: https://discord.com/developers/docs/components/reference */
import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { Check, Json, Path } from './check.ts';

const SELECTS = new Set<number>([
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
]);
const MAX_V2_COMPONENTS = 40;
const MAX_V2_TEXT = 4000;

/** What has to be counted over a whole message. */
interface Tally {
  customIds: Set<string>;
  components: number;
  text: number;
}

/** Components of a message without the v2 flag: rows of buttons or of one menu. */
export function checkClassicComponents(check: Check, components: unknown): void {
  const tally: Tally = { customIds: new Set(), components: 0, text: 0 };
  check.list(components, ['components'], { max: 5 }).forEach((row, index) => {
    const path: Path = ['components', index];
    if (row.type !== ComponentType.ActionRow) {
      check.add(
        [...path, 'type'],
        'UNION_TYPE_CHOICES',
        `Value of field "type" must be one of (${ComponentType.ActionRow},).`,
      );
      return;
    }
    checkRow(check, row, path, tally);
  });
}

/** Components of a message with the v2 flag. */
export function checkComponentsV2(check: Check, components: unknown): void {
  const tally: Tally = { customIds: new Set(), components: 0, text: 0 };
  check.list(components, ['components'], { min: 1, max: MAX_V2_COMPONENTS }).forEach((component, index) => {
    checkLayout(check, component, ['components', index], tally);
  });
  if (tally.components > MAX_V2_COMPONENTS) {
    check.add(
      ['components'],
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      `The total number of components cannot exceed ${MAX_V2_COMPONENTS}`,
    );
  }
  if (tally.text > MAX_V2_TEXT) {
    check.add(
      ['components'],
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      `The total displayable text size cannot exceed ${MAX_V2_TEXT}`,
    );
  }
}

function checkLayout(check: Check, component: Json, path: Path, tally: Tally): void {
  tally.components++;
  switch (component.type) {
    case ComponentType.ActionRow:
      return checkRow(check, component, path, tally);
    case ComponentType.TextDisplay:
      tally.text += String(component.content ?? '').length;
      return check.text(component.content, [...path, 'content'], { max: MAX_V2_TEXT, required: true });
    case ComponentType.Section: {
      const texts = check.list(component.components, [...path, 'components'], { min: 1, max: 3 });
      texts.forEach((inner, index) => checkLayout(check, inner, [...path, 'components', index], tally));
      const accessory = component.accessory as Json | undefined;
      if (!accessory) return check.add([...path, 'accessory'], 'BASE_TYPE_REQUIRED', 'This field is required');
      tally.components++;
      if (accessory.type === ComponentType.Button) checkButton(check, accessory, [...path, 'accessory'], tally);
      return;
    }
    case ComponentType.Container:
      check
        .list(component.components, [...path, 'components'], { min: 1, max: MAX_V2_COMPONENTS })
        .forEach((inner, index) => checkLayout(check, inner, [...path, 'components', index], tally));
      return;
    case ComponentType.MediaGallery:
      check.list(component.items, [...path, 'items'], { min: 1, max: 10 }).forEach((item, index) => {
        check.text(item.description, [...path, 'items', index, 'description'], { max: 1024 });
      });
      return;
    case ComponentType.Separator:
    case ComponentType.File:
    case ComponentType.Thumbnail:
      return;
    default:
      check.add([...path, 'type'], 'UNION_TYPE_CHOICES', 'The component type is not allowed here.');
  }
}

function checkRow(check: Check, row: Json, path: Path, tally: Tally): void {
  const inner = check.list(row.components, [...path, 'components'], { min: 1, max: 5 });
  inner.forEach((component, index) => {
    tally.components++;
    const innerPath: Path = [...path, 'components', index];
    if (component.type === ComponentType.Button) return checkButton(check, component, innerPath, tally);
    if (SELECTS.has(component.type as number)) {
      if (inner.length > 1)
        check.add([...path, 'components'], 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'A select menu takes up the whole row');
      return checkSelect(check, component, innerPath, tally);
    }
    check.add([...innerPath, 'type'], 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (2, 3, 5, 6, 7, 8).');
  });
}

function checkCustomId(check: Check, value: unknown, path: Path, tally: Tally): void {
  check.text(value, [...path, 'custom_id'], { max: 100, required: true });
  if (typeof value !== 'string') return;
  if (tally.customIds.has(value)) {
    check.add([...path, 'custom_id'], 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  }
  tally.customIds.add(value);
}

function checkButton(check: Check, button: Json, path: Path, tally: Tally): void {
  const { style, url, label, emoji } = button;
  if (typeof style !== 'number' || style < ButtonStyle.Primary || style > ButtonStyle.Premium) {
    check.add([...path, 'style'], 'BASE_TYPE_CHOICES', 'Value must be one of (1, 2, 3, 4, 5, 6).');
  }
  check.text(label, [...path, 'label'], { max: 80 });
  if (style === ButtonStyle.Link) {
    check.text(url, [...path, 'url'], { max: 512, required: true });
    check.url(url, [...path, 'url'], ['http', 'https', 'discord']);
    if (button.custom_id !== undefined) {
      check.add(
        [...path, 'custom_id'],
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
        'A custom id and url cannot both be specified',
      );
    }
  } else if (style !== ButtonStyle.Premium) {
    if (url !== undefined) {
      check.add(
        [...path, 'url'],
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
        'A custom id and url cannot both be specified',
      );
    }
    checkCustomId(check, button.custom_id, path, tally);
  }
  if (!label && !emoji && style !== ButtonStyle.Premium) {
    check.add(path, 'BUTTON_COMPONENT_INVALID', 'Must have a label or an emoji');
  }
}

export function checkSelect(check: Check, menu: Json, path: Path, tally: Tally): void {
  checkCustomId(check, menu.custom_id, path, tally);
  check.text(menu.placeholder, [...path, 'placeholder'], { max: 150 });
  const min = (menu.min_values ?? 1) as number;
  const max = (menu.max_values ?? 1) as number;
  if (min < 0 || min > 25)
    check.add([...path, 'min_values'], 'NUMBER_TYPE_MIN', 'int value should be between 0 and 25.');
  if (max < 1 || max > 25)
    check.add([...path, 'max_values'], 'NUMBER_TYPE_MAX', 'int value should be between 1 and 25.');
  if (menu.type !== ComponentType.StringSelect) return;
  const options = check.list(menu.options, [...path, 'options'], { min: 1, max: 25 });
  if (max > options.length) {
    check.add(
      [...path, 'max_values'],
      'SELECT_COMPONENT_MAX_VALUES_EXCEEDS_OPTIONS',
      'max_values is greater than the number of options',
    );
  }
  const values = new Set<unknown>();
  options.forEach((option, index) => {
    const at: Path = [...path, 'options', index];
    check.text(option.label, [...at, 'label'], { max: 100, required: true });
    check.text(option.value, [...at, 'value'], { max: 100, required: true });
    check.text(option.description, [...at, 'description'], { max: 100 });
    if (values.has(option.value)) {
      check.add(
        [...at, 'value'],
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      );
    }
    values.add(option.value);
  });
}

/** A pop-up form. */
export function checkModal(check: Check, modal: Json): void {
  const tally: Tally = { customIds: new Set(), components: 0, text: 0 };
  check.text(modal.custom_id, ['custom_id'], { max: 100, required: true });
  check.text(modal.title, ['title'], { max: 45, required: true });
  check.list(modal.components, ['components'], { min: 1, max: 5 }).forEach((component, index) => {
    const path: Path = ['components', index];
    if (component.type === ComponentType.TextDisplay) return;
    const isLabel = component.type === ComponentType.Label;
    if (!isLabel && component.type !== ComponentType.ActionRow) {
      return check.add([...path, 'type'], 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1, 10, 18).');
    }
    if (isLabel) {
      check.text(component.label, [...path, 'label'], { max: 45, required: true });
      check.text(component.description, [...path, 'description'], { max: 100 });
    }
    const field = (isLabel ? component.component : (component.components as Json[] | undefined)?.[0]) as
      Json | undefined;
    if (!field) return check.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
    const at: Path = [...path, ...(isLabel ? ['component'] : ['components', 0])];
    if (field.type === ComponentType.TextInput) {
      checkCustomId(check, field.custom_id, at, tally);
      if (!isLabel) check.text(field.label, [...at, 'label'], { max: 45, required: true });
      check.text(field.placeholder, [...at, 'placeholder'], { max: 100 });
      check.text(field.value, [...at, 'value'], { max: 4000 });
    } else if (SELECTS.has(field.type as number)) checkSelect(check, field, at, tally);
  });
}
