/** Limits of a message's body: https://discord.com/developers/docs/resources/message */
import { type APIMessage, MessageFlags } from 'discord-api-types/v10';
import type { UploadedFile } from '../attachments.ts';
import { refusals } from '../errors.ts';
import { Check, type Json, type Path, numberOr, textLength } from './check.ts';
import { checkClassicComponents, checkComponentsV2 } from './components.ts';
import { checkEmbeds } from './embed.ts';

const LEGACY_FIELDS = ['content', 'embeds', 'poll', 'sticker_ids'] as const;
const MENTION_KINDS = ['users', 'roles', 'everyone'];

/** What Discord looks at besides the body. */
export interface MessageContext {
  files: readonly UploadedFile[];
  /** the message that is being edited; it keeps what the body leaves out */
  existing?: APIMessage;
  /** where the message is in the whole body */
  path?: Path;
}

/** @throws DiscordError as Discord would refuse this body */
export function checkMessage(body: Json, { files, existing, path = [] }: MessageContext): void {
  const check = new Check(path);
  check.integer(body.flags, ['flags'], { min: 0, max: 2 ** 31 - 1 });
  const flags = numberOr(body.flags, 0) | Number(existing?.flags ?? 0);
  const embeds = check.list(body.embeds, ['embeds'], { max: 10 });
  const isV2 = (flags & MessageFlags.IsComponentsV2) !== 0;
  if (isV2) {
    checkNoLegacyFields(check, body, existing);
    if (body.components !== undefined || !existing) checkComponentsV2(check, body.components, files);
  } else {
    check.text(body.content, ['content'], { max: 2000 });
    checkEmbeds(check, embeds);
    checkClassicComponents(check, body.components);
  }
  checkNonce(check, body);
  checkAllowedMentions(check, body.allowed_mentions);
  checkAttachments(check, body.attachments, files, existing);
  check.done();
  if (!isV2 && isEmpty(body, files, existing)) throw refusals.emptyMessage();
}

function checkNoLegacyFields(check: Check, body: Json, existing: APIMessage | undefined): void {
  for (const field of LEGACY_FIELDS) {
    const kept = field === 'content' || field === 'embeds' ? existing?.[field] : undefined;
    const value = body[field] === undefined ? kept : body[field];
    if (!value || (Array.isArray(value) && value.length === 0)) continue;
    const code = 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2';
    check.add([field], code, `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`);
  }
}

/** A message needs something to show. A bot's message with nothing but buttons is one. */
function isEmpty(body: Json, files: readonly UploadedFile[], existing: APIMessage | undefined): boolean {
  const after = (key: 'content' | 'embeds' | 'components' | 'attachments') =>
    (body[key] === undefined ? existing?.[key] : (body[key] as string | unknown[] | null)) ?? '';
  const content = after('content');
  const hasContent = typeof content === 'string' && textLength(content) > 0;
  const hasParts = (['embeds', 'components', 'attachments'] as const).some((key) => after(key).length > 0);
  return !hasContent && !hasParts && files.length === 0 && !body.poll && !body.sticker_ids;
}

function checkNonce(check: Check, { nonce, enforce_nonce: enforced }: Json): void {
  const isNonce = nonce == null || typeof nonce === 'string' || Number.isInteger(nonce);
  if (!isNonce || (typeof nonce === 'string' && nonce.length > 25))
    check.add(['nonce'], 'NONCE_TYPE_INVALID', 'Must be an integer or a string of at most 25 characters.');
  if (enforced !== undefined && typeof enforced !== 'boolean')
    check.add(['enforce_nonce'], 'BOOLEAN_TYPE_CONVERT', 'Must be either true or false.');
}

function checkAllowedMentions(check: Check, value: unknown): void {
  const allowed = check.object(value, ['allowed_mentions']);
  if (!allowed) return;
  const parse = check.values(allowed.parse, ['allowed_mentions', 'parse'], { max: Infinity });
  parse.forEach((kind, index) => check.oneOf(kind, ['allowed_mentions', 'parse', index], MENTION_KINDS));
  for (const kind of ['users', 'roles'] as const) {
    const ids = check.values(allowed[kind], ['allowed_mentions', kind], { max: 100 });
    ids.forEach((id, index) => {
      const text = JSON.stringify(id);
      if (!/^"?\d{1,20}"?$/.test(text)) {
        const message = `Value "${text}" is not snowflake.`;
        check.add(['allowed_mentions', kind, index], 'NUMBER_TYPE_COERCE', message);
      }
    });
    if (ids.length > 0 && parse.includes(kind)) {
      const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
      check.add(['allowed_mentions'], 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message);
    }
  }
}

function checkAttachments(
  check: Check,
  value: unknown,
  files: readonly UploadedFile[],
  existing: APIMessage | undefined,
): void {
  check.list(value, ['attachments'], { max: 10 }).forEach((entry, index) => {
    const path = ['attachments', index];
    check.text(entry.description, [...path, 'description'], { max: 1024 });
    if (typeof entry.id !== 'string' && typeof entry.id !== 'number') return check.required([...path, 'id']);
    const id = String(entry.id);
    const isKnown =
      files.some((file) => String(file.index) === id) || (existing?.attachments ?? []).some((one) => one.id === id);
    if (!isKnown && !existing)
      check.add([...path, 'id'], 'ATTACHMENT_NOT_FOUND', `No uploaded file has the number ${id}.`);
  });
}
