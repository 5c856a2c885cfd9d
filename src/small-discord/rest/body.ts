/** Reading a request's body: JSON, or multipart with files. */
import type { IncomingMessage } from 'node:http';
import type { UploadedFile } from '../attachments.ts';
import { refusals } from '../errors.ts';

const MAX_BODY_BYTES = 25 * 1024 * 1024;
/** Nobody who means well sends more than this before hearing that it is too much. */
const ENDLESS_BYTES = 4 * MAX_BODY_BYTES;
const MAX_FILE_BYTES = 10 * 1024 * 1024;
const MAX_FILES = 10;

export interface ParsedBody {
  body: unknown;
  files: UploadedFile[];
}

/**
 * All bytes of a body. What is too large is read to its end all the same, so that the refusal can be heard; what does not
 * come to an end is given up.
 */
export async function readBody(request: IncomingMessage): Promise<Buffer | 'too large' | 'endless'> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
    else if (size > ENDLESS_BYTES) return 'endless';
  }
  return size > MAX_BODY_BYTES ? 'too large' : Buffer.concat(chunks, size);
}

/** @throws DiscordError 50109 when it is not JSON, 50035 when it is no kind of body that Discord takes */
export async function parseBody(raw: Buffer, contentType = ''): Promise<ParsedBody> {
  if (raw.length === 0) return { body: undefined, files: [] };
  if (contentType.startsWith('application/json')) return { body: parseJson(raw.toString('utf8')), files: [] };
  if (contentType.startsWith('multipart/form-data')) return parseMultipart(raw, contentType);
  const message = "Expected \"Content-Type\" header to be one of {'application/json', 'multipart/form-data'}.";
  throw refusals.invalidBody([{ path: [], code: 'CONTENT_TYPE_INVALID', message }]);
}

async function parseMultipart(raw: Buffer, contentType: string): Promise<ParsedBody> {
  const form = await readForm(raw, contentType);
  const files: UploadedFile[] = [];
  for (const [key, value] of form) {
    if (typeof value === 'string') continue;
    if (value.size > MAX_FILE_BYTES) throw refusals.tooLarge();
    const index = Number(/^files\[(\d+)\]$/.exec(key)?.[1] ?? files.length);
    files.push({ index, name: value.name, contentType: value.type, data: new Uint8Array(await value.arrayBuffer()) });
  }
  if (files.length > MAX_FILES) {
    const message = `Must be between 1 and ${MAX_FILES} in length.`;
    throw refusals.invalidBody([{ path: ['files'], code: 'BASE_TYPE_BAD_LENGTH', message }]);
  }
  const payload = form.get('payload_json');
  return { body: typeof payload === 'string' ? parseJson(payload) : {}, files };
}

async function readForm(raw: Buffer, contentType: string): Promise<FormData> {
  try {
    // The platform's own Response reads multipart bodies.
    return await new Response(new Uint8Array(raw), { headers: { 'Content-Type': contentType } }).formData();
  } catch {
    throw refusals.badRequest();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusals.notJson();
  }
}
