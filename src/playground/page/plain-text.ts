/** A message in a few words: for a screen reader that is told of it, and for the line above a reply to it. */
import type { APIMessage } from 'discord-api-types/v10';
import type { Block, Inline } from './markdown/nodes.ts';
import { parseMarkdown } from './markdown/parse.ts';
import { timeText } from './time.ts';

const MOST = 300;

/** What ids stand for, and how late it is. */
export interface WordNames {
  user(id: string): string;
  role(id: string): { name: string };
  channel(id: string): string;
  /** UTC milliseconds */
  now: number;
}

/** @returns the author and what the message says, without marks and codes; at most some 300 characters of it */
export function plainText(message: APIMessage, names: WordNames): string {
  const { author, flags } = message;
  const isPrivate = ((flags ?? 0) & 64) !== 0 ? ', only you can see this' : '';
  return `${author.global_name ?? author.username}${isPrivate}: ${plainContent(message, names).slice(0, MOST)}`;
}

function plainContent({ content, embeds }: APIMessage, names: WordNames): string {
  const [embed] = embeds;
  return [content, embed?.title, embed?.description]
    .filter((text) => text !== undefined && text !== '')
    .map((text) => wordsOfBlocks(parseMarkdown(text ?? ''), names))
    .join('. ')
    .replace(/\s+/g, ' ')
    .trim();
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
