import {
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { App } from '../src/app.ts';
import type { Command, CommandInput, ComponentInput, Reply } from '../src/command.ts';
import { answerDaily } from '../src/daily/answer.ts';
import { deliver } from '../src/daily/deliver.ts';
import { nextDue, oweQuestion } from '../src/daily/schedule.ts';
import {
  type Schedule,
  findDeliveryOn,
  findLastDelivery,
  findSchedule,
  redirectPending,
  saveSchedule,
} from '../src/daily/store.ts';
import { parseTimeOfDay } from '../src/daily/time-of-day.ts';
import { parseTimeZone, suggestTimeZones } from '../src/daily/time-zone.ts';
import { dailyAnsweredReply, dailyStatusReply, lackingText, messageLink } from '../src/daily/view.ts';
import { durable } from '../src/db/durable.ts';
import { transaction } from '../src/db/open.ts';
import { UserError } from '../src/errors.ts';
import { findTimeZone, setTimeZone } from '../src/guild/settings.ts';
import { resumPeriods } from '../src/score/rebuild.ts';
import { localDate } from '../src/time/local-day.ts';

function subcommand(name: string, description: string, options: APIApplicationCommandSubcommandOption['options'] = []) {
  return { type: ApplicationCommandOptionType.Subcommand as const, name, description, options };
}

export const daily: Command = {
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'daily',
    description: 'The question of the day: where and when it is posted',
    contexts: [InteractionContextType.Guild],
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    options: [
      subcommand('setup', 'Post a question every day', [
        {
          type: ApplicationCommandOptionType.Channel,
          name: 'channel',
          description: 'Where to post it',
          required: true,
          channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
        },
        {
          type: ApplicationCommandOptionType.String,
          name: 'time',
          description: 'Local time, like 09:00 or 6:30pm',
          required: true,
          max_length: 20,
        },
        {
          type: ApplicationCommandOptionType.String,
          name: 'timezone',
          description: 'Your city or zone; also decides when a day and a week begin for the leaderboard',
          autocomplete: true,
          max_length: 60,
        },
        { type: ApplicationCommandOptionType.Role, name: 'role', description: 'Whom to ping with it (usually nobody)' },
      ]),
      subcommand('status', 'When the next question comes, and how the last one went'),
      subcommand('pause', 'Stop posting until you resume'),
      subcommand('resume', 'Go on posting'),
      subcommand('now', "Post today's question now instead of waiting for its time"),
    ],
  },
  example: '/daily setup channel: #general time: 09:00 timezone: Berlin',
  isPrivate: () => true,

  execute(input, app) {
    switch (input.subcommand) {
      case 'setup':
        return setUp(input, app);
      case 'status':
        return showStatus(app, getSchedule(input, app));
      case 'pause':
        return pause(app, getSchedule(input, app));
      case 'resume':
        return resume(app, getSchedule(input, app));
      case 'now':
        return postNow(app, getSchedule(input, app));
      default:
        throw new Error(`unknown subcommand ${input.subcommand}`);
    }
  },

  autocomplete: ({ focused }) => suggestTimeZones(focused.text),

  components: {
    feature: 'daily',
    actions: {
      answer: (input, app) => answer(input, app, [Number(input.args[1])]),
      choose: (input, app) => answer(input, app, input.values.map(Number)),
    },
  },
};

