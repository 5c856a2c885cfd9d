/** /round: everybody in a channel answers the same question in the same minute. */
import { ApplicationCommandOptionType, ApplicationCommandType, InteractionContextType } from 'discord-api-types/v10';
import type { App } from '../src/app.ts';
import type { Command, CommandInput, ComponentInput } from '../src/command.ts';
import type { Reply } from '../src/message.ts';
import { lackingText } from '../src/daily/status-view.ts';
import { durable } from '../src/db/durable.ts';
import { UserError } from '../src/errors.ts';
import { described, named } from '../src/language.ts';
import { defineOptions, subcommand, valuesOf } from '../src/options.ts';
import { parsePlaces } from '../src/question/answering.ts';
import { wantCards } from '../src/review/wanted.ts';
import { listMissed, listMissedTopics } from '../src/round/outcome.ts';
import { SECONDS } from '../src/round/rules.ts';
import * as session from '../src/round/session.ts';
import { listPlayers } from '../src/round/store.ts';
import { answeredReply, lobbyReply } from '../src/round/view.ts';
import { roundWords } from '../src/round/words.ts';
import { EVERYTHING, findSubject, parseSubject, suggestSubjects } from '../src/topic/subject.ts';

const QUESTIONS = { min: 3, max: 20, usual: 7 } as const;
const TEAMS = { min: 2, max: 6 } as const;
const MODES = ['calm', 'race'] as const;

const START = defineOptions({
  topic: {
    type: ApplicationCommandOptionType.String,
    ...described(roundWords, (words) => words.topicOption),
    autocomplete: true,
    max_length: 100,
  },
  questions: {
    type: ApplicationCommandOptionType.Integer,
    ...described(roundWords, (words) => words.questionsOption(QUESTIONS.max, QUESTIONS.usual)),
    min_value: QUESTIONS.min,
    max_value: QUESTIONS.max,
  },
  seconds: {
    type: ApplicationCommandOptionType.Integer,
    ...described(roundWords, (words) => words.secondsOption),
    min_value: SECONDS.min,
    max_value: SECONDS.max,
  },
  mode: {
    type: ApplicationCommandOptionType.String,
    ...described(roundWords, (words) => words.modeOption),
    choices: MODES.map((value) => ({ ...named(roundWords, (words) => words.mode(value)), value })),
  },
  teams: {
    type: ApplicationCommandOptionType.Integer,
    ...described(roundWords, (words) => words.teamsOption),
    min_value: TEAMS.min,
    max_value: TEAMS.max,
  },
  discuss: {
    type: ApplicationCommandOptionType.Boolean,
    ...described(roundWords, (words) => words.discussOption),
  },
});

