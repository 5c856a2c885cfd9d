import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord-api-types/v10';
import type { App } from '../src/app.ts';
import {
  type AutocompleteInput,
  type Command,
  type CommandInput,
  type ComponentInput,
  EVERYWHERE,
} from '../src/command.ts';
import type { Choice, Reply } from '../src/message.ts';
import { durable } from '../src/db/durable.ts';
import { NO_GUILD } from '../src/guild/no-guild.ts';
import { customId } from '../src/components.ts';
import { UserError } from '../src/errors.ts';
import {
  type ExamChoice,
  domainChoices,
  examNames,
  finishedChoices,
  getExamChoice,
  lengthChoices,
  packChoices,
  packsWithExam,
  parseExamChoice,
} from '../src/exam/choice.ts';
import { type Values, defineOptions, subcommand, valuesOf } from '../src/options.ts';
import { changeMemberSettings, findMemberSettings } from '../src/member/settings-store.ts';
import { reviewLeftOpen } from '../src/review/left-open.ts';
import { getExamResult } from '../src/exam/result.ts';
import { drawn } from '../src/picture/picture.ts';
import { missReply, putText, resultPicture, resultReply } from '../src/exam/result-view.ts';
import { type Standing, chooseOptions, findStanding, getStanding, handIn, judgeOption } from '../src/exam/session.ts';
import { offerExam, startExam } from '../src/exam/start.ts';
import { findExam, listFinishedExams } from '../src/exam/store.ts';
import { handInReply, introReply, parseExamKey, questionReply, runningReply } from '../src/exam/view.ts';
import { findTimeZone } from '../src/guild/store.ts';
import { examWords } from '../src/exam/words.ts';
import { type Locale, described } from '../src/language.ts';
import type { Catalogue } from '../src/topic/catalogue.ts';
import { whichSubjectReply } from '../src/topic/own-subject.ts';
import { type Subject, packSubjects } from '../src/topic/subject.ts';
import { parsePlaces } from '../src/question/answering.ts';
import type { Manifest } from '../src/content/pack.ts';

/** Nobody looks back at more finished exams than this. */
const ALL_FINISHED = 500;

const RESULT = defineOptions({
  which: {
    type: ApplicationCommandOptionType.String,
    ...described(examWords, (words) => words.whichOption),
    autocomplete: true,
    max_length: 100,
  },
});

function startOptions(packs: Choice[], lengths: Choice[]) {
  return defineOptions({
    // A choice of one is none.
    pack:
      packs.length > 1
        ? {
            type: ApplicationCommandOptionType.String,
            ...described(examWords, (words) => words.packOption),
            choices: packs,
          }
        : undefined,
    length:
      lengths.length > 0
        ? {
            type: ApplicationCommandOptionType.String,
            ...described(examWords, (words) => words.lengthOption),
            choices: lengths,
          }
        : undefined,
    domain: {
      type: ApplicationCommandOptionType.String,
      ...described(examWords, (words) => words.domainOption),
      autocomplete: true,
      max_length: 100,
    },
  });
}

type StartOptions = ReturnType<typeof startOptions>;

