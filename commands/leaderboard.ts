import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord-api-types/v10';
import type { App } from '../src/app.ts';
import { type Command, type ComponentInput, IN_SERVERS, type Input } from '../src/command.ts';
import type { Reply } from '../src/message.ts';
import { MOST_SHOWN } from '../src/components.ts';
import { UserError } from '../src/errors.ts';
import { findTimeZone } from '../src/guild/store.ts';
import { described, named } from '../src/language.ts';
import { countMembers, findStanding, listStandings } from '../src/leaderboard/store.ts';
import { PAGE_SIZE, leaderboardReply } from '../src/leaderboard/view.ts';
import { leaderboardWords } from '../src/leaderboard/words.ts';
import { defineOptions, listOptions, valuesOf } from '../src/options.ts';
import { localDate } from '../src/time/local-day.ts';
import { PERIODS, type Period, periodKey } from '../src/time/period.ts';
import type { Catalogue } from '../src/topic/catalogue.ts';
import { ownSubject, rememberSubject } from '../src/topic/own-subject.ts';
import {
  EVERYTHING,
  type Subject,
  domainSubjects,
  findSubject,
  isWhole,
  packSubjects,
  suggestSubjects,
} from '../src/topic/subject.ts';

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
    // A board asks nothing: its menu is there to choose from.
    return showPage(input, app, period, ownSubject(app, input.userId, topic) ?? EVERYTHING, 0);
  },

  autocomplete: ({ focused, locale }, app) => suggestSubjects(locale, app.catalogue, focused.text),

  components: {
    feature: 'leaderboard',
    actions: {
      page(input, app) {
        const [period, subjectKey, page = ''] = input.args;
        return turnTo(input, app, { period, subjectKey, page: Number(page) });
      },
      period(input, app) {
        const [period, subjectKey] = input.args;
        return turnTo(input, app, { period, subjectKey, page: 0 });
      },
      subject(input, app) {
        const [period] = input.args;
        const [subjectKey = ''] = input.values;
        const subject = findSubject(app.catalogue, subjectKey);
        if (subject && isWhole(subject)) rememberSubject(app, input.userId, subject);
        return turnTo(input, app, { period, subjectKey, page: 0 });
      },
    },
  },
};

/**
 * Who asked for a board turns it in place; on a public one anybody else gets one of their own, so that nobody turns it under
 * somebody else's eyes.
 */
function turnTo(
  input: ComponentInput,
  app: App,
  to: { period: string | undefined; subjectKey: string | undefined; page: number },
): Reply {
  const subject = findSubject(app.catalogue, to.subjectKey ?? '') ?? EVERYTHING;
  const period = PERIODS.find((other) => other === to.period) ?? 'all';
  const isOwn = input.onPrivateMessage || input.isAskers;
  return { ...showPage(input, app, period, subject, to.page), private: !isOwn, update: isOwn };
}

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
    subjects: boardSubjects(app.catalogue, subject),
  });
}

/** What a board can be turned to: everything, each pack where there are several, domains; and what it shows now. */
function boardSubjects(catalogue: Catalogue, shown: Subject): Subject[] {
  const packs = packSubjects(catalogue);
  const all = [EVERYTHING, ...(packs.length > 1 ? packs : []), ...domainSubjects(catalogue)].slice(0, MOST_SHOWN);
  return all.some(({ key }) => key === shown.key) ? all : [...all.slice(0, MOST_SHOWN - 1), shown];
}
