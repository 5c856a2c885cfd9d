/**
 * Commands in sentences. The words say `/quiz` between code marks; once Discord has told the ids of the commands, that becomes
 * a mention, which puts the command into the text field of whoever presses it.
 */
import type { APIEmbed } from 'discord-api-types/v10';
import type { Message } from './message.ts';

/** Ids by what is typed, such as `quiz` and `daily status`. A command that has subcommands is typed with one of them alone. */
export type CommandIds = Readonly<Record<string, string>>;

export interface Mentions {
  know(ids: CommandIds): void;
  /** The message with mentions, where Discord shows them: not in titles, footers, buttons and menus. */
  in<T extends Message>(message: T): T;
  /** The same of one text. */
  inText(text: string): string;
}

const COMMAND = /`\/([a-z0-9_-]+(?: [a-z0-9_-]+)*)`/g;

export function createMentions(): Mentions {
  const known = new Map<string, string>();
  const mention = (text: string) =>
    text.replaceAll(COMMAND, (written, path: string) => {
      const id = known.get(path);
      return id === undefined ? written : `</${path}:${id}>`;
    });
  const inEmbed = (embed: APIEmbed): APIEmbed => ({
    ...embed,
    ...(embed.description !== undefined && { description: mention(embed.description) }),
    ...(embed.fields && { fields: embed.fields.map((field) => ({ ...field, value: mention(field.value) })) }),
  });
  return {
    know(ids) {
      known.clear();
      for (const [path, id] of Object.entries(ids)) known.set(path, id);
    },
    inText: mention,
    in(message) {
      if (known.size === 0) return message;
      const { content, embeds } = message;
      return {
        ...message,
        ...(content !== undefined && { content: mention(content) }),
        ...(embeds && { embeds: embeds.map(inEmbed) }),
      };
    },
  };
}
