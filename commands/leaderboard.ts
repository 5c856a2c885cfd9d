import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord-api-types/v10';
import type { App } from '../src/app.ts';
import { type Command, IN_SERVERS, type Input } from '../src/command.ts';
import type { Reply } from '../src/message.ts';
import { UserError } from '../src/errors.ts';
import { findTimeZone } from '../src/guild/store.ts';
import { described, named } from '../src/language.ts';
import { countMembers, findStanding, listStandings } from '../src/leaderboard/store.ts';
import { PAGE_SIZE, leaderboardReply } from '../src/leaderboard/view.ts';
import { leaderboardWords } from '../src/leaderboard/words.ts';
import { defineOptions, listOptions, valuesOf } from '../src/options.ts';
import { localDate } from '../src/time/local-day.ts';
import { PERIODS, type Period, periodKey } from '../src/time/period.ts';
import { EVERYTHING, type Subject, findSubject, parseSubject, suggestSubjects } from '../src/topic/subject.ts';

const OPTIONS = defineOptions({
  period: {
    type: ApplicationCommandOptionType.String,
    ...described(leaderboardWords, (words) => words.periodOption),
    choices: PERIODS.map((value) => ({ ...named(leaderboardWords, (words) => words.period(value)), value })),
  },
  topic: {
    type: ApplicationCommandOptionType.String,
    ...described(leaderboardWords, (words) => words.topicOption),
    autocomplete: true,
    max_length: 100,
  },
});

export const leaderboard: Command = {
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'leaderboard',
    ...described(leaderboardWords, (words) => words.description),
    ...IN_SERVERS,
    options: listOptions(OPTIONS),
  },
  example: '/leaderboard',

  execute(input, app) {
    const { period = 'week', topic } = valuesOf(OPTIONS, input);
    return showPage(input, app, period, parseSubject(app.catalogue, topic), 0);
  },

  autocomplete: ({ focused, locale }, app) => suggestSubjects(locale, app.catalogue, focused.text),

  components: {
    feature: 'leaderboard',
    actions: {
      // On a public message the presser gets a page of their own, so that nobody turns it under somebody else's eyes.
      page(input, app) {
        const [period = '', subjectKey = '', page = ''] = input.args;
        const subject = findSubject(app.catalogue, subjectKey) ?? EVERYTHING;
        const known = PERIODS.find((other) => other === period) ?? 'all';
        return { ...showPage(input, app, known, subject, Number(page)), private: true, update: input.onPrivateMessage };
      },
    },
  },
};

function showPage(
  { guildId, userId, locale }: Input,
  app: App,
  period: Period,
  subject: Subject,
  wanted: number,
): Reply {
  if (guildId === null) throw new UserError((reader) => leaderboardWords(reader).serverOnly);
  app.following.catchUp();
  const timeZone = findTimeZone(app.db, guildId);
  const scope = { guildId, period: periodKey(period, localDate(app.now(), timeZone)), subject: subject.key };
  const members = countMembers(app.db, scope);
  // The members of a page that was shown yesterday may be gone today.
  const page = Math.max(0, Math.min(wanted, Math.ceil(members / PAGE_SIZE) - 1));
  return leaderboardReply(locale, {
    period,
    subject,
    page,
    timeZone,
    members,
    standings: listStandings(app.db, scope, PAGE_SIZE, page * PAGE_SIZE),
    userId,
    own: findStanding(app.db, scope, userId),
  });
}
