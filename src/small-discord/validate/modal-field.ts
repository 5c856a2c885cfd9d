/** What a form holds to be filled in: https://discord.com/developers/docs/components/reference */
import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { type Check, type Json, type Path, numberOr } from './check.ts';
import { SELECTS, type Tally, checkCustomId, checkSelect } from './components.ts';

/** Outside a label, only a text is a field, and it has its label with it. */
export function checkField(check: Check, value: unknown, path: Path, tally: Tally, isLabelled: boolean): void {
  const field = check.object(value, path);
  if (!field) return check.required(path);
  if (field.type === ComponentType.TextInput) return checkText(check, field, path, tally, isLabelled);
  if (isLabelled) {
    if (SELECTS.has(field.type as number)) return checkLabelledSelect(check, field, path, tally);
    if (field.type === ComponentType.RadioGroup) return checkGroup(check, field, path, tally, 2);
    if (field.type === ComponentType.CheckboxGroup) return checkGroup(check, field, path, tally, 1);
    if (field.type === ComponentType.Checkbox || field.type === ComponentType.FileUpload)
      return checkCustomId(check, field.custom_id, path, tally);
  }
  const message = `Value of field "type" must be one of (${isLabelled ? '3, 4, 5, 6, 7, 8, 19, 21, 22, 23' : '4'}).`;
  check.add([...path, 'type'], 'UNION_TYPE_CHOICES', message);
}

function checkText(check: Check, field: Json, path: Path, tally: Tally, isLabelled: boolean): void {
  checkCustomId(check, field.custom_id, path, tally);
  if (!isLabelled) check.text(field.label, [...path, 'label'], { min: 1, max: 45, required: true });
  check.oneOf(field.style, [...path, 'style'], [TextInputStyle.Short, TextInputStyle.Paragraph]);
  check.integer(field.min_length, [...path, 'min_length'], { min: 0, max: 4000 });
  check.integer(field.max_length, [...path, 'max_length'], { min: 1, max: 4000 });
  check.text(field.placeholder, [...path, 'placeholder'], { max: 100 });
  check.text(field.value, [...path, 'value'], { max: 4000 });
}

function checkLabelledSelect(check: Check, menu: Json, path: Path, tally: Tally): void {
  checkSelect(check, menu, path, tally);
  if (menu.disabled === true)
    check.add([...path, 'disabled'], 'MODAL_COMPONENT_DISABLED', 'Select menus in modals cannot be disabled');
  checkNoneRequired(check, menu, path);
}

/** Buttons of which one is on, or boxes to tick. */
function checkGroup(check: Check, group: Json, path: Path, tally: Tally, fewest: number): void {
  checkCustomId(check, group.custom_id, path, tally);
  const options = check.list(group.options, [...path, 'options'], { min: fewest, max: 10 });
  const values = new Set<unknown>();
  options.forEach((option, index) => {
    const at: Path = [...path, 'options', index];
    check.text(option.label, [...at, 'label'], { min: 1, max: 100, required: true });
    check.text(option.value, [...at, 'value'], { min: 1, max: 100, required: true });
    check.text(option.description, [...at, 'description'], { max: 100 });
    if (values.has(option.value)) {
      const message = 'The specified option value is already used';
      check.add([...at, 'value'], 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', message);
    }
    values.add(option.value);
  });
  const isRadio = group.type === ComponentType.RadioGroup;
  if (!isRadio) {
    check.integer(group.min_values, [...path, 'min_values'], { min: 0, max: 10 });
    check.integer(group.max_values, [...path, 'max_values'], { min: 1, max: 10 });
    checkNoneRequired(check, group, path);
  }
  const most = isRadio ? 1 : numberOr(group.max_values, options.length);
  if (numberOr(group.min_values, 1) > most && !isRadio) {
    const message = 'min_values is greater than max_values';
    check.add([...path, 'min_values'], 'SELECT_COMPONENT_MIN_VALUES_EXCEEDS_MAX_VALUES', message);
  }
  if (options.filter((option) => option.default === true).length > most) {
    const message = 'More options are chosen by default than can be chosen';
    check.add([...path, 'options'], 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', message);
  }
}

/** What may be left out must not be required: it is, unless it says otherwise. */
function checkNoneRequired(check: Check, field: Json, path: Path): void {
  if (field.min_values !== 0 || field.required === false) return;
  const message = 'min_values must be at least 1 when required is true';
  check.add([...path, 'min_values'], 'COMPONENT_REQUIRED_MIN_VALUES', message);
}