/** `/exam`. The packs say which subjects and lengths it offers. */
export function examCommand(manifests: readonly Manifest[]): Command {
  const options = startOptions(packChoices(manifests), lengthChoices(manifests));
  return {
    data: {
      type: ApplicationCommandType.ChatInput,
      name: 'exam',
      ...described(examWords, (words) => words.description),
      ...EVERYWHERE,
      options: [
        subcommand(
          'start',
          described(examWords, (words) => words.startDescription),
          options,
        ),
        subcommand(
          'resume',
          described(examWords, (words) => words.resumeDescription),
        ),
        subcommand(
          'result',
          described(examWords, (words) => words.resultDescription),
          RESULT,
        ),
      ],
    },
    example: '/exam start',
    isPrivateByDefault: true,

    execute(input, app) {
      switch (input.subcommand) {
        case 'start':
          return offer(input, app, valuesOf(options, input));
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
        intro: ({ locale, args }, app) => ({
          ...intro(locale, app, getExamChoice(app.catalogue, parseExamKey(args))),
          update: true,
        }),
        // The answer to "Which subject?"
        subject({ userId, locale, args: [packId = '', length = '-'] }, app) {
          const choice = parseExamChoice(app.catalogue, { packId, length: length === '-' ? undefined : length });
          rememberPack(app, userId, packId);
          return { ...intro(locale, app, choice), update: true };
        },
        begin,
        // An option that came alone: Yes or No.
        judge({ userId, locale, args: [examId = '', position = '', place = '', said = ''] }, app) {
          const judgement = { position: Number(position), place: Number(place), isYes: said === 'yes' };
          return turn(locale, app, judgeOption(app.db, userId, examId, judgement, app.now()));
        },
        pick({ userId, locale, args: [examId = '', position = '', place] }, app) {
          const choice = { position: Number(position), places: parsePlaces(place) };
          return turn(locale, app, chooseOptions(app.db, userId, examId, choice, app.now()));
        },
        choose({ userId, locale, args: [examId = '', position = ''], values }, app) {
          const choice = { position: Number(position), places: values.map(Number) };
          return turn(locale, app, chooseOptions(app.db, userId, examId, choice, app.now()));
        },
        go: ({ userId, locale, args: [examId = ''] }, app) =>
          show(locale, app, getStanding(app.db, userId, examId, app.now())),
        leave({ userId, locale, args: [examId = ''] }, app) {
          const standing = getStanding(app.db, userId, examId, app.now());
          return standing.state === 'open'
            ? { ...handInReply(locale, standing.question), update: true }
            : show(locale, app, standing);
        },
        hand: ({ userId, locale, args: [examId = ''] }, app) =>
          show(locale, app, handIn(app.db, userId, examId, app.now())),
        show: ({ userId, locale, args: [examId = ''] }, app) =>
          show(locale, app, getStanding(app.db, userId, examId, app.now()), { ended: '' }),
        // What was left open, into the reviews
        open({ userId, locale, args: [examId = ''] }, app) {
          const standing = getStanding(app.db, userId, examId, app.now());
          if (standing.state === 'open') return show(locale, app, standing);
          app.following.catchUp();
          const added = reviewLeftOpen(app.db, userId, examId, app.now());
          return show(locale, app, standing, { ended: putText(locale, added) });
        },
        miss({ userId, locale, args: [examId = '', index = ''] }, app) {
          const standing = getStanding(app.db, userId, examId, app.now());
          if (standing.state === 'open') return show(locale, app, standing);
          const result = getExamResult(app.db, userId, examId);
          const names = examNames(locale, app.catalogue, result.exam);
          return { ...missReply(locale, result, Number(index), names), update: true };
        },
      },
    },
  };
}

/** What the exam is, with the button that starts it. */
async function offer(
  { userId, locale }: CommandInput,
  app: App,
  { pack: packId, length, domain }: Values<StartOptions>,
): Promise<Reply> {
  const running = findStanding(app.db, userId, app.now());
  if (running?.state === 'open') {
    return runningReply(locale, running.question, examNames(locale, app.catalogue, running.question.exam).title);
  }
  if (packId !== undefined) rememberPack(app, userId, packId);
  const meant = packId ?? ownExamPack(app, userId, domain);
  if (meant === undefined) {
    return whichSubjectReply(locale, examSubjects(app.catalogue), ({ packId: id = '' }) =>
      customId('exam', 'subject', id, length ?? '-'),
    );
  }
  const choice = parseExamChoice(app.catalogue, { packId: meant, length, domain });
  const note = running && examWords(locale).lastIsOver;
  if (running) await durable(app.db);
  return intro(locale, app, choice, note);
}

/** The pack whose exam a member means who names none; undefined: they are to be asked. */
function ownExamPack({ db, catalogue }: App, userId: string, domain: string | undefined): string | undefined {
  const packs = packsWithExam(catalogue, domain);
  const { examPack } = findMemberSettings(db, userId);
  return packs.length > 1 ? packs.find((id) => id === examPack) : (packs[0] ?? packsWithExam(catalogue)[0] ?? '');
}

