import type { BaseMessageOptions } from 'discord.js';
import type { Message } from '../command.ts';

/**
 * A message as discord.js sends it. Every part is written out, so that an edit leaves nothing of the old message behind,
 * and nobody is pinged but the one role that the message names.
 */
export function toPayload({ content = '', embeds = [], components = [], files = [], pingRoleId }: Message) {
  return {
    content,
    embeds: [...embeds],
    components: [...components],
    files: files.map(({ name, data, description }) => ({ attachment: Buffer.from(data), name, description })),
    allowedMentions: { parse: [], ...(pingRoleId && { roles: [pingRoleId] }) },
  } satisfies BaseMessageOptions;
}
