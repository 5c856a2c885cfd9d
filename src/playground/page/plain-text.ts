/** A message in a few words, for a screen reader that is told of it. */
import type { APIMessage } from 'discord-api-types/v10';

const MOST = 300;

export function plainText({ author, content, embeds, flags }: APIMessage): string {
  const [embed] = embeds;
  const words = [content, embed?.title, embed?.description].filter(Boolean).join('. ');
  const isPrivate = ((flags ?? 0) & 64) !== 0 ? ', only you can see this' : '';
  const text = words
    .replace(/[*_`~|>#]+/g, '')
    .replace(/<[@#/][^>]*>/g, '')
    .replace(/\s+/g, ' ');
  return `${author.global_name ?? author.username}${isPrivate}: ${text.slice(0, MOST)}`;
}
