import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  MessageFlags,
  type RawFile,
  TextInputStyle,
} from 'discord.js';
import { clip } from '../clip.ts';
import type { Form, Message, Reply, Sheet } from '../message.ts';

export function toFiles({ files = [] }: Pick<Message, 'files'>): RawFile[] {
  return files.map(({ name, data }) => ({ name, data: Buffer.from(data) }));
}

export function flagsOf({ private: isPrivate = false }: Pick<Reply, 'private'>): { flags?: MessageFlags } {
  return isPrivate ? { flags: MessageFlags.Ephemeral } : {};
}

/** Characters that Discord takes of a form's words, which are longer in some languages than in others. */
const MOST = { title: 45, label: 45, placeholder: 100 } as const;

/** The one field of a form. */
export const FORM_FIELD = 'text';

export function toModal(form: Form | Sheet): APIModalInteractionResponseCallbackData {
  if ('fields' in form)
    return { title: clip(form.title, MOST.title), custom_id: form.customId, components: [...form.fields] };
  const { title, customId, text, label, placeholder, maxLength, value } = form;
  return {
    title: clip(title, MOST.title),
    custom_id: customId,
    components: [
      { type: ComponentType.TextDisplay, content: text },
      {
        type: ComponentType.Label,
        label: clip(label, MOST.label),
        component: {
          type: ComponentType.TextInput,
          custom_id: FORM_FIELD,
          style: TextInputStyle.Short,
          placeholder: clip(placeholder, MOST.placeholder),
          max_length: maxLength,
          ...(value !== undefined && { value: value.slice(0, maxLength) }),
        },
      },
    ],
  };
}