export const round: Command = {
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'round',
    ...described(roundWords, (words) => words.description),
    contexts: [InteractionContextType.Guild],
    options: [
      subcommand(
        'start',
        described(roundWords, (words) => words.startDescription),
        START,
      ),
      subcommand(
        'stop',
        described(roundWords, (words) => words.stopDescription),
      ),
    ],
  },
  example: '/round start topic: Networking',

  execute(input, app) {
    switch (input.subcommand) {
      case 'start':
        return start(input, app);
      case 'stop':
        return stop(input, app);
      default:
        throw new Error(`unknown subcommand ${input.subcommand}`);
    }
  },

  autocomplete: ({ focused, locale }, app) => suggestSubjects(locale, app.catalogue, focused.text),

  components: {
    feature: 'round',
    actions: {
      join(input, app) {
        const { round: joined, isNew } = session.joinRound(app.db, input.guildId, input.args[0] ?? '', input.userId);
        const words = roundWords(input.locale);
        if (joined.phase !== 'lobby' || !isNew)
          return { private: true, content: isNew ? words.joined : words.joinedAlready };
        const members = listPlayers(app.db, joined.id).map(({ userId }) => userId);
        const lobby = { round: joined, subjectName: subjectName(app, joined.subject), wanted: 0, members };
        return { ...lobbyReply(input.guildLocale, lobby), update: true };
      },
      answer: (input, app) => answer(input, app),
      async sure(input, app) {
        const answered = session.setSure(app.db, press(input, app), input.args[2] === '1');
        await durable(app.db);
        return { ...answeredReply(input.locale, answered), update: true };
      },
      go({ guildId, userId, locale, args: [id = '', position = ''] }, app) {
        session.goOn(app.db, guildId, id, userId, Number(position), app.now());
        return { private: true, content: roundWords(locale).goingOn };
      },
      again(input, app) {
        const before = session.getRound(app.db, input.guildId, input.args[0] ?? '');
        return open(input, app, {
          ...before,
          hostId: input.userId,
          subject: findSubject(app.catalogue, before.subject) ?? EVERYTHING,
        });
      },
      review({ guildId, userId, locale, args: [id = ''] }, app) {
        const { id: roundId } = session.getRound(app.db, guildId, id);
        app.following.catchUp();
        const added = wantCards(app.db, userId, listMissed(app, roundId), app.now());
        return { private: true, content: roundWords(locale).inReviews(added) };
      },
      rematch(input, app) {
        const before = session.getRound(app.db, input.guildId, input.args[0] ?? '');
        const topics = listMissedTopics(app, before.id);
        return open(input, app, { ...before, hostId: input.userId, subject: EVERYTHING, topics });
      },
    },
  },
};

function start(input: CommandInput, app: App): Promise<Reply> {
  const { topic, questions = QUESTIONS.usual, seconds = null, mode = 'calm', ...given } = valuesOf(START, input);
  const { teams = 0, discuss: discusses = false } = given;
  const subject = parseSubject(app.catalogue, topic);
  return open(input, app, { hostId: input.userId, subject, questions, seconds, mode, teams, discusses });
}

async function open(
  { guildId, channelId, guildLocale }: CommandInput | ComponentInput,
  app: App,
  wanted: Omit<session.Wanted, 'guildId' | 'channelId' | 'locale'>,
): Promise<Reply> {
  if (guildId === null) throw new UserError((reader) => roundWords(reader).serverOnly);
  const missing = await app.messenger.missingPermissions(guildId, channelId, wanted.discusses);
  if (!Array.isArray(missing)) throw new UserError((reader) => roundWords(reader).notInChannel);
  if (missing.length > 0) throw new UserError((reader) => lackingText(reader, channelId, missing));
  const begun = session.startRound(app, { ...wanted, guildId, channelId, locale: guildLocale });
  await durable(app.db);
  return lobbyReply(guildLocale, {
    round: begun,
    subjectName: subjectName(app, begun.subject),
    wanted: wanted.questions,
    members: [begun.hostId],
  });
}

function subjectName({ catalogue }: App, key: string): string {
  return findSubject(catalogue, key)?.name ?? '';
}

async function stop(
  { guildId, channelId, userId, isOrganiser = false, locale }: CommandInput,
  app: App,
): Promise<Reply> {
  if (guildId === null) throw new UserError((reader) => roundWords(reader).serverOnly);
  session.stopRound(app.db, channelId, userId, isOrganiser, app.now());
  await durable(app.db);
  return { private: true, content: roundWords(locale).stopping };
}

async function answer(input: ComponentInput, app: App): Promise<Reply> {
  const places = input.values.length > 0 ? input.values.map(Number) : parsePlaces(input.args[2]);
  const answered = session.answerRound(app.db, press(input, app), places, app.now);
  if (answered.outcome === 'sealed') await durable(app.db);
  // An answer of several presses goes on in the member's own message.
  return { ...answeredReply(input.locale, answered), update: input.onPrivateMessage };
}

function press(
  { guildId, userId, args: [roundId = '', position = ''], askedAt }: ComponentInput,
  app: App,
): session.Press {
  return { guildId, userId, roundId, position: Number(position), pressedAt: askedAt ?? app.now() };
}
