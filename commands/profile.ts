import { ApplicationCommandOptionType, ApplicationCommandType, InteractionContextType } from 'discord-api-types/v10';
import type { Command } from '../src/command.ts';
import { NO_GUILD } from '../src/db/schema.ts';
import { findPoints, listDomainTotals } from '../src/profile/store.ts';
import { streakOf } from '../src/profile/streak-store.ts';
import { profileReply } from '../src/profile/view.ts';
import { findQuestion } from '../src/question/store.ts';
import { lastAnswers } from '../src/score/record.ts';
import { followLog } from '../src/score/follow.ts';

const LAST_ANSWERS = 8;

export const profile: Command = {
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'profile',
    description: 'Points, accuracy, streak and last answers',
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    options: [
      { type: ApplicationCommandOptionType.User, name: 'member', description: 'Whose (usually your own)' },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'private',
        description: 'Keep it to yourself (usually so); False shows it to the channel',
      },
    ],
  },
  example: '/profile',
  isPrivate: ({ options }) => options.private !== false,

  execute({ userId, guildId, options }, app) {
    const of = String(options.member ?? userId);
    const guild = guildId ?? NO_GUILD;
    followLog(app.db);
    return {
      ...profileReply({
        userId: of,
        isOwn: of === userId,
        inServer: guildId !== null,
        points: findPoints(app.db, guild, of),
        streak: streakOf(app.db, guild, of, app.now()),
        domains: listDomainTotals(app.db, guild, of).map(({ packId, domain, answers, correct }) => ({
          name: app.catalogue.domainName(packId, domain),
          answers,
          correct,
        })),
        last: lastAnswers(app.db, guild, of, LAST_ANSWERS).map((entry) => ({
          ...entry,
          topicTitle: findQuestion(app.db, entry.questionKey).topicTitle,
        })),
      }),
      private: options.private !== false,
    };
  },
};
