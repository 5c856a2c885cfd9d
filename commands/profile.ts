import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord-api-types/v10';
import type { App } from '../src/app.ts';
import { type Command, EVERYWHERE } from '../src/command.ts';
import { NO_GUILD } from '../src/guild/no-guild.ts';
import { UserError } from '../src/errors.ts';
import { listFinishedExams } from '../src/exam/store.ts';
import { type Locale, described } from '../src/language.ts';
import { defineOptions, listOptions, valuesOf } from '../src/options.ts';
import { type Progress, forecastPicture, forecastReply } from '../src/profile/progress-view.ts';
import { drawn } from '../src/picture/picture.ts';
import { findPoints, listDomainTotals } from '../src/profile/store.ts';
import { streakOf } from '../src/daily/streak-store.ts';
import { profileReply } from '../src/profile/view.ts';
import { profileWords } from '../src/profile/words.ts';
import { findQuestion } from '../src/question/store.ts';
import { findReadiness } from '../src/readiness/report.ts';
import { countDue } from '../src/review/due.ts';
import { lastAnswers } from '../src/score/record-store.ts';

/** As many as a phone shows below the rest. */
const LAST_ANSWERS = 4;
const LAST_EXAMS = 3;

const OPTIONS = defineOptions({
  member: {
    type: ApplicationCommandOptionType.User,
    ...described(profileWords, (words) => words.memberOption),
  },
  private: {
    type: ApplicationCommandOptionType.Boolean,
    ...described(profileWords, (words) => words.privateOption),
  },
});

export const profile: Command = {
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'profile',
    ...described(profileWords, (words) => words.description),
    ...EVERYWHERE,
    options: listOptions(OPTIONS),
  },
  example: '/profile',
  isPrivateByDefault: true,

  execute(input, app) {
    const { userId, guildId, locale, guildLocale } = input;
    const { member: of = userId, private: isPrivate = true } = valuesOf(OPTIONS, input);
    const guild = guildId ?? NO_GUILD;
    const isOwn = of === userId;
    if (guildId === null && !isOwn) throw new UserError((reader) => profileWords(reader).ownOnly);
    // How ready somebody is, where they are weak and what they practise is nobody else's business.
    const isPublic = !isOwn || !isPrivate;
    const readers = isPrivate ? locale : guildLocale;
    app.following.catchUp();
    return {
      ...profileReply(readers, {
        userId: of,
        isOwn,
        inServer: guildId !== null,
        isPublic,
        points: findPoints(app.db, guild, of),
        streak: streakOf(app.db, guild, of, app.now()),
        domains: listDomainTotals(app.db, guild, of, !isPublic).map(({ packId, domain, answers, correct }) => ({
          name: app.catalogue.domainName(packId, domain, readers),
          answers,
          correct,
        })),
        last: lastAnswers(app.db, guild, of, { limit: LAST_ANSWERS, withPrivate: !isPublic }).map((entry) => ({
          ...entry,
          topicTitle: findQuestion(app.db, entry.questionKey).topicTitle,
        })),
        progress: isPublic ? undefined : progressOf(locale, app, guild, userId),
      }),
      private: isPrivate,
    };
  },

  components: {
    feature: 'profile',
    actions: {
      // On demand: a picture is some forty times as heavy as the words. Whoever presses gets their own.
      async picture({ userId, locale, args: [packId = ''] }, app) {
        app.following.catchUp();
        const readiness = findReadiness(app, userId, app.now(), packId);
        const picture = readiness && forecastPicture(locale, readiness);
        if (!picture) throw new UserError((reader) => profileWords(reader).tooLittle);
        return forecastReply(locale, readiness, picture, await drawn(app.pictures, picture));
      },
    },
  },
};

function progressOf(locale: Locale, app: App, guildId: string, userId: string): Progress {
  const { db, catalogue } = app;
  return {
    readiness: findReadiness(app, userId, app.now()),
    exams: listFinishedExams(db, userId, LAST_EXAMS).map(({ packId, blueprint, domain, ...exam }) => {
      const name = catalogue.manifest(packId)?.exams?.find(({ id }) => id === blueprint)?.name ?? blueprint;
      const domainName = catalogue.domainName(packId, domain, locale);
      return { ...exam, name: domain === null ? name : profileWords(locale).examOnDomain(name, domainName) };
    }),
    due: countDue(db, userId, app.now(), guildId),
  };
}
