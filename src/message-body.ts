import type { APIAttachment } from 'discord-api-types/v10';
import type { Message } from './message.ts';

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
