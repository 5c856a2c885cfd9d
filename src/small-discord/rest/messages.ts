/** Messages in channels. */
import { ChannelType, MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import type { FileStore } from '../attachments.ts';
import { refusals } from '../errors.ts';
import { type MessageBody, createMessage, editMessage } from '../messages.ts';
import { permissionsIn, writingIn } from '../permissions.ts';
import { Check } from '../validate/check.ts';
import { checkMessage } from '../validate/message.ts';
import type { Channel, StoredMessage, World } from '../world.ts';
import { type RestRequest, type RestResponse, type Route, ok, route } from './router.ts';

/** The channel that a request names. @throws DiscordError when there is none, or the bot may not do this in it */
export function channelFor(world: World, { params }: RestRequest, needed = 0n): Channel {
  const channel = world.channels.get(params['channel.id'] ?? '');
  if (!channel) throw refusals.unknownChannel();
  const permissions = permissionsIn(world, channel, world.botUserId);
  if (!(permissions & PermissionFlagsBits.ViewChannel)) throw refusals.missingAccess();
  if ((permissions & needed) !== needed) throw refusals.missingPermissions();
  return channel;
}

/** The message that a request names. A private answer is none of a channel's messages. */
export function messageIn(world: World, channel: Channel, { params }: RestRequest): StoredMessage {
  const message = world.findMessage(channel.id, params['message.id'] ?? '');
  if (!message || message.visibleTo !== null) throw refusals.unknownMessage();
  return message;
}

export function messageRoutes(world: World, store: FileStore, typing: (channelId: string) => void): Route[] {
  function post(request: RestRequest): RestResponse {
    const body = request.body as MessageBody;
    const { files } = request;
    const channel = channelFor(world, request);
    const needed =
      writingIn(channel) |
      (body.embeds?.length ? PermissionFlagsBits.EmbedLinks : 0n) |
      (files.length > 0 ? PermissionFlagsBits.AttachFiles : 0n);
    channelFor(world, request, needed);
    checkMessage(request.body, { files });
    checkReference(channel, body);
    if (channel.type === ChannelType.DM && !world.acceptsDms(channel.recipientId ?? ''))
      throw refusals.cannotSendToUser();

    const before =
      body.enforce_nonce && body.nonce != null ? world.findMessageByNonce(channel.id, body.nonce) : undefined;
    return ok((before ?? createMessage(world, store, { channelId: channel.id, body, files })).data);
  }

  function checkReference(channel: Channel, { message_reference: reference }: MessageBody): void {
    if (!reference || reference.fail_if_not_exists === false) return;
    if (world.findMessage(channel.id, reference.message_id)) return;
    const check = new Check();
    check.add(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
    check.done();
  }

  function patch(request: RestRequest): RestResponse {
    const message = messageIn(world, channelFor(world, request), request);
    if (message.data.author.id !== world.botUserId) throw refusals.notYourMessage();
    checkMessage(request.body, { files: request.files, existing: message.data });
    editMessage(world, store, message, request.body, request.files);
    return ok(message.data);
  }

  function remove(request: RestRequest): RestResponse {
    const channel = channelFor(world, request);
    const message = messageIn(world, channel, request);
    if (message.data.author.id !== world.botUserId) channelFor(world, request, PermissionFlagsBits.ManageMessages);
    world.removeMessage(channel.id, message.data.id);
    return { status: 204 };
  }

  /** As on Discord, whoever may not read the history gets an empty list, and no refusal. */
  function list(request: RestRequest): RestResponse {
    const channel = channelFor(world, request);
    const limit = Number(request.query.get('limit') ?? 50);
    const check = new Check();
    if (!Number.isInteger(limit) || limit < 1 || limit > 100)
      check.add(['limit'], 'NUMBER_TYPE_MAX', 'int value should be between 1 and 100.');
    const [before, after] = (['before', 'after'] as const).map((key) => {
      const id = request.query.get(key);
      if (id !== null && !/^\d{1,20}$/.test(id))
        check.add([key], 'NUMBER_TYPE_COERCE', `Value ${JSON.stringify(id)} is not snowflake.`);
      return id;
    });
    check.done();
    if (!(permissionsIn(world, channel, world.botUserId) & PermissionFlagsBits.ReadMessageHistory)) return ok([]);
    const found = world.listMessages(channel.id).filter(({ data, visibleTo }) => {
      if (visibleTo !== null || Number(data.flags ?? 0) & MessageFlags.Loading) return false;
      return (!before || BigInt(data.id) < BigInt(before)) && (!after || BigInt(data.id) > BigInt(after));
    });
    const page = after ? found.slice(0, limit) : found.slice(-limit);
    return ok(page.reverse().map((message) => message.data));
  }

  const messages = '/channels/{channel.id}/messages';
  return [
    route('GET', messages, list),
    route('POST', messages, post),
    route('GET', `${messages}/{message.id}`, (request) => {
      const channel = channelFor(world, request, PermissionFlagsBits.ReadMessageHistory);
      return ok(messageIn(world, channel, request).data);
    }),
    route('PATCH', `${messages}/{message.id}`, patch),
    route('DELETE', `${messages}/{message.id}`, remove),
    route('POST', '/channels/{channel.id}/typing', (request) => {
      const channel = channelFor(world, request);
      typing(channelFor(world, request, writingIn(channel)).id);
      return { status: 204 };
    }),
  ];
}
