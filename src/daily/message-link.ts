import type { Delivery } from './store/delivery.ts';

/** The address of a question's message, which leads to it in Discord's own clients. */
export function messageLink({ guildId, channelId, messageId }: Delivery): string {
  return `https://discord.com/channels/${guildId}/${channelId}/${messageId}`;
}
