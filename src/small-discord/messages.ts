/** Making and changing messages from the bodies that the bot sends. */
import {
  type APIMessage,
  type APIMessageInteractionMetadata,
  type APIUser,
  InteractionType,
  MessageFlags,
  MessageReferenceType,
  MessageType,
} from 'discord-api-types/v10';
import { type AttachmentEntry, type FileStore, type UploadedFile, attach, placeInEmbeds } from './attachments.ts';
import type { OpenInteraction } from './interactions.ts';
import { type AllowedMentions, mentionsOf } from './mentions.ts';
import type { StoredMessage, World } from './world.ts';

export interface MessageBody {
  content?: string | null;
  embeds?: APIMessage['embeds'] | null;
  components?: APIMessage['components'] | null;
  attachments?: AttachmentEntry[] | null;
  flags?: number | null;
  tts?: boolean;
  nonce?: string | number | null;
  enforce_nonce?: boolean;
  allowed_mentions?: AllowedMentions | null;
  message_reference?: { message_id: string; fail_if_not_exists?: boolean } | null;
}

export interface NewMessage {
  channelId: string;
  body: MessageBody;
  files?: readonly UploadedFile[];
  interaction?: OpenInteraction;
  /** the one member who sees it, where it answers no interaction */
  visibleTo?: string;
  /** whether the message only says that the bot is thinking */
  isThinking?: boolean;
}

/** What a bot may set; a message in a channel is never ephemeral. */
const SETTABLE_FLAGS = MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications;

/** A message of the bot's: in a channel, or answering an interaction. */
export function createMessage(
  world: World,
  store: FileStore,
  { channelId, body, files = [], interaction, visibleTo, isThinking = false }: NewMessage,
): StoredMessage {
  const asked = Number(body.flags ?? 0);
  const isPrivate = (asked & MessageFlags.Ephemeral) !== 0 || interaction?.isKeptPrivate;
  const readerId = interaction && isPrivate ? interaction.userId : (visibleTo ?? null);
  const flags =
    (asked & SETTABLE_FLAGS) |
    (readerId !== null ? MessageFlags.Ephemeral : 0) |
    (isThinking ? MessageFlags.Loading : 0);
  const content = body.content ?? '';
  const components = body.components ?? [];
  const data: APIMessage = {
    id: world.newId(),
    channel_id: channelId,
    author: world.users.get(world.botUserId) as APIUser,
    content,
    timestamp: new Date(world.now()).toISOString(),
    edited_timestamp: null,
    tts: body.tts ?? false,
    ...mentionsOf(world, {
      authorId: world.botUserId,
      channelId,
      content,
      components,
      allowed: body.allowed_mentions,
    }),
    ...placeInEmbeds(body.embeds ?? [], attach(world, body.attachments, files, store)),
    components,
    pinned: false,
    type: MessageType.Default,
    flags: flags,
    ...(body.nonce != null && { nonce: body.nonce }),
    ...referenceOf(world, body.message_reference?.message_id),
    ...(interaction && answering(world, interaction)),
  };
  const message = { data, visibleTo: readerId };
  interaction?.messageIds.add(data.id);
  world.addMessage(message);
  return message;
}

/** Changes what the body names and leaves the rest. Whether a message is private never changes. */
export function editMessage(
  world: World,
  store: FileStore,
  message: StoredMessage,
  body: MessageBody,
  files: readonly UploadedFile[] = [],
): void {
  const { data } = message;
  if (body.content !== undefined) data.content = body.content ?? '';
  if (body.components !== undefined) data.components = body.components ?? [];
  if (body.content !== undefined || body.components !== undefined) {
    const { content, components = [], channel_id: channelId } = data;
    const allowed = body.allowed_mentions;
    Object.assign(data, mentionsOf(world, { authorId: data.author.id, channelId, content, components, allowed }));
  }
  if (body.attachments !== undefined || body.embeds !== undefined || files.length > 0) {
    const kept = body.attachments && new Set(body.attachments.map((entry) => String(entry.id)));
    const before = data.attachments.filter((attachment) => !kept || kept.has(attachment.id));
    const attachments = [...before, ...attach(world, body.attachments, files, store)];
    Object.assign(data, placeInEmbeds(body.embeds === undefined ? data.embeds : (body.embeds ?? []), attachments));
  }
  const before = Number(data.flags ?? 0) & ~MessageFlags.Loading;
  data.flags = before | (Number(body.flags ?? 0) & MessageFlags.IsComponentsV2);
  world.updateMessage(message);
}

/**
 * Something that a person writes.
 * @param answered the message that it answers; its author is pinged
 */
export function createPersonsMessage(
  world: World,
  userId: string,
  channelId: string,
  content: string,
  answered?: StoredMessage,
): StoredMessage {
  const mentions = mentionsOf(world, { authorId: userId, channelId, content, components: [], allowed: undefined });
  const pinged = answered?.data.author;
  if (pinged && pinged.id !== userId && !mentions.mentions.some(({ id }) => id === pinged.id))
    mentions.mentions.push(pinged);
  const data: APIMessage = {
    id: world.newId(),
    channel_id: channelId,
    author: world.users.get(userId) as APIUser,
    content,
    timestamp: new Date(world.now()).toISOString(),
    edited_timestamp: null,
    tts: false,
    ...mentions,
    attachments: [],
    embeds: [],
    components: [],
    pinned: false,
    type: MessageType.Default,
    flags: 0 as MessageFlags,
    ...referenceOf(world, answered?.data.id),
  };
  const message = { data, visibleTo: null };
  world.addMessage(message);
  return message;
}

function referenceOf(world: World, messageId: string | undefined): Partial<APIMessage> | undefined {
  const referenced = messageId === undefined ? undefined : world.findMessageById(messageId);
  if (!referenced) return undefined;
  const { id, channel_id } = referenced.data;
  const guild_id = world.channels.get(channel_id)?.guildId;
  return {
    type: MessageType.Reply,
    message_reference: {
      type: MessageReferenceType.Default,
      message_id: id,
      channel_id,
      ...(guild_id && { guild_id }),
    },
  };
}

/** What a message carries that answers an interaction. */
function answering(world: World, interaction: OpenInteraction): Partial<APIMessage> {
  return {
    application_id: world.applicationId,
    webhook_id: world.applicationId,
    interaction_metadata: metadataOf(world, interaction),
    ...(interaction.type === InteractionType.ApplicationCommand && !interaction.target
      ? { type: MessageType.ChatInputCommand }
      : referenceOf(world, (interaction.target ?? interaction.source)?.data.id)),
    ...(interaction.target && { type: MessageType.ContextMenuCommand }),
  };
}

function metadataOf(world: World, interaction: OpenInteraction): APIMessageInteractionMetadata {
  const { id, type, source, target, openedBy, commandName, owners } = interaction;
  const common = {
    id,
    type,
    user: world.users.get(interaction.userId),
    authorizing_integration_owners: owners,
    // Not in the documentation, but Discord sends it, and a client shows it above the message.
    ...(commandName && { name: commandName }),
    ...(target && { target_message_id: target.data.id }),
    ...(type === InteractionType.MessageComponent && { interacted_message_id: source?.data.id }),
    ...(openedBy && { triggering_interaction_metadata: metadataOf(world, openedBy) }),
  };
  return common as APIMessageInteractionMetadata;
}
