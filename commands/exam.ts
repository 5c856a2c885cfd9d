import {
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionContextType,
} from 'discord-api-types/v10';
import type { App } from '../src/app.ts';
import type { AutocompleteInput, Command, CommandInput, ComponentInput } from '../src/command.ts';
import type { Choice, Reply } from '../src/message.ts';
import { durable } from '../src/db/durable.ts';
import { NO_GUILD } from '../src/guild/no-guild.ts';
import { UserError } from '../src/errors.ts';
import {
  type ExamChoice,
  domainChoices,
  examNames,
  finishedChoices,
  getExamChoice,
  lengthChoices,
  packChoices,
  parseExamChoice,
} from '../src/exam/choice.ts';
import { reviewLeftOpen } from '../src/review/left-open.ts';
import { getExamResult } from '../src/exam/result.ts';
import { drawn } from '../src/picture/picture.ts';
import { missReply, putText, resultPicture, resultReply } from '../src/exam/result-view.ts';
import { type Standing, chooseOptions, findStanding, getStanding, handIn, judgeOption } from '../src/exam/session.ts';
import { offerExam, startExam } from '../src/exam/start.ts';
import { findExam, listFinishedExams } from '../src/exam/store.ts';
import { handInReply, introReply, parseExamKey, questionReply, runningReply } from '../src/exam/view.ts';
import { findTimeZone } from '../src/guild/store.ts';
import { parsePlaces } from '../src/question/answering.ts';
import type { Manifest } from '../src/content/pack.ts';

/** More finished exams than this nobody looks back to. */
const ALL_FINISHED = 500;

const STALE = 'You had answered that one already. This is where you are.';

/** How an exam came to its end, above its result. */
const ENDED: Readonly<Record<Extract<Standing, { state: 'finished' }>['by'], string>> = {
  'last-answer': 'That was the last question.',
  'hand-in': 'Handed in.',
  time: '⏰ The time is up, so the exam closed by itself.',
  before: 'This mock exam was over already. This is how it went.',
};

function subcommand(
  name: string,
  description: string,
  options: APIApplicationCommandSubcommandOption['options'] = [],
): APIApplicationCommandSubcommandOption {
  return { type: ApplicationCommandOptionType.Subcommand, name, description, options };
}

/** `/exam`. Which subjects and lengths it offers, the packs say. */
export function examCommand(manifests: readonly Manifest[]): Command {
  const packs = packChoices(manifests);
  const lengths = lengthChoices(manifests);
  return {
    data: {
      type: ApplicationCommandType.ChatInput,
      name: 'exam',
      description: 'A mock exam against the clock, in the form of the real one',
      contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
      options: [
        subcommand('start', 'Take a mock exam; the clock starts when you press Start now', [
          // A choice of one is none.
          ...(packs.length > 1
            ? [
                {
                  type: ApplicationCommandOptionType.String as const,
                  name: 'pack',
                  description: 'Which subject',
                  required: true,
                  choices: packs,
                },
              ]
            : []),
          ...(lengths.length > 0
            ? [
                {
                  type: ApplicationCommandOptionType.String as const,
                  name: 'length',
                  description: 'Full or short (default: full, or short for one domain)',
                  choices: lengths,
                },
              ]
            : []),
          {
            type: ApplicationCommandOptionType.String,
            name: 'domain',
            description: 'One domain only (default: all, by their weight in the exam)',
            autocomplete: true,
            max_length: 100,
          },
        ]),
        subcommand('resume', 'Continue your running exam'),
        subcommand('result', 'How your last exam went, and what you missed', [
          {
            type: ApplicationCommandOptionType.String,
            name: 'which',
            description: 'An earlier exam, by its date (default: the last)',
            autocomplete: true,
            max_length: 100,
          },
        ]),
      ],
    },
    example: '/exam start',
    isPrivateByDefault: true,

    execute(input, app) {
      switch (input.subcommand) {
        case 'start':
          return offer(input, app);
        case 'resume':
          return resume(input, app);
        case 'result':
          return showResult(input, app);
        default:
          throw new Error(`unknown subcommand ${input.subcommand}`);
      }
    },

    autocomplete: (input, app) => suggest(input, app),

    components: {
      feature: 'exam',
      actions: {
        intro: ({ args }, app) => ({
          ...intro(app, getExamChoice(app.catalogue, parseExamKey(args))),
          update: true,
        }),
        begin,
        // An option that came alone: Yes or No.
        judge({ userId, args: [examId = '', position = '', place = '', said = ''] }, app) {
          const judgement = { position: Number(position), place: Number(place), isYes: said === 'yes' };
          return turn(app, judgeOption(app.db, userId, examId, judgement, app.now()));
        },
        pick({ userId, args: [examId = '', position = '', place] }, app) {
          const choice = { position: Number(position), places: parsePlaces(place) };
          return turn(app, chooseOptions(app.db, userId, examId, choice, app.now()));
        },
        choose({ userId, args: [examId = '', position = ''], values }, app) {
          const choice = { position: Number(position), places: values.map(Number) };
          return turn(app, chooseOptions(app.db, userId, examId, choice, app.now()));
        },
        go: ({ userId, args: [examId = ''] }, app) => show(app, getStanding(app.db, userId, examId, app.now())),
        leave({ userId, args: [examId = ''] }, app) {
          const standing = getStanding(app.db, userId, examId, app.now());
          return standing.state === 'open' ? { ...handInReply(standing.question), update: true } : show(app, standing);
        },
        hand: ({ userId, args: [examId = ''] }, app) => show(app, handIn(app.db, userId, examId, app.now())),
        show: ({ userId, args: [examId = ''] }, app) =>
          show(app, getStanding(app.db, userId, examId, app.now()), { ended: '' }),
        // What was left open, into the reviews
        open({ userId, args: [examId = ''] }, app) {
          const standing = getStanding(app.db, userId, examId, app.now());
          if (standing.state === 'open') return show(app, standing);
          app.following.catchUp();
          return show(app, standing, { ended: putText(reviewLeftOpen(app.db, userId, examId, app.now())) });
        },
        miss({ userId, args: [examId = '', index = ''] }, app) {
          const standing = getStanding(app.db, userId, examId, app.now());
          if (standing.state === 'open') return show(app, standing);
          const result = getExamResult(app.db, userId, examId);
          return { ...missReply(result, Number(index), examNames(app.catalogue, result.exam)), update: true };
        },
      },
    },
  };
}

