import { ApplicationCommandType, InteractionContextType } from 'discord-api-types/v10';
import { type Command, EVERYWHERE, type MessageCommand } from '../src/command.ts';
import { COLOURS } from '../src/components.ts';
import { helpWords } from '../src/help/words.ts';
import { descriptionIn, described, nameIn } from '../src/language.ts';

/** `/help`, made from the commands themselves, so that it cannot forget one. */
export function helpCommand(others: readonly Command[], inMenu: readonly MessageCommand[] = []): Command {
  const help: Command = {
    data: {
      type: ApplicationCommandType.ChatInput,
      name: 'help',
      ...described(helpWords, (words) => words.description),
      ...EVERYWHERE,
    },
    example: '/help',
    isPrivateByDefault: true,

    execute: ({ guildId, locale }) => {
      const words = helpWords(locale);
      const names = inMenu.map(({ data }) => nameIn(locale, data));
      const usable = [...others, help].filter(
        ({ data }) => guildId !== null || data.contexts?.includes(InteractionContextType.BotDM),
      );
      return {
        private: true,
        embeds: [
          {
            title: words.title,
            description: [
              ...usable.map(({ data, example }) => {
                const say = data.default_member_permissions ? words.organisersCommand : words.command;
                return say(data.name, descriptionIn(locale, data), example);
              }),
              ...(names.length > 0 ? [words.inMenu(names)] : []),
            ].join('\n\n'),
            color: COLOURS.neutral,
            footer: { text: words.footer },
          },
        ],
      };
    },
  };
  return help;
}
