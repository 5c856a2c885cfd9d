import {
  type APIGuildChannel,
  type APIGuildMember,
  type APIRole,
  type Client,
  DiscordAPIError,
  HTTPError,
  RateLimitError,
  RequestMethod,
  type ResponseLike,
  type RESTGetAPIChannelMessagesResult,
  type RESTPostAPIChannelMessageResult,
  type RESTPostAPICurrentUserCreateDMChannelResult,
  Routes,
  SnowflakeUtil,
} from 'discord.js';
import { type Mentions, createMentions } from '../mentions.ts';
import type { Message } from '../message.ts';
import {
  type Messenger,
  type Obstacle,
  type Permission,
  SendError,
  type SendFailure,
  type Urgency,
} from '../messenger.ts';
import { type Pace, Pacer } from './pacer.ts';
import { permissionsIn } from './permissions.ts';
import { toBody } from '../message-body.ts';
import { toFiles } from './payload.ts';

/** What posting a question and its reveal takes. */
const NEEDED: readonly Permission[] = [
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
];

/** Discord's error codes that people can do something about. */
const REASONS: Readonly<Record<number, { failure: SendFailure; why: Obstacle }>> = {
  10004: { failure: 'gone', why: 'not-in-server' },
  10007: { failure: 'gone', why: 'not-in-server' },
  10003: { failure: 'gone', why: 'channel-gone' },
  10008: { failure: 'gone', why: 'message-gone' },
  10013: { failure: 'gone', why: 'person-gone' },
  50001: { failure: 'refused', why: 'channel-hidden' },
  50007: { failure: 'refused', why: 'takes-no-messages' },
  50013: { failure: 'refused', why: 'may-not-post' },
  50278: { failure: 'refused', why: 'takes-no-messages' },
};

/** Those of them that are about the person to whom a direct message goes. */
const UNREACHABLE = new Set([10013, 50007, 50278]);

/** A request that takes longer is given up, its repeats by discord.js included: somebody else may try meanwhile. */
const LONGEST_MS = 45_000;
/** An answer that takes longer says little about the time. */
const LONGEST_FOR_TIME_MS = 10_000;
const THREAD_EXISTS = 160004;
const PAGE = 100;
/** Pages looked through for a message: ten thousand messages, some seconds. */
const PAGES = 100;

