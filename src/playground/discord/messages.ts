/** Making and changing messages from the bodies that the bot sends. */
import {
  type APIAttachment,
  type APIMessage,
  type APIMessageInteractionMetadata,
  type APIUser,
  type AllowedMentionsTypes,
  ApplicationIntegrationType,
  InteractionType,
  MessageFlags,
  MessageType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { OpenInteraction } from './interactions.ts';
import { permissionsIn } from './permissions.ts';
import type { StoredMessage, World } from './world.ts';

export interface UploadedFile {
  /** the number in `files[n]` */
  index: number;
  name: string;
  contentType: string;
  data: Uint8Array;
}

export interface MessageBody {
  content?: string | null;
  embeds?: APIMessage['embeds'];
  components?: APIMessage['components'];
  attachments?: { id: string | number; description?: string }[];
  flags?: number;
  nonce?: string | number;
  enforce_nonce?: boolean;
  allowed_mentions?: { parse?: string[]; users?: string[]; roles?: string[] };
  message_reference?: { message_id?: string };
}

/** Keeps uploaded files and says at which address they are served. */
export type FileStore = (id: string, file: UploadedFile) => string;

const KEPT_FLAGS =
  MessageFlags.Ephemeral |
  MessageFlags.IsComponentsV2 |
  MessageFlags.SuppressEmbeds |
  MessageFlags.SuppressNotifications;

export function createMessage(
  world: World,
  channelId: string,
  body: MessageBody,
  files: readonly UploadedFile[],
  store: FileStore,
  interaction?: OpenInteraction,
): StoredMessage {
  const flags = Number(body.flags ?? 0) & KEPT_FLAGS;
  const author = world.users.get(world.botUserId) as APIUser;
  const data: APIMessage = {
    id: world.newId(),
    channel_id: channelId,
    author,
    content: body.content ?? '',
    timestamp: new Date(world.now()).toISOString(),
    edited_timestamp: null,
    tts: false,
    ...mentionsOf(world, channelId, body),
    attachments: attach(world, body, files, store),
    embeds: body.embeds ?? [],
    components: body.components ?? [],
    pinned: false,
    type: interaction ? MessageType.ChatInputCommand : MessageType.Default,
    flags: flags as MessageFlags,
    ...(body.nonce !== undefined && { nonce: body.nonce }),
    ...(interaction && {
      application_id: world.applicationId,
      webhook_id: world.applicationId,
      interaction_metadata: metadataOf(world, interaction),
    }),
  };
  const message = { data, visibleTo: flags & MessageFlags.Ephemeral ? (interaction?.userId ?? null) : null };
  world.addMessage(message);
  return message;
}

/** Changes what the body names and leaves the rest. Whether a message is private never changes. */
export function editMessage(
  world: World,
  message: StoredMessage,
  body: MessageBody,
  files: readonly UploadedFile[],
  store: FileStore,
): void {
  const { data } = message;
  if (body.content !== undefined) {
    data.content = body.content ?? '';
    Object.assign(data, mentionsOf(world, data.channel_id, { ...body, content: data.content }));
  }
  if (body.embeds !== undefined) data.embeds = body.embeds ?? [];
  if (body.components !== undefined) data.components = body.components ?? [];
  if (body.attachments !== undefined || files.length > 0) {
    const kept = new Set((body.attachments ?? data.attachments).map((attachment) => String(attachment.id)));
    data.attachments = [
      ...data.attachments.filter((attachment) => kept.has(attachment.id)),
      ...attach(world, body, files, store),
    ];
  }
  const v2 = Number(body.flags ?? 0) & MessageFlags.IsComponentsV2;
  data.flags = (Number(data.flags ?? 0) & ~MessageFlags.Loading) | v2;
  world.updateMessage(message);
}

function attach(world: World, body: MessageBody, files: readonly UploadedFile[], store: FileStore): APIAttachment[] {
  return files.map((file) => {
    const id = world.newId();
    const described = body.attachments?.find((attachment) => Number(attachment.id) === file.index);
    const url = store(id, file);
    return {
      id,
      filename: file.name,
      size: file.data.length,
      url,
      proxy_url: url,
      content_type: file.contentType,
      ...(described?.description && { description: described.description }),
    };
  });
}

/** Whom the words of a message ping, after `allowed_mentions`. Embeds ping nobody. */
function mentionsOf(
  world: World,
  channelId: string,
  body: MessageBody,
): Pick<APIMessage, 'mention_everyone' | 'mention_roles' | 'mentions'> {
  const text = body.content ?? '';
  const allowed = body.allowed_mentions;
  const parses = (kind: `${AllowedMentionsTypes}`) => !allowed || (allowed.parse ?? []).includes(kind);
  const channel = world.channels.get(channelId);
  const guild = channel?.guildId ? world.guilds.get(channel.guildId) : undefined;
  const mayPingAll = channel
    ? (permissionsIn(world, channel, world.botUserId) & PermissionFlagsBits.MentionEveryone) !== 0n
    : false;
  const found = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))];

  const users = found(/<@!?(\d+)>/g).filter((id) => parses('users') || allowed?.users?.includes(id));
  const roles = found(/<@&(\d+)>/g).filter((id) => {
    const role = guild?.roles.get(id);
    return role && (parses('roles') || allowed?.roles?.includes(id)) && (role.mentionable || mayPingAll);
  });
  return {
    mention_everyone: mayPingAll && parses('everyone') && /@(everyone|here)\b/.test(text),
    mention_roles: roles,
    mentions: users.flatMap((id) => world.users.get(id) ?? []),
  };
}

function metadataOf(world: World, interaction: OpenInteraction): APIMessageInteractionMetadata {
  return {
    id: interaction.id,
    type: InteractionType.ApplicationCommand,
    user: world.users.get(interaction.userId) as APIUser,
    authorizing_integration_owners: { [ApplicationIntegrationType.GuildInstall]: interaction.guildId ?? '0' },
    name: interaction.commandName ?? '',
  } as APIMessageInteractionMetadata;
}
