/** Limits of a message's body: https://discord.com/developers/docs/resources/message */
import { MessageFlags } from 'discord-api-types/v10';
import { refusals } from '../errors.ts';
import { Check, type Json, type Path } from './check.ts';
import { checkClassicComponents, checkComponentsV2 } from './components.ts';

const MAX_EMBED_TOTAL = 6000;

/** What Discord looks for in a message beside its fields. */
export interface MessageContext {
  files: number;
  /** a message that is being edited keeps what the body leaves out */
  isEdit?: boolean;
}

/** @throws DiscordError as Discord would refuse this body */
export function checkMessage(body: Json, { files, isEdit = false }: MessageContext): void {
  const check = new Check();
  const flags = Number(body.flags ?? 0);
  const embeds = check.list(body.embeds, ['embeds'], { max: 10 });
  if (flags & MessageFlags.IsComponentsV2) {
    if (body.content)
      check.add(['content'], 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', 'The content field cannot be used');
    if (embeds.length > 0)
      check.add(['embeds'], 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', 'The embeds field cannot be used');
    checkComponentsV2(check, body.components);
  } else {
    check.text(body.content, ['content'], { min: 0, max: 2000 });
    checkEmbeds(check, embeds);
    checkClassicComponents(check, body.components);
  }
  const nonce = body.nonce;
  if (nonce !== undefined && String(nonce).length > 25) {
    check.add(['nonce'], 'NONCE_TYPE_INVALID', 'Must be an integer or a string of at most 25 characters.');
  }
  checkAllowedMentions(check, body.allowed_mentions as Json | undefined);
  const attachments = check.list(body.attachments, ['attachments'], { max: 10 });
  attachments.forEach((attachment, index) => {
    check.text(attachment.description, ['attachments', index, 'description'], { max: 1024 });
  });
  check.done();
  const isEmpty =
    !body.content && embeds.length === 0 && !(body.components as unknown[] | undefined)?.length && files === 0;
  const mentionsNothing = ['content', 'embeds', 'components', 'attachments'].every((key) => body[key] === undefined);
  if (isEmpty && files === 0 && !body.poll && !body.sticker_ids && !(isEdit && mentionsNothing))
    throw refusals.emptyMessage();
}

function checkEmbeds(check: Check, embeds: readonly Json[]): void {
  let total = 0;
  embeds.forEach((embed, index) => {
    const path: Path = ['embeds', index];
    const footer = embed.footer as Json | undefined;
    const author = embed.author as Json | undefined;
    const texts: [unknown, Path, number][] = [
      [embed.title, [...path, 'title'], 256],
      [embed.description, [...path, 'description'], 4096],
      [footer?.text, [...path, 'footer', 'text'], 2048],
      [author?.name, [...path, 'author', 'name'], 256],
    ];
    check.list(embed.fields, [...path, 'fields'], { max: 25 }).forEach((field, at) => {
      check.text(field.name, [...path, 'fields', at, 'name'], { max: 256, required: true });
      check.text(field.value, [...path, 'fields', at, 'value'], { max: 1024, required: true });
      total += String(field.name ?? '').length + String(field.value ?? '').length;
    });
    for (const [text, at, max] of texts) {
      check.text(text, at, { max });
      total += typeof text === 'string' ? text.length : 0;
    }
    check.url(embed.url, [...path, 'url'], ['http', 'https']);
    for (const picture of ['image', 'thumbnail'] as const) {
      check.url((embed[picture] as Json | undefined)?.url, [...path, picture, 'url'], ['http', 'https', 'attachment']);
    }
    const color = embed.color;
    if (color != null && (typeof color !== 'number' || color < 0 || color > 0xffffff)) {
      check.add([...path, 'color'], 'NUMBER_TYPE_MAX', 'int value should be less than or equal to 16777215.');
    }
    const isEmpty =
      texts.every(([text]) => !text) &&
      !(embed.fields as unknown[] | undefined)?.length &&
      !embed.image &&
      !embed.thumbnail;
    if (isEmpty) check.add([...path, 'description'], 'BASE_TYPE_REQUIRED', 'This field is required');
  });
  if (total > MAX_EMBED_TOTAL) {
    check.add(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${MAX_EMBED_TOTAL}`);
  }
}

function checkAllowedMentions(check: Check, allowed: Json | undefined): void {
  if (!allowed) return;
  const parse = (allowed.parse ?? []) as string[];
  for (const kind of ['users', 'roles'] as const) {
    const ids = (allowed[kind] ?? []) as string[];
    if (ids.length > 100)
      check.add(['allowed_mentions', kind], 'BASE_TYPE_MAX_LENGTH', 'Must be 100 or fewer in length.');
    if (ids.length > 0 && parse.includes(kind)) {
      const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
      check.add(['allowed_mentions'], 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message);
    }
  }
}
