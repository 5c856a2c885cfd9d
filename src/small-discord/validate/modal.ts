/** Limits of pop-up forms: https://discord.com/developers/docs/interactions/receiving-and-responding */
import { ComponentType } from 'discord-api-types/v10';
import type { Check, Json, Path } from './check.ts';
import { newTally } from './components.ts';
import { checkField } from './modal-field.ts';

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
