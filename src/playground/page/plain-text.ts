/** A message in words: for a screen reader that is told of it, and, cut short, for the line above a reply to it. */
import { type APIEmbed, type APIMessage, type APIMessageComponent, ComponentType } from 'discord-api-types/v10';
import type { Block, Inline } from './markdown/nodes.ts';
import { parseMarkdown } from './markdown/parse.ts';
import { timeText } from './time.ts';

/** What ids stand for, and how late it is. */
export interface WordNames {
  user(id: string): string;
  role(id: string): { name: string };
  channel(id: string): string;
  /** UTC milliseconds */
  now: number;
}

/** @returns the author and all that the message says, pictures too, without marks and codes */
export function plainText(message: APIMessage, names: WordNames): string {
  const { author, flags } = message;
  const isPrivate = ((flags ?? 0) & 64) !== 0 ? ', only you can see this' : '';
  const words = plainContent(message, names).join('. ').replace(/\s+/g, ' ').trim();
  return `${author.global_name ?? author.username}${isPrivate}: ${words}`;
}

/**
 * The options that a message lists, as `**A.** a network`: what a button stands for that has nothing but a letter on it.
 * @returns words by letter
 */
export function optionWords(message: APIMessage, names: WordNames): Map<string, string> {
  const found = new Map<string, string>();
  for (const text of textsOf(message)) {
    for (const line of text.split('\n')) {
      const [, letter = '', option = ''] = /^\s*\**([A-Z])[.):]\**\s+(.+)$/.exec(line) ?? [];
      if (letter && !found.has(letter)) found.set(letter, wordsOfBlocks(parseMarkdown(option), names).trim());
    }
  }
  return found;
}

function plainContent(message: APIMessage, names: WordNames): string[] {
  const embedded = message.embeds.flatMap(({ image, thumbnail }) => [image, thumbnail].map((picture) => picture?.url));
  const attached = (message.attachments ?? []).filter(({ url }) => !embedded.includes(url));
  const alternatives = [
    ...message.embeds.flatMap((embed) => embedPictures(embed, message)),
    ...attached.map(({ description }) => description),
    ...(message.components ?? []).flatMap(componentPictures),
  ];
  return [
    ...textsOf(message).map((text) => wordsOfBlocks(parseMarkdown(text), names).trim()),
    ...alternatives.filter(Boolean).map((text) => `Picture: ${text}`),
  ].filter((text) => text !== '');
}

/** In the order in which they stand in the message. */
function textsOf({ content, embeds, components }: APIMessage): string[] {
  return [
    content,
    ...embeds.flatMap(({ author, title, description, fields = [], footer }) => [
      author?.name,
      title,
      description,
      ...fields.map(({ name, value }) => `${name}: ${value}`),
      footer?.text,
    ]),
    ...(components ?? []).flatMap(componentTexts),
  ].filter((text): text is string => text !== undefined && text !== '');
}

function componentTexts(component: APIMessageComponent): string[] {
  switch (component.type) {
    case ComponentType.TextDisplay:
      return [component.content];
    case ComponentType.Section:
      return component.components.flatMap(componentTexts);
    case ComponentType.Container:
      // Who has not opened it is not told either.
      return component.spoiler ? ['Spoiler'] : component.components.flatMap(componentTexts);
    default:
      return [];
  }
}

function componentPictures(component: APIMessageComponent): (string | null | undefined)[] {
  switch (component.type) {
    case ComponentType.MediaGallery:
      return component.items.map(({ description }) => description);
    case ComponentType.Thumbnail:
      return [component.description];
    case ComponentType.Section:
      return componentPictures(component.accessory);
    case ComponentType.Container:
      return component.spoiler ? [] : component.components.flatMap(componentPictures);
    default:
      return [];
  }
}

function embedPictures(
  { image, thumbnail }: APIEmbed,
  { attachments = [] }: APIMessage,
): (string | null | undefined)[] {
  return [image, thumbnail].map((picture) => picture && altOf(picture, attachments));
}

/** A picture's own words, or those of the file that it is. */
export function altOf(
  { url, description }: { url: string; description?: string | null },
  attachments: APIMessage['attachments'],
): string {
  return description ?? attachments.find((attachment) => attachment.url === url)?.description ?? '';
}

function wordsOfBlocks(blocks: readonly Block[], names: WordNames): string {
  return blocks.map((block) => wordsOfBlock(block, names)).join(' ');
}

function wordsOfBlock(block: Block, names: WordNames): string {
  switch (block.type) {
    case 'code':
      return block.text;
    case 'quote':
      return wordsOfBlocks(block.blocks, names);
    case 'list':
      return block.items
        .map(({ content, inner }) => `${wordsOf(content, names)} ${wordsOfBlocks(inner, names)}`)
        .join(' ');
    default:
      return wordsOf(block.content, names);
  }
}

function wordsOf(nodes: readonly Inline[], names: WordNames): string {
  return nodes.map((node) => wordsOfNode(node, names)).join('');
}

function wordsOfNode(node: Inline, names: WordNames): string {
  switch (node.type) {
    case 'text':
    case 'code':
    case 'everyone':
      return node.text;
    case 'spoiler':
      // Who has not opened it is not told either.
      return 'Spoiler';
    case 'user':
      return `@${names.user(node.id)}`;
    case 'role':
      return `@${names.role(node.id).name}`;
    case 'channel':
      return `#${names.channel(node.id)}`;
    case 'command':
      return `/${node.name}`;
    case 'time':
      return timeText(node.seconds * 1000, node.style, names.now);
    case 'emoji':
      return `:${node.name}:`;
    default:
      return wordsOf(node.children, names);
  }
}