async function setUp({ guildId, options }: CommandInput, app: App): Promise<Reply> {
  if (guildId === null) throw new UserError(SERVER_ONLY);
  const channelId = String(options.channel);
  const time = parseTimeOfDay(String(options.time));
  const timeZone =
    options.timezone === undefined ? findTimeZone(app.db, guildId) : parseTimeZone(String(options.timezone));
  const roleId = options.role === undefined ? null : String(options.role);

  const missing = await app.messenger.missingPermissions(guildId, channelId);
  if (missing.length > 0)
    throw new UserError(`${lackingText(channelId, missing)} Nothing was changed; then try \`/daily setup\` again.`);

  if (timeZone !== findTimeZone(app.db, guildId)) {
    transaction(app.db, () => {
      setTimeZone(app.db, guildId, timeZone);
      resumPeriods(app.db, guildId, app.now());
    });
  }
  const nextDueAt = nextDue(app.db, guildId, time, timeZone, app.now());
  const schedule = { guildId, channelId, time, roleId, pausedAt: null, nextDueAt };
  saveSchedule(app.db, schedule);
  redirectPending(app.db, schedule, app.now());
  return showStatus(app, getScheduleOf(app, guildId), 'All set: a question every day');
}

function pause(app: App, schedule: Schedule): Promise<Reply> {
  saveSchedule(app.db, { ...schedule, pausedAt: schedule.pausedAt ?? app.now() });
  return showStatus(app, getScheduleOf(app, schedule.guildId), 'Paused');
}

function resume(app: App, schedule: Schedule): Promise<Reply> {
  const { guildId, time } = schedule;
  const nextDueAt = nextDue(app.db, guildId, time, findTimeZone(app.db, guildId), app.now());
  saveSchedule(app.db, { ...schedule, pausedAt: null, nextDueAt });
  return showStatus(app, getScheduleOf(app, guildId), 'Running again');
}

async function postNow(app: App, schedule: Schedule): Promise<Reply> {
  const { guildId, time } = schedule;
  const zone = findTimeZone(app.db, guildId);
  const today = localDate(app.now(), zone);
  const isNew = oweQuestion(app.db, schedule, zone, app.now(), app.random);
  const owed = findDeliveryOn(app.db, guildId, today);
  if (!owed) throw new UserError('There is no question to post: the packs hold none.');
  if (isNew) {
    saveSchedule(app.db, { ...schedule, nextDueAt: nextDue(app.db, guildId, time, zone, app.now()) });
  }
  const result = owed.state === 'pending' ? await deliver(app, owed) : owed;
  switch (result.state) {
    case 'sent':
      return notice(
        isNew
          ? `Today's question [is posted](${messageLink(result)}).`
          : `Today's question [was posted already](${messageLink(result)}). There is one a day.`,
      );
    case 'pending':
      throw new UserError(
        `Today's question could not be posted: ${result.lastError}. I keep trying; \`/daily status\` shows how it goes.`,
      );
    case 'skipped':
      return notice(
        "Today's question was left out because it would have come too late. The next one comes at its time.",
      );
  }
}

async function answer(
  { userId, guildId, args: [deliveryId] }: ComponentInput,
  app: App,
  places: number[],
): Promise<Reply> {
  if (guildId === null) throw new UserError(SERVER_ONLY);
  const answered = answerDaily(app.db, userId, guildId, Number(deliveryId), places, app.now());
  await durable(app.db);
  return dailyAnsweredReply(answered, app.catalogue.manifest(answered.facts.packId)?.name ?? '');
}

const SERVER_ONLY = 'The question of the day belongs to a server. Use it in a channel there.';

function getSchedule({ guildId }: CommandInput, app: App): Schedule {
  if (guildId === null) throw new UserError(SERVER_ONLY);
  return getScheduleOf(app, guildId);
}

function getScheduleOf(app: App, guildId: string): Schedule {
  const schedule = findSchedule(app.db, guildId);
  if (!schedule) throw new UserError('No question of the day is set up here yet. Start with `/daily setup`.');
  return schedule;
}

async function showStatus(app: App, schedule: Schedule, heading?: string): Promise<Reply> {
  const status = {
    schedule,
    timeZone: findTimeZone(app.db, schedule.guildId),
    last: findLastDelivery(app.db, schedule.guildId),
    missingPermissions: await app.messenger.missingPermissions(schedule.guildId, schedule.channelId),
  };
  return dailyStatusReply(status, heading);
}

function notice(text: string): Reply {
  return { private: true, content: text };
}