/** @param mentions makes mentions of the commands in a message */
export function createMessenger(
  client: Client,
  pace: Pace = new Pacer(),
  mentions: Pick<Mentions, 'in'> = createMentions(),
): Messenger {
  const { rest } = client;

  /** One request at Discord's pace. @throws SendError */
  async function request<T>(urgency: Urgency, call: () => Promise<unknown>): Promise<T> {
    await pace.turn(urgency);
    try {
      return (await call()) as T;
    } catch (error) {
      throw toSendError(error);
    }
  }

  const post = async (channelId: string, message: Message, nonce: string, urgency: Urgency) => {
    const body = { ...toBody(mentions.in(message)), nonce, enforce_nonce: true };
    const route = Routes.channelMessages(channelId);
    const sent = await request<RESTPostAPIChannelMessageResult>(urgency, () =>
      rest.post(route, { body, files: toFiles(message), signal: givingUp() }),
    );
    return { messageId: sent.id };
  };

  const ask = <T>(route: `/${string}`) => request<T>('now', () => rest.get(route, { signal: givingUp() }));

  /** A channel as Discord knows it; undefined where the bot may not see it. @throws SendError */
  const askForChannel = async (channelId: string) => {
    try {
      return await ask<APIGuildChannel>(Routes.channel(channelId));
    } catch (error) {
      if (!(error instanceof SendError) || error.failure === 'unknown') throw error;
      return error.failure === 'gone' ? 'gone' : undefined;
    }
  };

  /** What the bot may do in a channel of a server. @throws SendError; `gone` when the bot is no member of the server */
  const askForPermissions = async (guildId: string, channel: APIGuildChannel) => {
    const memberId = client.user?.id ?? '';
    const [roles, member] = await Promise.all([
      ask<APIRole[]>(Routes.guildRoles(guildId)),
      ask<APIGuildMember>(Routes.guildMember(guildId, memberId)),
    ]);
    return { roles, allowed: permissionsIn({ guildId, roles, member, memberId, channel }) };
  };

  /** Whoever may not read a channel's history is shown no messages, and not told why. @throws SendError */
  const checkHistory = async (channelId: string) => {
    const channel = await askForChannel(channelId);
    const guildId = typeof channel === 'object' ? channel.guild_id : undefined;
    const mayRead =
      typeof channel === 'object' &&
      guildId !== undefined &&
      (await askForPermissions(guildId, channel)).allowed.has('ReadMessageHistory');
    if (!mayRead) throw new SendError('history-hidden', 'refused');
  };

  return {
    send: (channelId, message, nonce) => post(channelId, message, nonce, 'now'),

    edit(channelId, messageId, message, { urgency = 'soon', isWanted = () => true } = {}) {
      const route = Routes.channelMessage(channelId, messageId);
      return request<boolean>(urgency, async () => {
        if (!(await isWanted())) return false;
        await rest.patch(route, { body: toBody(mentions.in(message)), files: toFiles(message), signal: givingUp() });
        return true;
      });
    },

    async findOwn(channelId, since, customIdPrefix) {
      const route = Routes.channelMessages(channelId);
      let after = SnowflakeUtil.generate({ timestamp: since }).toString();
      for (let page = 0; page < PAGES; page++) {
        const query = new URLSearchParams({ after, limit: String(PAGE) });
        // Discord lists them newest first, although they are the ones right after `after`.
        const found = await request<RESTGetAPIChannelMessagesResult>('now', () =>
          rest.get(route, { query, signal: givingUp() }),
        );
        const hit = found.find(
          ({ author, components }) =>
            author.id === client.user?.id &&
            JSON.stringify(components ?? []).includes(`"custom_id":"${customIdPrefix}`),
        );
        if (hit) return { messageId: hit.id, sentAt: SnowflakeUtil.timestampFrom(hit.id) };
        const [newest] = found;
        if (!newest) await checkHistory(channelId);
        if (found.length < PAGE || !newest) return undefined;
        after = newest.id;
      }
      throw new SendError('too-much-since', 'unavailable');
    },

    async sendDirect(userId, message, nonce) {
      const body = { recipient_id: userId };
      try {
        const { id } = await request<RESTPostAPICurrentUserCreateDMChannelResult>('soon', () =>
          rest.post(Routes.userChannels(), { body, signal: givingUp() }),
        );
        await post(id, message, nonce, 'soon');
      } catch (error) {
        throw aboutPerson(error);
      }
    },

    async openThread(channelId, messageId, name) {
      try {
        await request('soon', () =>
          rest.post(Routes.threads(channelId, messageId), { body: { name }, signal: givingUp() }),
        );
      } catch (error) {
        const { cause } = error as SendError;
        if (!(cause instanceof DiscordAPIError && cause.code === THREAD_EXISTS)) throw error;
      }
    },

    async canPing(guildId, channelId, roleId) {
      const channel = await askForChannel(channelId);
      if (typeof channel !== 'object') return 'gone';
      const { roles, allowed } = await askForPermissions(guildId, channel);
      const role = roles.find(({ id }) => id === roleId);
      if (!role) return 'gone';
      return role.mentionable || allowed.has('MentionEveryone') ? 'works' : 'refused';
    },

    async missingPermissions(guildId, channelId, forThreads = false) {
      const channel = await askForChannel(channelId);
      if (channel === 'gone') return 'gone';
      if (channel && channel.guild_id !== guildId) return 'elsewhere';
      const needed: readonly Permission[] = forThreads ? [...NEEDED, 'CreatePublicThreads'] : NEEDED;
      if (!channel) return needed;
      try {
        const { allowed } = await askForPermissions(guildId, channel);
        return needed.filter((permission) => !allowed.has(permission));
      } catch (error) {
        if (!(error instanceof SendError) || error.failure !== 'gone') throw error;
        return 'not-in-server';
      }
    },

    async discordTime() {
      // The address of the gateway is the cheapest thing to ask for, and needs no token.
      const ask = { method: RequestMethod.Get, fullRoute: Routes.gateway(), auth: false } as const;
      const { headers } = await request<ResponseLike>('now', async () => {
        const response = await rest.queueRequest({ ...ask, signal: AbortSignal.timeout(LONGEST_FOR_TIME_MS) });
        // Until the response is read, it holds on to the connection.
        await response.arrayBuffer();
        return response;
      });
      const at = Date.parse(headers.get('date') ?? '');
      if (Number.isNaN(at)) throw new SendError('no-time');
      return at;
    },
  };
}

const givingUp = () => AbortSignal.timeout(LONGEST_MS);

/** What Discord holds against the bot, such as "you are opening direct messages too fast", is not the person's doing. */
function aboutPerson(error: unknown): unknown {
  if (!(error instanceof SendError) || error.failure === 'unknown') return error;
  const { cause } = error;
  const isTheirs = cause instanceof DiscordAPIError && UNREACHABLE.has(Number(cause.code));
  return isTheirs ? error : new SendError(error.why, 'unavailable', { cause });
}

function toSendError(cause: unknown): SendError {
  if (cause instanceof DiscordAPIError) {
    const known = REASONS[Number(cause.code)];
    if (known) return new SendError(known.why, known.failure, { cause });
    return new SendError({ key: 'refused', said: cause.message }, 'refused', { cause });
  }
  if (cause instanceof RateLimitError) return new SendError('asked-to-wait', 'unavailable', { cause });
  // 5xx, after discord.js has tried again: a gateway may have lost the answer of a server that did it.
  if (cause instanceof HTTPError)
    return new SendError({ key: 'out-of-order', status: cause.status }, 'unknown', { cause });
  return new SendError('not-reached', 'unknown', { cause });
}
