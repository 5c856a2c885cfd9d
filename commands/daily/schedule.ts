/** What the subcommands of /daily share: the server's schedule, and how it is shown. */
import type { App } from '../../src/app.ts';
import type { CommandInput, Reply } from '../../src/command.ts';
import { nextOpenDue, timingOf } from '../../src/daily/plan.ts';
import { type Due, nextDues } from '../../src/daily/next-due.ts';
import { dailyStatusReply } from '../../src/daily/status-view.ts';
import { findLastDelivery } from '../../src/daily/store/delivery.ts';
import { findPostable } from '../../src/daily/store/pool.ts';
import { type Schedule, findSchedule } from '../../src/daily/store/schedule.ts';
import { UserError } from '../../src/errors.ts';
import { troubleText } from '../../src/health/view.ts';
import { ENGLISH } from '../../src/language.ts';
import { findQuestion } from '../../src/question/store.ts';
import { findSubject } from '../../src/topic/subject.ts';

export const SERVER_ONLY = 'The question of the day belongs to a server. Use it in a channel there.';

const SHOWN = 3;

/** @throws UserError outside of a server, and where nothing is set up */
export function getSchedule({ guildId }: Pick<CommandInput, 'guildId'>, { db }: App): Schedule {
  if (guildId === null) throw new UserError(SERVER_ONLY);
  const schedule = findSchedule(db, guildId);
  if (!schedule) throw new UserError('No question of the day is set up here yet. Start with `/daily setup`.');
  return schedule;
}

export async function showStatus(input: Pick<CommandInput, 'guildId'>, app: App, heading?: string): Promise<Reply> {
  const { db, catalogue, messenger, troubles } = app;
  const schedule = getSchedule(input, app);
  const { guildId, channelId, roleId, opensThread, pinnedQuestionKey } = schedule;
  return dailyStatusReply(
    {
      schedule,
      timeZone: timingOf(db, schedule).zone,
      next: nextPosts(app, schedule),
      last: findLastDelivery(db, guildId),
      subjectName: (schedule.subject !== null && findSubject(catalogue, schedule.subject)?.name) || '',
      pinnedTopic:
        pinnedQuestionKey !== null && findPostable(db, pinnedQuestionKey)
          ? findQuestion(db, pinnedQuestionKey).topicTitle
          : undefined,
      pinging: roleId === null ? 'works' : await messenger.canPing(guildId, channelId, roleId),
      troubles: troubles.listLasting().map(({ wrong }) => troubleText(ENGLISH, wrong)),
      missingPermissions: await messenger.missingPermissions(guildId, channelId, opensThread),
    },
    heading,
  );
}

function nextPosts({ db, now }: App, schedule: Schedule): Due[] {
  if (schedule.pausedAt !== null) return [];
  const timing = timingOf(db, schedule);
  const first = nextOpenDue(db, schedule.guildId, timing, now());
  return [first, ...nextDues(timing, first.at, SHOWN - 1)];
}
