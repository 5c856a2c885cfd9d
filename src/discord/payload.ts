import {
  type APIAttachment,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  MessageFlags,
  type RawFile,
  TextInputStyle,
} from 'discord.js';
import type { Form, Message, Reply } from '../command.ts';

/**
 * A message as the body of a request. Every part is written out, so that an edit leaves nothing of the old message behind,
 * and nobody is pinged but the one role that the message names.
 */
export function toBody(message: Message) {
  const { content = '', embeds = [], components = [], files = [], pingRoleId } = message;
  return {
    content,
    embeds,
    components,
    attachments: files.map(({ name, description }, id): Pick<APIAttachment, 'id' | 'filename' | 'description'> => ({
      id: String(id),
      filename: name,
      description,
    })),
    allowed_mentions: { parse: [], ...(pingRoleId && { roles: [pingRoleId] }) },
  };
}

export function toFiles({ files = [] }: Message): RawFile[] {
  return files.map(({ name, data }) => ({ name, data: Buffer.from(data) }));
}

export function flagsOf({ private: isPrivate = false }: Reply): { flags?: MessageFlags } {
  return isPrivate ? { flags: MessageFlags.Ephemeral } : {};
}

/** The one field of a form. */
export const FORM_FIELD = 'text';

export function toModal({
  title,
  customId,
  text,
  label,
  placeholder,
  maxLength,
}: Form): APIModalInteractionResponseCallbackData {
  return {
    title,
    custom_id: customId,
    components: [
      { type: ComponentType.TextDisplay, content: text },
      {
        type: ComponentType.Label,
        label,
        component: {
          type: ComponentType.TextInput,
          custom_id: FORM_FIELD,
          style: TextInputStyle.Short,
          placeholder,
          max_length: maxLength,
        },
      },
    ],
  };
}
