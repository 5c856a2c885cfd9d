/** Reading messages as a person does: the words, the buttons. */
import type { APIMessage } from 'discord-api-types/v10';

type Readable = Pick<APIMessage, 'content' | 'embeds' | 'components'>;

interface Control {
  label?: string;
  placeholder?: string;
  custom_id?: string;
  url?: string;
  disabled?: boolean;
  options?: { label: string; value: string }[];
}

/** Every word of a message, in the order in which it is read; a mention of a command as the words say it. */
export function words(message: Readable | undefined): string {
  return written(message).replaceAll(/<\/([^:>]+):\d+>/g, '`/$1`');
}

/** The same with mentions as they are sent. */
export function written(message: Readable | undefined): string {
  const embeds = (message?.embeds ?? []).flatMap((embed) => [
    embed.title,
    embed.description,
    ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
    embed.footer?.text,
  ]);
  return [message?.content, ...embeds].filter(Boolean).join('\n');
}

/** Its buttons and menus. */
export function controls(message: Readable | undefined): Control[] {
  return (message?.components ?? []).flatMap((row) => (row as unknown as { components: Control[] }).components);
}

/** The custom ID of the button with this label. */
export function buttonId(message: Readable | undefined, label: string): string {
  const found = controls(message).find((control) => control.label === label);
  if (!found?.custom_id) {
    throw new Error(
      `no button "${label}" among ${controls(message)
        .map((control) => control.label)
        .join(', ')}`,
    );
  }
  return found.custom_id;
}
