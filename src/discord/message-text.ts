/** What can be read in a message that somebody pointed at. */
import { type APIEmbed, type Component, ComponentType, type Message, type MessageSnapshot } from 'discord.js';

/** Its words, those of its embeds and components, and of what it forwards; not the names of its files. */
export function textOf(message: Message | MessageSnapshot): string {
  const { content, embeds, components, messageSnapshots } = message;
  const parts = [
    content,
    ...(embeds ?? []).flatMap(({ data }) => textOfEmbed(data)),
    ...(components ?? []).flatMap(textOfComponent),
    ...(messageSnapshots?.map(textOf) ?? []),
  ];
  return parts.filter(Boolean).join('\n');
}

function textOfEmbed({ title, description, fields = [] }: APIEmbed): (string | undefined)[] {
  return [title, description, ...fields.flatMap(({ name, value }) => [name, value])];
}

function textOfComponent(component: Pick<Component, 'type'>): string[] {
  if (component.type === ComponentType.TextDisplay) return [(component as unknown as { content: string }).content];
  const { components = [] } = component as { components?: Pick<Component, 'type'>[] };
  return components.flatMap(textOfComponent);
}
