/** Uploaded files, and where messages point at them. */
import { type APIAttachment, type APIEmbed, type APIMessage, EmbedType } from 'discord-api-types/v10';
import type { World } from './world.ts';

export interface UploadedFile {
  /** the number in `files[n]` */
  index: number;
  name: string;
  contentType: string;
  data: Uint8Array;
}

/** Keeps uploaded files and says at which address they are served. */
export type FileStore = (id: string, file: UploadedFile) => string;

export interface AttachmentEntry {
  id: string | number;
  filename?: string;
  description?: string | null;
}

/** The attachments that new files become; an entry of the body may describe one. */
export function attach(
  world: World,
  entries: readonly AttachmentEntry[] | null | undefined,
  files: readonly UploadedFile[],
  store: FileStore,
): APIAttachment[] {
  return files.map((file) => {
    const id = world.newId();
    const entry = entries?.find((one) => String(one.id) === String(file.index));
    const url = store(id, file);
    return {
      id,
      filename: file.name,
      size: file.data.length,
      url,
      proxy_url: url,
      content_type: file.contentType,
      ...(entry?.description && { description: entry.description }),
      ...pictureSize(file),
    };
  });
}

/**
 * Puts the addresses of attachments where embeds name them by `attachment://`. As on Discord, a file that an embed shows
 * is not shown a second time below the message.
 */
export function placeInEmbeds(
  embeds: readonly APIEmbed[],
  attachments: readonly APIAttachment[],
): Pick<APIMessage, 'embeds' | 'attachments'> {
  const shown = new Set<APIAttachment>();
  const place = <T extends { url: string }>(picture: T): T => {
    const name = /^attachment:\/\/(.+)$/.exec(picture.url)?.[1];
    const attachment = attachments.find((one) => one.filename === name);
    if (!attachment) return picture;
    shown.add(attachment);
    const { url, proxy_url, width, height } = attachment;
    return { ...picture, url, proxy_url, ...(width && height ? { width, height } : {}) };
  };
  const placed = embeds.map((embed) => ({
    type: EmbedType.Rich,
    ...embed,
    ...(embed.image && { image: place(embed.image) }),
    ...(embed.thumbnail && { thumbnail: place(embed.thumbnail) }),
  }));
  return { embeds: placed, attachments: attachments.filter((attachment) => !shown.has(attachment)) };
}

const PNG_SIGNATURE = 0x89504e47;

/** Width and height of a PNG, from its header. */
function pictureSize({ data }: UploadedFile): { width: number; height: number } | undefined {
  if (data.length < 24) return undefined;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return view.getUint32(0) === PNG_SIGNATURE ? { width: view.getUint32(16), height: view.getUint32(20) } : undefined;
}
