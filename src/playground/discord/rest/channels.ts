/** Channels, their messages and threads, and what a bot may read of its servers. */
import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { refusals } from '../errors.ts';
import { type FileStore, type MessageBody, createMessage, editMessage } from '../messages.ts';
import { apiChannel, apiGuild, apiMember } from '../payloads.ts';
import { permissionsIn } from '../permissions.ts';
import { Check, type Json } from '../validate/check.ts';
import { checkMessage } from '../validate/message.ts';
import type { Channel, Guild, StoredMessage, World } from '../world.ts';
import type { RestRequest, RestResponse, Route } from './router.ts';

/** For so long the same nonce means the same message. */
const NONCE_MS = 5 * 60 * 1000;

export function channelRoutes(world: World, store: FileStore): Route[] {
  const nonces = new Map<string, { message: StoredMessage; at: number }>();

  /** The channel that a request names, if the bot may do this in it. */
  function channelFor({ params }: RestRequest, needed = 0n): Channel {
    const channel = world.channels.get(params['channel.id'] ?? '');
    if (!channel) throw refusals.unknownChannel();
    const permissions = permissionsIn(world, channel, world.botUserId);
    if (!(permissions & PermissionFlagsBits.ViewChannel)) throw refusals.missingAccess();
    if ((permissions & needed) !== needed) throw refusals.missingPermissions();
    return channel;
  }

  function messageIn(channel: Channel, { params }: RestRequest): StoredMessage {
    const message = world.findMessage(channel.id, params['message.id'] ?? '');
    if (!message || message.visibleTo !== null) throw refusals.unknownMessage();
    return message;
  }

  function post(request: RestRequest): RestResponse {
    const body = request.body as MessageBody & Json;
    const { files } = request;
    const needed =
      PermissionFlagsBits.SendMessages |
      (body.embeds?.length ? PermissionFlagsBits.EmbedLinks : 0n) |
      (files.length > 0 ? PermissionFlagsBits.AttachFiles : 0n);
    const channel = channelFor(request, needed);
    checkMessage(body, { files: files.length });

    const key = `${channel.id}/${body.nonce}`;
    const before = body.enforce_nonce && body.nonce !== undefined ? nonces.get(key) : undefined;
    if (before && world.now() - before.at < NONCE_MS) return { status: 200, body: before.message.data };
    // Only an interaction's reply can be private.
    const message = createMessage(world, channel.id, { ...body, flags: Number(body.flags ?? 0) & ~64 }, files, store);
    if (body.enforce_nonce && body.nonce !== undefined) nonces.set(key, { message, at: world.now() });
    return { status: 200, body: message.data };
  }

  function patch(request: RestRequest): RestResponse {
    const message = messageIn(channelFor(request), request);
    if (message.data.author.id !== world.botUserId) throw refusals.notYourMessage();
    checkMessage(request.body as Json, { files: request.files.length, isEdit: true });
    editMessage(world, message, request.body as MessageBody, request.files, store);
    return { status: 200, body: message.data };
  }

  function remove(request: RestRequest): RestResponse {
    const channel = channelFor(request);
    world.removeMessage(channel.id, messageIn(channel, request).data.id);
    return { status: 204 };
  }

  function startThread(request: RestRequest): RestResponse {
    const channel = channelFor(request, PermissionFlagsBits.CreatePublicThreads);
    if (request.params['message.id']) messageIn(channel, request);
    const check = new Check();
    const { name } = request.body as Json;
    check.text(name, ['name'], { max: 100, required: true });
    check.done();
    const thread = world.addChannel(channel.guildId ?? '', String(name), {
      type: ChannelType.PublicThread,
      parentId: channel.id,
    });
    return { status: 201, body: apiChannel(world, thread) };
  }

  function openDm({ body }: RestRequest): RestResponse {
    const recipient = String((body as Json).recipient_id ?? '');
    if (!world.users.has(recipient)) throw refusals.cannotSendToUser();
    return { status: 200, body: apiChannel(world, world.openDm(recipient)) };
  }

  function guildFor({ params }: RestRequest): Guild {
    const guild = world.guilds.get(params['guild.id'] ?? '');
    if (!guild) throw refusals.unknownGuild();
    return guild;
  }

  const route = (method: string, template: string, handle: Route['handle']): Route => ({
    method,
    template,
    needsToken: true,
    handle,
  });
  const ok = (body: unknown): RestResponse => ({ status: 200, body });
  return [
    route('GET', '/channels/{channel.id}', (request) => ok(apiChannel(world, channelFor(request)))),
    route('GET', '/channels/{channel.id}/messages', (request) => {
      const channel = channelFor(request, PermissionFlagsBits.ReadMessageHistory);
      const limit = Number(request.query.get('limit') ?? 50);
      const visible = world.listMessages(channel.id).filter((message) => message.visibleTo === null);
      return ok(
        visible
          .slice(-limit)
          .reverse()
          .map((message) => message.data),
      );
    }),
    route('GET', '/channels/{channel.id}/messages/{message.id}', (request) =>
      ok(messageIn(channelFor(request), request).data),
    ),
    route('POST', '/channels/{channel.id}/messages', post),
    route('PATCH', '/channels/{channel.id}/messages/{message.id}', patch),
    route('DELETE', '/channels/{channel.id}/messages/{message.id}', remove),
    route('POST', '/channels/{channel.id}/messages/{message.id}/threads', startThread),
    route('POST', '/channels/{channel.id}/threads', startThread),
    route('POST', '/users/@me/channels', openDm),
    route('GET', '/guilds/{guild.id}', (request) => ok(apiGuild(world, guildFor(request)))),
    route('GET', '/guilds/{guild.id}/roles', (request) => ok([...guildFor(request).roles.values()])),
    route('GET', '/guilds/{guild.id}/channels', (request) =>
      ok(
        guildFor(request)
          .channelIds.flatMap((id) => world.channels.get(id) ?? [])
          .map((channel) => apiChannel(world, channel)),
      ),
    ),
    route('GET', '/guilds/{guild.id}/members/{user.id}', (request) => {
      const member = guildFor(request).members.get(request.params['user.id'] ?? '');
      if (!member) throw refusals.unknownMember();
      return ok(apiMember(world, member));
    }),
  ];
}
