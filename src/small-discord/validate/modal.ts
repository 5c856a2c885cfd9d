/** Limits of pop-up forms: https://discord.com/developers/docs/interactions/receiving-and-responding */
import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import type { Check, Json, Path } from './check.ts';
import { SELECTS, type Tally, checkCustomId, checkSelect, newTally } from './components.ts';

/** What else a label may hold; of these, only the custom ID is checked. */
const OTHER_FIELDS = new Set<number>([
  ComponentType.FileUpload,
  ComponentType.RadioGroup,
  ComponentType.CheckboxGroup,
  ComponentType.Checkbox,
]);

export function checkModal(check: Check, modal: Json): void {
  const tally = newTally();
  check.text(modal.custom_id, ['custom_id'], { min: 1, max: 100, required: true });
  check.text(modal.title, ['title'], { min: 1, max: 45, required: true });
  check.list(modal.components, ['components'], { min: 1, max: 5 }).forEach((component, index) => {
    const path: Path = ['components', index];
    switch (component.type) {
      case ComponentType.TextDisplay:
        return check.text(component.content, [...path, 'content'], { min: 1, max: 4000, required: true });
      case ComponentType.Label: {
        check.text(component.label, [...path, 'label'], { min: 1, max: 45, required: true });
        check.text(component.description, [...path, 'description'], { max: 100 });
        return checkField(check, component.component, [...path, 'component'], tally, true);
      }
      case ComponentType.ActionRow: {
        const inner = check.list(component.components, [...path, 'components'], { min: 1, max: 1 });
        return checkField(check, inner[0], [...path, 'components', 0], tally, false);
      }
      default: {
        const message = 'Value of field "type" must be one of (1, 10, 18).';
        return check.add([...path, 'type'], 'UNION_TYPE_CHOICES', message);
      }
    }
  });
}

/** What is filled in. Outside a label, only a text is, and it has its label with it. */
function checkField(check: Check, value: unknown, path: Path, tally: Tally, isLabelled: boolean): void {
  const field = check.object(value, path);
  if (!field) return check.required(path);
  if (field.type === ComponentType.TextInput) {
    checkCustomId(check, field.custom_id, path, tally);
    if (!isLabelled) check.text(field.label, [...path, 'label'], { min: 1, max: 45, required: true });
    check.oneOf(field.style, [...path, 'style'], [TextInputStyle.Short, TextInputStyle.Paragraph]);
    check.integer(field.min_length, [...path, 'min_length'], { min: 0, max: 4000 });
    check.integer(field.max_length, [...path, 'max_length'], { min: 1, max: 4000 });
    check.text(field.placeholder, [...path, 'placeholder'], { max: 100 });
    check.text(field.value, [...path, 'value'], { max: 4000 });
  } else if (isLabelled && SELECTS.has(field.type as number)) {
    checkSelect(check, field, path, tally);
  } else if (isLabelled && OTHER_FIELDS.has(field.type as number)) {
    checkCustomId(check, field.custom_id, path, tally);
  } else {
    const message = `Value of field "type" must be one of (${isLabelled ? '3, 4, 5, 6, 7, 8, 19, 21, 22, 23' : '4'}).`;
    check.add([...path, 'type'], 'UNION_TYPE_CHOICES', message);
  }
}
