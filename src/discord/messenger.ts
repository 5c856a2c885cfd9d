import { type Client, DiscordAPIError, PermissionFlagsBits, Routes } from 'discord.js';
import type { RESTPostAPIChannelMessageResult } from 'discord.js';
import { type Messenger, SendError } from '../messenger.ts';
import { UserError } from '../errors.ts';
import { toBody, toFiles } from './payload.ts';

/** What posting a question takes, by the names that Discord shows. */
const NEEDED = {
  'View Channel': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Embed Links': PermissionFlagsBits.EmbedLinks,
} as const;

/** Discord's error codes that people can do something about, in words. */
const REASONS: Readonly<Record<number, string>> = {
  10003: 'the channel is gone; choose another with /daily setup',
  50001: 'I may not see the channel',
  50013: 'I may not post in the channel',
};

export function createMessenger(client: Client): Messenger {
  return {
    async send(channelId, message, nonce) {
      const body = { ...toBody(message), nonce, enforce_nonce: true };
      try {
        const sent = await client.rest.post(Routes.channelMessages(channelId), { body, files: toFiles(message) });
        const posted = sent as RESTPostAPIChannelMessageResult;
        return { messageId: posted.id };
      } catch (error) {
        if (error instanceof DiscordAPIError) {
          throw new SendError(REASONS[Number(error.code)] ?? `Discord refused it (${error.message})`, { cause: error });
        }
        throw new SendError('Discord could not be reached', { cause: error });
      }
    },

    async missingPermissions(guildId, channelId) {
      const guild = client.guilds.cache.get(guildId);
      if (!guild)
        throw new UserError('I am not a member of this server, so I cannot post here. Invite me with the bot scope.');
      const channel = guild.channels.cache.get(channelId);
      // A channel that the bot may not see is not in its cache.
      if (!channel) return Object.keys(NEEDED);
      const allowed = channel.permissionsFor(await guild.members.fetchMe());
      return Object.entries(NEEDED).flatMap(([name, flag]) => (allowed.has(flag) ? [] : [name]));
    },
  };
}
