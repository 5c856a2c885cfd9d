/** Short ways to write the parts of a message. A custom ID is `feature:action:arg:arg`, 100 characters at most. */
import {
  type APIButtonComponent,
  type APISelectMenuOption,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { clip } from './clip.ts';
import type { ActionRow } from './message.ts';

/** The most suggestions, options of a menu, or fields of an embed that Discord shows. */
export const MOST_SHOWN = 25;

export { clip } from './clip.ts';

/** Colours of the strip beside an embed. They repeat what the words say; nothing is told by colour alone. */
export const COLOURS = { neutral: 0x3b82c4, right: 0x2e9e5b, wrong: 0xc8503c, notice: 0xb7791f } as const;

/**
 * Stand in front of lines, for the eye; words beside them say the same. The last two are letters, not pictures, so that they are
 * as dark or light as the text is.
 */
export const SIGNS = { right: '✅', wrong: '❌', other: '◯', open: '☐' } as const;

export const DISCORD_LIMITS = { customId: 100, selectOption: 100, button: 80, choice: 100, description: 4096 } as const;

/** Characters that a line of a code block has room for in an embed, on a phone 390 pixels wide. */
export const PHONE_CODE_WIDTH = 30;

/** @throws Error when it would be longer than Discord takes, or an argument holds a colon */
export function customId(feature: string, action: string, ...args: (string | number)[]): string {
  const parts = [feature, action, ...args.map(String)];
  const id = parts.join(':');
  if (parts.some((part) => part.includes(':')) || id.length > DISCORD_LIMITS.customId) {
    throw new Error(`"${id}" cannot be a custom ID`);
  }
  return id;
}

export function parseCustomId(id: string): { feature: string; action: string; args: string[] } {
  const [feature = '', action = '', ...args] = id.split(':');
  return { feature, action, args };
}

interface ButtonOptions {
  style?: 'primary' | 'secondary' | 'success' | 'danger';
  emoji?: string;
  disabled?: boolean;
}

const STYLES = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  success: ButtonStyle.Success,
  danger: ButtonStyle.Danger,
} as const;

export function button(label: string, id: string, options: ButtonOptions = {}): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: STYLES[options.style ?? 'secondary'],
    label: clip(label, DISCORD_LIMITS.button),
    custom_id: id,
    ...(options.emoji && { emoji: { name: options.emoji } }),
    ...(options.disabled && { disabled: true }),
  };
}

export function linkButton(label: string, url: string): APIButtonComponent {
  return { type: ComponentType.Button, style: ButtonStyle.Link, label: clip(label, DISCORD_LIMITS.button), url };
}

/** Buttons in rows of five; more than 25 do not fit a message. */
export function buttonRows(...buttons: APIButtonComponent[]): ActionRow[] {
  const rows: ActionRow[] = [];
  for (let start = 0; start < buttons.length; start += 5) {
    rows.push({ type: ComponentType.ActionRow, components: buttons.slice(start, start + 5) });
  }
  return rows;
}

export function selectRow(
  id: string,
  placeholder: string,
  options: APISelectMenuOption[],
  counts: { min: number; max: number } = { min: 1, max: 1 },
): ActionRow {
  const menu: APIStringSelectComponent = {
    type: ComponentType.StringSelect,
    custom_id: id,
    placeholder: clip(placeholder, 150),
    min_values: counts.min,
    max_values: counts.max,
    options,
  };
  return { type: ComponentType.ActionRow, components: [menu] };
}

/** A row of squares, filled up to a share (0 to 1), so that lines compare at a glance; words beside it say the same. */
export function squares(share: number, count = 5): string {
  const filled = Math.min(count, Math.max(0, Math.round(share * count)));
  return '▰'.repeat(filled) + '▱'.repeat(count - filled);
}

const MEDALS = ['🥇', '🥈', '🥉'];

/**
 * A medal with its number, or the number: a rank is never told by a picture alone.
 * @param wins whether there is a medal at all: nothing earned wins none
 */
export function rankMark(rank: number, wins = true): string {
  const medal = wins ? MEDALS[rank - 1] : undefined;
  return medal ? `${medal} **${rank}.**` : `**${rank}.**`;
}

/** Bold, where the text is one plain paragraph: bold does not go across code blocks or other bold. */
export function bold(text: string): string {
  return text.includes('\n') || text.includes('**') ? text : `**${text}**`;
}

/** Somebody's own words as a block of their own, to be copied; nothing in it takes effect, or ends it. */
export function codeBlock(text: string): string {
  return `\`\`\`\n${text.replaceAll('`', 'ˋ').trim()}\n\`\`\``;
}

/**
 * Somebody's own words, shown so that no Markdown, mention or link in them takes effect. Discord reads nothing within
 * a code span, so it is enough that the text cannot end the span.
 */
export function inert(text: string): string {
  const line = text.replaceAll('`', 'ˋ').replace(/\s+/g, ' ').trim();
  return `\`${clip(line, 100) || ' '}\``;
}
