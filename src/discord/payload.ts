import { type APIAttachment, MessageFlags, type RawFile } from 'discord.js';
import type { Message, Reply } from '../command.ts';

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
    attachments: files.map(
      ({ name, description }, id): Pick<APIAttachment, 'filename' | 'description'> & { id: number } => ({
        id,
        filename: name,
        description,
      }),
    ),
    allowed_mentions: { parse: [], ...(pingRoleId && { roles: [pingRoleId] }) },
  };
}

export function toFiles({ files = [] }: Message): RawFile[] {
  return files.map(({ name, data }) => ({ name, data: Buffer.from(data) }));
}

export function flagsOf({ private: isPrivate = false }: Reply): { flags?: MessageFlags } {
  return isPrivate ? { flags: MessageFlags.Ephemeral } : {};
}
