/** Limits of message components: https://discord.com/developers/docs/components/reference */
import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { UploadedFile } from '../attachments.ts';
import { type Check, type Json, type Path, numberOr, textLength } from './check.ts';

export const SELECTS = new Set<number>([
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
]);
const MAX_V2_COMPONENTS = 40;
const MAX_V2_TEXT = 4000;
const MEDIA = ['http', 'https', 'attachment'];

/** What has to be counted over a whole message. */
export interface Tally {
  customIds: Set<string>;
  ids: Set<number>;
  components: number;
  text: number;
  /** names of the files that come with the message; undefined where none may be named */
  files: readonly UploadedFile[];
}

export function newTally(files: readonly UploadedFile[] = []): Tally {
  return { customIds: new Set(), ids: new Set(), components: 0, text: 0, files };
}

/** Components of a message without the v2 flag: rows of buttons or of one menu. */
export function checkClassicComponents(check: Check, components: unknown): void {
  const tally = newTally();
  check.list(components, ['components'], { max: 5 }).forEach((row, index) => {
    const path: Path = ['components', index];
    if (row.type === ComponentType.ActionRow) return checkRow(check, row, path, tally);
    unknownType(check, path, [ComponentType.ActionRow]);
  });
}

/** Components of a message with the v2 flag. */
export function checkComponentsV2(check: Check, components: unknown, files: readonly UploadedFile[]): void {
  const tally = newTally(files);
  check.list(components, ['components'], { min: 1, max: MAX_V2_COMPONENTS }).forEach((component, index) => {
    checkLayout(check, component, ['components', index], tally, true);
  });
  if (tally.components > MAX_V2_COMPONENTS) {
    const message = `The total number of components cannot exceed ${MAX_V2_COMPONENTS}`;
    check.add(['components'], 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', message);
  }
  if (tally.text > MAX_V2_TEXT) {
    const message = `The total displayable text size cannot exceed ${MAX_V2_TEXT}`;
    check.add(['components'], 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message);
  }
}

function checkLayout(check: Check, component: Json, path: Path, tally: Tally, mayContain: boolean): void {
  count(check, component, path, tally);
  switch (component.type) {
    case ComponentType.ActionRow:
      return checkRow(check, component, path, tally);
    case ComponentType.TextDisplay:
      return checkTextDisplay(check, component, path, tally);
    case ComponentType.Section:
      return checkSection(check, component, path, tally);
    case ComponentType.MediaGallery:
      check.list(component.items, [...path, 'items'], { min: 1, max: 10 }).forEach((item, index) => {
        checkMedia(check, item, 'media', [...path, 'items', index], tally);
      });
      return;
    case ComponentType.File:
      return checkMedia(check, component, 'file', path, tally, ['attachment']);
    case ComponentType.Separator:
      if (component.spacing != null) check.oneOf(component.spacing, [...path, 'spacing'], [1, 2]);
      return;
    case ComponentType.Container:
      if (!mayContain) break;
      check.integer(component.accent_color, [...path, 'accent_color'], { min: 0, max: 0xffffff });
      check
        .list(component.components, [...path, 'components'], { min: 1, max: MAX_V2_COMPONENTS })
        .forEach((inner, index) => checkLayout(check, inner, [...path, 'components', index], tally, false));
      return;
    default:
  }
  unknownType(check, path, mayContain ? [1, 9, 10, 12, 13, 14, 17] : [1, 9, 10, 12, 13, 14]);
}

function checkSection(check: Check, section: Json, path: Path, tally: Tally): void {
  check.list(section.components, [...path, 'components'], { min: 1, max: 3 }).forEach((inner, index) => {
    const at = [...path, 'components', index];
    count(check, inner, at, tally);
    if (inner.type === ComponentType.TextDisplay) checkTextDisplay(check, inner, at, tally);
    else unknownType(check, at, [ComponentType.TextDisplay]);
  });
  const at = [...path, 'accessory'];
  const accessory = check.object(section.accessory, at);
  if (!accessory) return check.required(at);
  count(check, accessory, at, tally);
  if (accessory.type === ComponentType.Button) checkButton(check, accessory, at, tally);
  else if (accessory.type === ComponentType.Thumbnail) checkMedia(check, accessory, 'media', at, tally);
  else unknownType(check, at, [ComponentType.Button, ComponentType.Thumbnail]);
}

function checkTextDisplay(check: Check, { content }: Json, path: Path, tally: Tally): void {
  tally.text += typeof content === 'string' ? textLength(content) : 0;
  check.text(content, [...path, 'content'], { min: 1, max: MAX_V2_TEXT, required: true });
}

/** A picture or file, by its address or by the name of a file that comes with the message. */
function checkMedia(check: Check, holder: Json, key: string, path: Path, tally: Tally, schemes = MEDIA): void {
  check.text(holder.description, [...path, 'description'], { max: 1024 });
  const url = check.object(holder[key], [...path, key])?.url;
  if (typeof url !== 'string' || url === '') return check.required([...path, key, 'url']);
  check.url(url, [...path, key, 'url'], schemes);
  const name = /^attachment:\/\/(.*)$/.exec(url)?.[1];
  if (name !== undefined && !tally.files.some((file) => file.name === name)) {
    const message = `The attachment "${name}" is not among the uploaded files`;
    check.add([...path, key, 'url'], 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', message);
  }
}

function checkRow(check: Check, row: Json, path: Path, tally: Tally): void {
  const inner = check.list(row.components, [...path, 'components'], { min: 1, max: 5 });
  inner.forEach((component, index) => {
    const at: Path = [...path, 'components', index];
    count(check, component, at, tally);
    if (component.type === ComponentType.Button) return checkButton(check, component, at, tally);
    if (!SELECTS.has(component.type as number)) return unknownType(check, at, [2, 3, 5, 6, 7, 8]);
    if (inner.length > 1) {
      const message = 'The specified component exceeds the maximum width';
      check.add([...path, 'components'], 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', message);
    }
    checkSelect(check, component, at, tally);
  });
}

/** Counts a component, and its number if it has one. */
function count(check: Check, { id }: Json, path: Path, tally: Tally): void {
  tally.components++;
  if (id == null || id === 0) return;
  check.integer(id, [...path, 'id'], { min: 0, max: 2 ** 31 - 1 });
  if (tally.ids.has(numberOr(id, 0)))
    check.add([...path, 'id'], 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated');
  tally.ids.add(numberOr(id, 0));
}

export function checkCustomId(check: Check, value: unknown, path: Path, tally: Tally): void {
  check.text(value, [...path, 'custom_id'], { min: 1, max: 100, required: true });
  if (typeof value !== 'string') return;
  if (tally.customIds.has(value)) {
    check.add([...path, 'custom_id'], 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  }
  tally.customIds.add(value);
}

/** A button has an address or a custom id, by its style. */
function checkButton(check: Check, button: Json, path: Path, tally: Tally): void {
  const { style, url, label, emoji, custom_id: customId, sku_id: skuId } = button;
  check.oneOf(style, [...path, 'style'], [1, 2, 3, 4, 5, 6]);
  check.text(label, [...path, 'label'], { max: 80 });
  const exclude = (field: 'url' | 'custom_id') => {
    const code = 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE';
    check.add([...path, field], code, 'A custom id and url cannot both be specified');
  };
  if (style === ButtonStyle.Premium) {
    check.text(skuId, [...path, 'sku_id'], { max: 20, required: true });
  } else if (style === ButtonStyle.Link) {
    check.text(url, [...path, 'url'], { max: 512, required: true });
    check.url(url, [...path, 'url'], ['http', 'https', 'discord']);
    if (customId != null) exclude('custom_id');
  } else {
    if (url != null) exclude('url');
    checkCustomId(check, customId, path, tally);
  }
  checkEmoji(check, emoji, path);
  if (!label && !emoji && style !== ButtonStyle.Premium)
    check.add(path, 'BUTTON_COMPONENT_INVALID_LABEL_AND_EMOJI', 'A button must have a label or an emoji');
}

function checkEmoji(check: Check, value: unknown, path: Path): void {
  const emoji = check.object(value, [...path, 'emoji']);
  if (!emoji || emoji.id) return;
  const isEmoji = typeof emoji.name === 'string' && /^(\p{Emoji}|\p{Emoji_Component})+$/u.test(emoji.name);
  if (!isEmoji) check.add([...path, 'emoji', 'name'], 'COMPONENT_INVALID_EMOJI', 'Invalid emoji');
}

export function checkSelect(check: Check, menu: Json, path: Path, tally: Tally): void {
  checkCustomId(check, menu.custom_id, path, tally);
  check.text(menu.placeholder, [...path, 'placeholder'], { max: 150 });
  check.integer(menu.min_values, [...path, 'min_values'], { min: 0, max: 25 });
  check.integer(menu.max_values, [...path, 'max_values'], { min: 1, max: 25 });
  const min = numberOr(menu.min_values, 1);
  const max = numberOr(menu.max_values, 1);
  if (min > max) {
    const message = 'min_values is greater than max_values';
    check.add([...path, 'min_values'], 'SELECT_COMPONENT_MIN_VALUES_EXCEEDS_MAX_VALUES', message);
  }
  if (menu.type !== ComponentType.StringSelect) return checkDefaultValues(check, menu, path, { min, max });
  const options = check.list(menu.options, [...path, 'options'], { min: 1, max: 25 });
  if (options.length > 0 && max > options.length && max <= 25) {
    const message = 'max_values is greater than the number of options';
    check.add([...path, 'max_values'], 'SELECT_COMPONENT_MAX_VALUES_EXCEEDS_OPTIONS', message);
  }
  const values = new Set<unknown>();
  options.forEach((option, index) => {
    const at: Path = [...path, 'options', index];
    check.text(option.label, [...at, 'label'], { min: 1, max: 100, required: true });
    check.text(option.value, [...at, 'value'], { min: 1, max: 100, required: true });
    check.text(option.description, [...at, 'description'], { max: 100 });
    checkEmoji(check, option.emoji, at);
    if (values.has(option.value)) {
      const message = 'The specified option value is already used';
      check.add([...at, 'value'], 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', message);
    }
    values.add(option.value);
  });
  if (options.filter((option) => option.default).length > max) {
    const message = 'More options are chosen by default than max_values allows';
    check.add([...path, 'options'], 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', message);
  }
}

/** What of a menu of members, roles or channels is chosen already. */
const DEFAULT_TYPES: Readonly<Record<number, readonly string[]>> = {
  [ComponentType.UserSelect]: ['user'],
  [ComponentType.RoleSelect]: ['role'],
  [ComponentType.MentionableSelect]: ['user', 'role'],
  [ComponentType.ChannelSelect]: ['channel'],
};

function checkDefaultValues(check: Check, menu: Json, path: Path, { min, max }: { min: number; max: number }): void {
  const chosen = check.list(menu.default_values, [...path, 'default_values'], { max: 25 });
  chosen.forEach(({ id, type }, index) => {
    const at: Path = [...path, 'default_values', index];
    check.oneOf(type, [...at, 'type'], DEFAULT_TYPES[menu.type as number] ?? []);
    if (typeof id !== 'string' || !/^\d{1,20}$/.test(id))
      check.add([...at, 'id'], 'NUMBER_TYPE_COERCE', `Value "${JSON.stringify(id)}" is not snowflake.`);
  });
  if (chosen.length > 0 && (chosen.length < min || chosen.length > max)) {
    const message = 'The number of default values must be between min_values and max_values';
    check.add([...path, 'default_values'], 'SELECT_COMPONENT_INVALID_DEFAULT_VALUES', message);
  }
}

function unknownType(check: Check, path: Path, allowed: readonly number[]): void {
  const message = `Value of field "type" must be one of (${allowed.join(', ')}).`;
  check.add([...path, 'type'], 'UNION_TYPE_CHOICES', message);
}
