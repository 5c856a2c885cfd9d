import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord-api-types/v10';
import type { App } from '../src/app.ts';
import { type Command, EVERYWHERE, type Input } from '../src/command.ts';
import { durable } from '../src/db/durable.ts';
import { NO_GUILD } from '../src/guild/no-guild.ts';
import { UserError } from '../src/errors.ts';
import type { Reply } from '../src/message.ts';
import { listFinishedExams } from '../src/exam/store.ts';
import { type Locale, described } from '../src/language.ts';
import { changeMemberSettings, findMemberSettings } from '../src/member/settings-store.ts';
import { defineOptions, listOptions, valuesOf } from '../src/options.ts';
import { type Progress, forecastPicture, forecastReply } from '../src/profile/progress-view.ts';
import { drawn } from '../src/picture/picture.ts';
import { countDays, findPoints, listDomainTotals } from '../src/profile/store.ts';
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
    const { userId, guildId } = input;
    const { member: of = userId, private: isPrivate = true } = valuesOf(OPTIONS, input);
    if (guildId === null && of !== userId) throw new UserError((reader) => profileWords(reader).ownOnly);
    return { ...showProfile(input, app, of, isPrivate), private: isPrivate };
  },

  components: {
    feature: 'profile',
    actions: {
      // Whether others see how many answers were right
      async share(input, app) {
        changeMemberSettings(app.db, input.userId, { showsAnswers: input.args[0] === 'on' });
        await durable(app.db);
        return { ...showProfile(input, app, input.userId, true), private: true, update: input.onPrivateMessage };
      },
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

/** @param isPrivate whether the asker alone sees it */
function showProfile(input: Input, app: App, of: string, isPrivate: boolean): Reply {
  const { userId, guildId, locale, guildLocale } = input;
  const { db, catalogue } = app;
  const guild = guildId ?? NO_GUILD;
  const isOwn = of === userId;
  // How ready somebody is, where they are weak and what they practise is nobody else's business.
  const isPublic = !isOwn || !isPrivate;
  const { showsAnswers } = findMemberSettings(db, of);
  const readers = isPrivate ? locale : guildLocale;
  app.following.catchUp();
  return profileReply(readers, {
    userId: of,
    isOwn,
    inServer: guildId !== null,
    isPublic,
    // Who shows their own profile to the channel means what they show.
    showsAnswers: isOwn || showsAnswers,
    othersSeeAnswers: isPublic ? undefined : showsAnswers,
    points: findPoints(db, guild, of),
    days: countDays(db, guild, of),
    streak: streakOf(db, guild, of, app.now()),
    domains: listDomainTotals(db, guild, of, !isPublic).map(({ packId, domain, answers, correct }) => ({
      name: catalogue.domainName(packId, domain, readers),
      answers,
      correct,
    })),
    last: lastAnswers(db, guild, of, { limit: LAST_ANSWERS, withPrivate: !isPublic }).map((entry) => ({
      ...entry,
      topicTitle: findQuestion(db, entry.questionKey).topicTitle,
    })),
    progress: isPublic ? undefined : progressOf(locale, app, guild, userId),
  });
}

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
