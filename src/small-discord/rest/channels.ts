/** Channels, threads, direct messages, and what a bot may read of its servers. */
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { refusals } from '../errors.ts';
import { apiChannel, apiGuild, apiMember } from '../payloads.ts';
import { Check } from '../validate/check.ts';
import type { Guild, World } from '../world.ts';
import { channelFor, messageIn } from './messages.ts';
import { isThread, threadTypeIn } from '../thread-types.ts';
import { type RestRequest, type RestResponse, type Route, ok, route } from './router.ts';

export function channelRoutes(world: World): Route[] {
  function startThread(request: RestRequest): RestResponse {
    const channel = channelFor(world, request, PermissionFlagsBits.CreatePublicThreads);
    if (channel.guildId === null || isThread(channel.type)) throw refusals.wrongChannelType();
    const { name, type } = request.body;
    const messageId = request.params['message.id'];
    const check = new Check();
    check.text(name, ['name'], { min: 1, max: 100, required: true });
    const threadType = threadTypeIn(channel);
    if (messageId === undefined && type !== threadType)
      check.add(['type'], 'BASE_TYPE_CHOICES', `Only public threads (${threadType}) can be started here.`);
    check.done();
    const parent = { type: threadType, parentId: channel.id };
    if (messageId === undefined)
      return { status: 201, body: apiChannel(world, world.addChannel(channel.guildId, String(name), parent)) };

    const message = messageIn(world, channel, request);
    // The thread of a message has the message's id.
    if (world.channels.has(messageId)) throw refusals.threadExists();
    const thread = world.addChannel(channel.guildId, String(name), { ...parent, id: messageId });
    message.data.thread = apiChannel(world, thread);
    return { status: 201, body: message.data.thread };
  }

  function openDm({ body }: RestRequest): RestResponse {
    const recipient = typeof body.recipient_id === 'string' ? body.recipient_id : '';
    if (!world.users.has(recipient) || recipient === world.botUserId) throw refusals.cannotSendToUser();
    return ok(apiChannel(world, world.openDm(recipient)));
  }

  function guildFor({ params }: RestRequest): Guild {
    const guild = world.guilds.get(params['guild.id'] ?? '');
    if (!guild?.members.has(world.botUserId)) throw refusals.unknownGuild();
    return guild;
  }

  return [
    route('GET', '/channels/{channel.id}', (request) => ok(apiChannel(world, channelFor(world, request)))),
    route('POST', '/channels/{channel.id}/messages/{message.id}/threads', startThread),
    route('POST', '/channels/{channel.id}/threads', startThread),
    route('POST', '/users/@me/channels', openDm),
    route('GET', '/guilds/{guild.id}', (request) => ok(apiGuild(guildFor(request)))),
    route('GET', '/guilds/{guild.id}/roles', (request) => ok([...guildFor(request).roles.values()])),
    route('GET', '/guilds/{guild.id}/channels', (request) => {
      const channels = guildFor(request).channelIds.flatMap((id) => world.channels.get(id) ?? []);
      const lasting = channels.filter((channel) => !isThread(channel.type));
      return ok(lasting.map((channel) => apiChannel(world, channel)));
    }),
    route('GET', '/guilds/{guild.id}/members/{user.id}', (request) => {
      const member = guildFor(request).members.get(request.params['user.id'] ?? '');
      if (!member) throw refusals.unknownMember();
      return ok(apiMember(world, member));
    }),
  ];
}
