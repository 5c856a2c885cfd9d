/** Limits of embeds: https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
import { type Check, type Json, type Path, textLength } from './check.ts';

const MAX_TOTAL = 6000;
const LINK = ['http', 'https'];
const PICTURE = ['http', 'https', 'attachment'];

export function checkEmbeds(check: Check, embeds: readonly Json[]): void {
  let total = 0;
  embeds.forEach((embed, index) => (total += checkEmbed(check, embed, ['embeds', index])));
  if (total > MAX_TOTAL) {
    check.add(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${MAX_TOTAL}`);
  }
}

/** @returns how many characters count against the total of a message */
function checkEmbed(check: Check, embed: Json, path: Path): number {
  const footer = check.object(embed.footer, [...path, 'footer']);
  const author = check.object(embed.author, [...path, 'author']);
  const fields = check.list(embed.fields, [...path, 'fields'], { max: 25 });
  check.text(embed.title, [...path, 'title'], { max: 256 });
  check.text(embed.description, [...path, 'description'], { max: 4096 });
  if (footer) check.text(footer.text, [...path, 'footer', 'text'], { max: 2048, required: true });
  if (author) check.text(author.name, [...path, 'author', 'name'], { max: 256, required: true });
  fields.forEach((field, index) => {
    check.text(field.name, [...path, 'fields', index, 'name'], { max: 256, required: true });
    check.text(field.value, [...path, 'fields', index, 'value'], { max: 1024, required: true });
  });

  check.url(embed.url, [...path, 'url'], LINK);
  check.url(author?.url, [...path, 'author', 'url'], LINK);
  check.url(author?.icon_url, [...path, 'author', 'icon_url'], PICTURE);
  check.url(footer?.icon_url, [...path, 'footer', 'icon_url'], PICTURE);
  for (const picture of ['image', 'thumbnail'] as const) {
    const value = check.object(embed[picture], [...path, picture]);
    check.url(value?.url, [...path, picture, 'url'], PICTURE);
  }
  check.integer(embed.color, [...path, 'color'], { min: 0, max: 0xffffff });
  const { timestamp } = embed;
  if (timestamp != null && (typeof timestamp !== 'string' || Number.isNaN(Date.parse(timestamp)))) {
    const message = `Could not parse ${JSON.stringify(timestamp)}. Should be ISO8601.`;
    check.add([...path, 'timestamp'], 'DATE_TIME_TYPE_PARSE', message);
  }

  const texts = [embed.title, embed.description, footer?.text, author?.name];
  for (const field of fields) texts.push(field.name, field.value);
  const length = texts.reduce<number>((sum, text) => sum + (typeof text === 'string' ? textLength(text) : 0), 0);
  if (length === 0 && !embed.image && !embed.thumbnail) check.required([...path, 'description']);
  return length;
}
