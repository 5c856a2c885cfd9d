/** What the subcommands of /daily share: the server's schedule, and how it is shown. */
import type { App } from '../../src/app.ts';
import type { CommandInput } from '../../src/command.ts';
import type { Reply } from '../../src/message.ts';
import { nextOpenDue, timingOf } from '../../src/daily/plan.ts';
import { type Due, nextDues } from '../../src/daily/next-due.ts';
import { setupWords } from '../../src/daily/setup/words.ts';
import { type Done, dailyStatusReply } from '../../src/daily/status-view.ts';
import { findLastDelivery } from '../../src/daily/store/delivery.ts';
import { findPostable } from '../../src/daily/store/pool.ts';
import { type Schedule, findSchedule } from '../../src/daily/store/schedule.ts';
import { dailyWords } from '../../src/daily/words.ts';
import { UserError } from '../../src/errors.ts';
import { findQuestion } from '../../src/question/store.ts';
import { findSubject } from '../../src/topic/subject.ts';
import { countAnswers, listAnswers } from '../../src/daily/store/sealed.ts';

const SHOWN = 3;

/** @throws UserError outside of a server, and where nothing is set up */
export function getSchedule({ guildId }: Pick<CommandInput, 'guildId'>, { db }: App): Schedule {
  if (guildId === null) throw new UserError((reader) => dailyWords(reader).serverOnly);
  const schedule = findSchedule(db, guildId);
  if (!schedule) throw new UserError((reader) => setupWords(reader).notSetUp);
  return schedule;
}

export async function showStatus(
  input: Pick<CommandInput, 'guildId' | 'locale'>,
  app: App,
  done?: Done,
): Promise<Reply> {
  const { db, catalogue, messenger, troubles } = app;
  const schedule = getSchedule(input, app);
  const { guildId, channelId, roleId, opensThread, pinnedQuestionKey } = schedule;
  const last = findLastDelivery(db, guildId);
  return dailyStatusReply(
    input.locale,
    {
      schedule,
      timeZone: timingOf(db, schedule).zone,
      next: nextPosts(app, schedule),
      last,
      lastScore: {
        answers: last ? countAnswers(db, last.id) : 0,
        right: last ? listAnswers(db, last.id).filter(({ correct }) => correct).length : 0,
      },
      subjectName: (schedule.subject !== null && findSubject(catalogue, schedule.subject)?.name) || '',
      pinnedTopic:
        pinnedQuestionKey !== null && findPostable(db, pinnedQuestionKey)
          ? findQuestion(db, pinnedQuestionKey).topicTitle
          : undefined,
      pinging: roleId === null ? 'works' : await messenger.canPing(guildId, channelId, roleId),
      troubles: troubles.listLasting(),
      missingPermissions: await messenger.missingPermissions(guildId, channelId, opensThread),
    },
    done,
  );
}

function nextPosts({ db, now }: App, schedule: Schedule): Due[] {
  if (schedule.pausedAt !== null) return [];
  const timing = timingOf(db, schedule);
  const first = nextOpenDue(db, schedule.guildId, timing, now());
  return [first, ...nextDues(timing, first.at, SHOWN - 1)];
}
