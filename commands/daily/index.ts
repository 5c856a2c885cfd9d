/** /daily: the question of the day, for organisers; and the buttons below it, for everybody. */
import { ApplicationCommandType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { App } from '../../src/app.ts';
import { type Command, type ComponentInput, IN_SERVERS } from '../../src/command.ts';
import type { Reply } from '../../src/message.ts';
import { answerDaily, explainDaily } from '../../src/daily/answer.ts';
import { countSoon } from '../../src/daily/count.ts';
import { answerTrial, tryQuestion } from '../../src/daily/trial.ts';
import { closedReply, dailyAnsweredReply } from '../../src/daily/view.ts';
import { setupWords } from '../../src/daily/setup/words.ts';
import { dailyWords } from '../../src/daily/words.ts';
import { suggestDays } from '../../src/daily/weekdays.ts';
import { suggestReveals } from '../../src/daily/reveal-time.ts';
import { suggestTimeZones } from '../../src/daily/time-zone.ts';
import { durable } from '../../src/db/durable.ts';
import { UserError } from '../../src/errors.ts';
import { described } from '../../src/language.ts';
import { parsePlaces } from '../../src/question/answering.ts';
import { suggestSubjects } from '../../src/topic/subject.ts';
import { pause, pin, postNow, resume, status, suggestQuestions } from './control.ts';
import { SUBCOMMANDS } from './options.ts';
import { getSchedule } from './schedule.ts';
import { chooseClock, chooseTopic, fillIn, setUp, showForm, typeCity } from './setup.ts';

export const daily: Command = {
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'daily',
    ...described(setupWords, (words) => words.description),
    ...IN_SERVERS,
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    options: SUBCOMMANDS,
  },
  example: '/daily setup',
  isPrivateByDefault: true,

  execute(input, app) {
    switch (input.subcommand) {
      case 'setup':
        return setUp(input, app);
      case 'status':
        return status(input, app);
      case 'pause':
        return pause(input, app);
      case 'resume':
        return resume(input, app);
      case 'now':
        return postNow(input, app);
      case 'pin':
        return pin(input, app);
      default:
        throw new Error(`unknown subcommand ${input.subcommand}`);
    }
  },

  autocomplete({ locale, focused: { name, text } }, app) {
    switch (name) {
      case 'timezone':
        return suggestTimeZones(text);
      case 'days':
        return suggestDays(locale, text);
      case 'topic':
        return suggestSubjects(locale, app.catalogue, text);
      case 'reveal':
        return suggestReveals(locale, text);
      case 'question':
        return suggestQuestions(app, locale, text);
      default:
        return [];
    }
  },

  components: {
    feature: 'daily',
    actions: {
      answer: (input, app) =>
        answer(input, app, input.values.length > 0 ? input.values.map(Number) : parsePlaces(input.args[1])),
      form: showForm,
      fill: fillIn,
      clock: chooseClock,
      topic: chooseTopic,
      city: typeCity,
      trial: (input, app) => tryQuestion(app, getSchedule(input, app), input.locale),
      try: ({ locale, args, values }, app) => answerTrial(app, locale, args, values),
      // The menu of messages from before answers were sealed.
      choose: (input, app) => answer(input, app, input.values.map(Number)),
      explain({ userId, guildId, locale, args: [deliveryId] }, app) {
        if (guildId === null) throw new UserError((reader) => dailyWords(reader).serverOnly);
        const closed = explainDaily(app.db, userId, guildId, Number(deliveryId), app.now());
        return closedReply(locale, closed, packName(app, closed.facts.packId));
      },
    },
  },
};

async function answer(
  { userId, guildId, locale, args: [deliveryId], onPrivateMessage }: ComponentInput,
  app: App,
  places: readonly number[],
): Promise<Reply> {
  if (guildId === null) throw new UserError((reader) => dailyWords(reader).serverOnly);
  const answered = answerDaily(app.db, userId, guildId, Number(deliveryId), places, app.now);
  const reply = dailyAnsweredReply(locale, answered, packName(app, answered.facts.packId));
  // An answer of several presses goes on in the member's own message.
  const shown = onPrivateMessage ? { ...reply, update: true } : reply;
  if (answered.outcome === 'begun') return shown;
  await durable(app.db);
  if (answered.outcome !== 'closed') countSoon(app, answered.delivery.id);
  return shown;
}

function packName({ catalogue }: App, packId: string): string {
  return catalogue.manifest(packId)?.name ?? '';
}