/** What the exam is, with the button that starts it. */
async function offer({ userId, options }: CommandInput, app: App): Promise<Reply> {
  const running = findStanding(app.db, userId, app.now());
  if (running?.state === 'open') {
    return runningReply(running.question, examNames(app.catalogue, running.question.exam).title);
  }
  const choice = parseExamChoice(app.catalogue, {
    packId: options.pack as string | undefined,
    length: options.length as string | undefined,
    domain: options.domain as string | undefined,
  });
  const note = running && 'The time of your last exam is up. `/exam result` shows how it went.';
  if (running) await durable(app.db);
  return intro(app, choice, note);
}

function intro(app: App, choice: ExamChoice, note?: string): Reply {
  return introReply({ choice, offered: offerExam(app.bank, choice), note });
}

async function begin({ userId, guildId, args }: ComponentInput, app: App): Promise<Reply> {
  const choice = getExamChoice(app.catalogue, parseExamKey(args));
  const request = { ...choice, userId, guildId: guildId ?? NO_GUILD };
  const standing = startExam(app, request, app.now(), app.random);
  const wasRunning = standing.state === 'open' && !standing.counted;
  return show(app, standing, wasRunning ? { open: 'Your mock exam is running. This is where you are.' } : {});
}

async function resume({ userId }: CommandInput, app: App): Promise<Reply> {
  const standing = findStanding(app.db, userId, app.now());
  if (standing) return { ...(await show(app, standing)), update: false };
  // The clock may have been quicker than the member.
  const [last] = listFinishedExams(app.db, userId, 1);
  const exam = last && findExam(app.db, last.id);
  if (exam && exam.finishedAt === exam.endsAt)
    return { ...(await show(app, { state: 'finished', exam, by: 'before' })), update: false };
  throw new UserError('You have no mock exam running. `/exam start` begins one, and `/exam result` shows the last.');
}

async function showResult({ userId, options }: CommandInput, app: App): Promise<Reply> {
  const running = findStanding(app.db, userId, app.now());
  if (running?.state === 'finished') await durable(app.db);
  const finished = listFinishedExams(app.db, userId, ALL_FINISHED);
  const exam = options.which === undefined ? finished[0] : finished.find(({ id }) => id === options.which);
  if (exam) return showResultOf(app, userId, exam.id);
  if (finished.length > 0) {
    throw new UserError('I know no exam of yours like that. Pick one from the list that appears as you type.');
  }
  throw new UserError(
    running
      ? 'You have not finished a mock exam yet. `/exam resume` takes you back to the one that is running.'
      : 'You have not finished a mock exam yet. `/exam start` begins one.',
  );
}

/** After an answer: the next question, or how it went. */
function turn(app: App, standing: Standing): Promise<Reply> {
  return show(app, standing, standing.state === 'open' && !standing.counted ? { open: STALE } : {});
}

/** The question at which an exam stands, or its result. @param notes a line above either */
async function show(app: App, standing: Standing, notes: { open?: string; ended?: string } = {}): Promise<Reply> {
  await durable(app.db);
  if (standing.state === 'open') return { ...questionReply(standing.question, notes.open), update: true };
  const { exam, by } = standing;
  // Closed by the clock a moment ago, which is news to whoever presses now.
  const how = by === 'before' && exam.finishedAt === exam.endsAt ? 'time' : by;
  return { ...(await showResultOf(app, exam.userId, exam.id, notes.ended ?? ENDED[how])), update: true };
}

async function showResultOf(app: App, userId: string, examId: string, note?: string): Promise<Reply> {
  const result = getExamResult(app.db, userId, examId);
  const names = examNames(app.catalogue, result.exam);
  return { ...resultReply(result, names, note), files: await drawn(app.pictures, resultPicture(result, names)) };
}

function suggest({ userId, guildId, options, focused }: AutocompleteInput, app: App): Choice[] {
  if (focused.name === 'domain') return domainChoices(app.catalogue, options.pack, focused.text);
  const zone = findTimeZone(app.db, guildId ?? NO_GUILD);
  return finishedChoices(app.catalogue, listFinishedExams(app.db, userId, ALL_FINISHED), zone, focused.text);
}