function examSubjects(catalogue: Catalogue): Subject[] {
  const packs = packsWithExam(catalogue);
  return packSubjects(catalogue).filter(({ packId }) => packId !== undefined && packs.includes(packId));
}

function rememberPack({ db, catalogue }: App, userId: string, packId: string): void {
  if (packsWithExam(catalogue).length > 1) changeMemberSettings(db, userId, { examPack: packId });
}

function intro(locale: Locale, app: App, choice: ExamChoice, note?: string): Reply {
  return introReply(locale, { choice, offered: offerExam(app.bank, choice), note });
}

async function begin({ userId, guildId, locale, args }: ComponentInput, app: App): Promise<Reply> {
  const choice = getExamChoice(app.catalogue, parseExamKey(args));
  const request = { ...choice, userId, guildId: guildId ?? NO_GUILD };
  const standing = startExam(app, request, app.now(), app.random);
  const wasRunning = standing.state === 'open' && !standing.counted;
  return show(locale, app, standing, wasRunning ? { open: examWords(locale).isRunning } : {});
}

async function resume({ userId, locale }: CommandInput, app: App): Promise<Reply> {
  const standing = findStanding(app.db, userId, app.now());
  if (standing) return { ...(await show(locale, app, standing)), update: false };
  // The clock may have been quicker than the member.
  const [last] = listFinishedExams(app.db, userId, 1);
  const exam = last && findExam(app.db, last.id);
  if (exam && exam.finishedAt === exam.endsAt)
    return { ...(await show(locale, app, { state: 'finished', exam, by: 'before' })), update: false };
  throw new UserError((reader) => examWords(reader).noneRunning);
}

async function showResult(input: CommandInput, app: App): Promise<Reply> {
  const { userId, locale } = input;
  const { which } = valuesOf(RESULT, input);
  const running = findStanding(app.db, userId, app.now());
  if (running?.state === 'finished') await durable(app.db);
  const finished = listFinishedExams(app.db, userId, ALL_FINISHED);
  const exam = which === undefined ? finished[0] : finished.find(({ id }) => id === which);
  if (exam) return showResultOf(locale, app, userId, exam.id);
  throw new UserError((reader) => {
    const words = examWords(reader);
    if (finished.length > 0) return words.noSuchResult;
    return running ? words.noResultYet : words.noResult;
  });
}

/** After an answer: the next question, or how it went. */
function turn(locale: Locale, app: App, standing: Standing): Promise<Reply> {
  const isStale = standing.state === 'open' && !standing.counted;
  return show(locale, app, standing, isStale ? { open: examWords(locale).decidedBefore } : {});
}

/** The question at which an exam stands, or its result. @param notes a line above either */
async function show(
  locale: Locale,
  app: App,
  standing: Standing,
  notes: { open?: string; ended?: string } = {},
): Promise<Reply> {
  await durable(app.db);
  if (standing.state === 'open') return { ...questionReply(locale, standing.question, notes.open), update: true };
  const { exam, by } = standing;
  // Closed by the clock a moment ago, which is news to whoever presses now.
  const how = by === 'before' && exam.finishedAt === exam.endsAt ? 'time' : by;
  const note = notes.ended ?? examWords(locale).ended(how);
  return { ...(await showResultOf(locale, app, exam.userId, exam.id, note)), update: true };
}

async function showResultOf(locale: Locale, app: App, userId: string, examId: string, note?: string): Promise<Reply> {
  const result = getExamResult(app.db, userId, examId);
  const names = examNames(locale, app.catalogue, result.exam);
  const picture = resultPicture(locale, result, names);
  return resultReply(locale, result, names, await drawn(app.pictures, picture), note);
}

function suggest({ userId, guildId, locale, options, focused }: AutocompleteInput, app: App): Choice[] {
  if (focused.name === 'domain') return domainChoices(app.catalogue, options.pack, focused.text);
  const zone = findTimeZone(app.db, guildId ?? NO_GUILD);
  return finishedChoices(locale, app.catalogue, listFinishedExams(app.db, userId, ALL_FINISHED), zone, focused.text);
}
