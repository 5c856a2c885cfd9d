import { ApplicationCommandType, InteractionContextType } from 'discord-api-types/v10';
import type { Command } from '../src/command.ts';
import { COLOURS } from '../src/components.ts';

/** `/help`, made from the commands themselves, so that it cannot forget one. */
export function helpCommand(others: readonly Command[]): Command {
  const help: Command = {
    data: {
      type: ApplicationCommandType.ChatInput,
      name: 'help',
      description: 'What this bot can do',
      contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    },
    example: '/help',
    isPrivateByDefault: true,

    execute: ({ guildId }) => {
      const usable = [...others, help].filter(
        ({ data }) => guildId !== null || data.contexts?.includes(InteractionContextType.BotDM),
      );
      return {
        private: true,
        embeds: [
          {
            title: 'What I can do',
            description: usable
              .map(({ data, example }) => {
                const who = data.default_member_permissions ? ' _(organisers)_' : '';
                return `**/${data.name}**${who}: ${data.description}\nTry \`${example}\``;
              })
              .join('\n\n'),
            color: COLOURS.neutral,
            footer: { text: 'Type / to see the commands; each option explains itself as you fill it in.' },
          },
        ],
      };
    },
  };
  return help;
}
