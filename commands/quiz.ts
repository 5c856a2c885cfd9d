import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord-api-types/v10';
import type { App } from '../src/app.ts';
import { type Command, type ComponentInput, EVERYWHERE, type Input } from '../src/command.ts';
import type { Reply } from '../src/message.ts';
import { findTimeZone } from '../src/guild/store.ts';
import { type Place, findPlace } from '../src/leaderboard/store.ts';
import { localDate } from '../src/time/local-day.ts';
import { periodKey } from '../src/time/period.ts';
import { durable } from '../src/db/durable.ts';
import { NO_GUILD } from '../src/guild/no-guild.ts';
import { customId } from '../src/components.ts';
import { UserError } from '../src/errors.ts';
import { type Locale, described, named } from '../src/language.ts';
import { DIFFICULTIES, type Difficulty } from '../src/content/pack.ts';
import { defineOptions, listOptions, valuesOf } from '../src/options.ts';
import { parsePlaces, remarksOn } from '../src/question/answering.ts';
import { questionWords } from '../src/question/words.ts';
import {
  type Answered,
  type Asked,
  DEFAULT_QUESTIONS,
  MAX_QUESTIONS,
  answerQuestion,
  getAsked,
  nextQuestion,
  startQuiz,
  typeAnswer,
} from '../src/quiz/session.ts';
import { missReply, summaryReply } from '../src/quiz/end-view.ts';
import { type QuizSummary, endQuiz, lookAt, startMissed } from '../src/quiz/end.ts';
import { type Beside, answeredReply, askedReply, typingReply } from '../src/quiz/view.ts';
import { quizWords } from '../src/quiz/words.ts';
import { ownSubject, rememberSubject, subjectsToChoose, whichSubjectReply } from '../src/topic/own-subject.ts';
import { EVERYTHING, type Subject, findSubject, parseSubject, suggestSubjects } from '../src/topic/subject.ts';

const OPTIONS = defineOptions({
  topic: {
    type: ApplicationCommandOptionType.String,
    ...described(quizWords, (words) => words.topicOption),
    autocomplete: true,
    max_length: 100,
  },
  difficulty: {
    type: ApplicationCommandOptionType.String,
    ...described(quizWords, (words) => words.difficultyOption),
    choices: DIFFICULTIES.map((value) => ({ ...named(questionWords, (words) => words.difficulty(value)), value })),
  },
  questions: {
    type: ApplicationCommandOptionType.Integer,
    ...described(quizWords, (words) => words.questionsOption(MAX_QUESTIONS, DEFAULT_QUESTIONS)),
    min_value: 1,
    max_value: MAX_QUESTIONS,
  },
  private: {
    type: ApplicationCommandOptionType.Boolean,
    ...described(quizWords, (words) => words.privateOption),
  },
});

export const quiz: Command = {
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'quiz',
    ...described(quizWords, (words) => words.description),
    ...EVERYWHERE,
    options: listOptions(OPTIONS),
  },
  example: '/quiz topic: Networking questions: 5',
  isPrivateByDefault: true,

  execute(input, app) {
    const { topic, questions, difficulty, private: isPrivate = true } = valuesOf(OPTIONS, input);
    const subject = ownSubject(app, input.userId, topic);
    if (!subject) return askSubject(input, app, { questions, difficulty, isPrivate });
    return open(input, app, { subject, questions, difficulty, isPrivate });
  },

  autocomplete: ({ focused, locale }, app) => suggestSubjects(locale, app.catalogue, focused.text),

  components: {
    feature: 'quiz',
    actions: {
      answer(input, app) {
        return answer(input, app, parsePlaces(input.args[2]));
      },
      choose(input, app) {
        return answer(input, app, input.values.map(Number));
      },
      // A typed answer: the button opens a form, and the form brings the text.
      type({ userId, locale, args: [quizId = '', position = ''] }, app) {
        return typingReply(locale, getAsked(app.db, userId, quizId, Number(position)));
      },
      async typed(input, app) {
        const { userId, args, values } = input;
        const [quizId = '', position = ''] = args;
        const [text = ''] = values;
        const answered = typeAnswer(app.db, userId, quizId, Number(position), text, app.now(), app.grammarOf);
        if (!('slip' in answered)) return confirm(input, app, answered);
        await durable(app.db);
        const locale = readersOf(input);
        const note = questionWords(locale).handedBack(answered.slip(locale));
        return { ...ask(locale, app, answered, { note }), update: true };
      },
      next(input, app) {
        const asked = nextQuestion(app.db, input.userId, input.args[0] ?? '');
        return asked ? { ...ask(readersOf(input), app, asked), update: true } : sumUp(input, app);
      },
      // The answer to "Which subject?"
      subject(input, app) {
        const [key = '', questions = '-', level = '', who = ''] = input.args;
        const subject = findSubject(app.catalogue, key);
        if (!subject) throw new UserError((reader) => quizWords(reader).subjectGone);
        const wanted = {
          subject,
          questions: questions === '-' ? undefined : Number(questions),
          difficulty: DIFFICULTIES.find((one) => one === level),
          isPrivate: who !== 'all',
        };
        const reply = open(input, app, wanted);
        rememberSubject(app, input.userId, subject);
        return { ...reply, update: wanted.isPrivate };
      },
      end: sumUp,
      // "Again: only what I missed"
      missed(input, app) {
        const { userId, guildId, args } = input;
        const which = { userId, guildId: guildId ?? NO_GUILD, quizId: args[0] ?? '' };
        return { ...ask(input.locale, app, startMissed(app, which, app.now(), app.random)), private: true };
      },
      // One of what was missed, on the message that says how it went.
      look(input, app) {
        const locale = readersOf(input);
        const looked = lookAt(app.db, input.userId, input.args[0] ?? '', Number(input.values[0]));
        const { content, typed, facts } = looked;
        const remarks = remarksOn(locale, content, typed, app.grammarOf(facts.packId));
        const packName = app.catalogue.manifest(facts.packId)?.name ?? '';
        return { ...missReply(locale, looked, packName, remarks), update: true };
      },
      again(input, app) {
        const subject = ownSubject(app, input.userId, undefined) ?? EVERYTHING;
        return { ...ask(input.locale, app, begin(input, app, subject, DEFAULT_QUESTIONS)), private: true };
      },
      // "Quiz me on this" below a topic
      topic(input, app) {
        const [packId = '', slug = ''] = input.args;
        const subject = findSubject(app.catalogue, `topic/${packId}/${slug}`) ?? parseSubject(app.catalogue, slug);
        return { ...ask(input.locale, app, begin(input, app, subject, DEFAULT_QUESTIONS)), private: true };
      },
      // "5 questions on Networking" in a profile
      domain(input, app) {
        const [packId = '', domain = ''] = input.args;
        const subject = findSubject(app.catalogue, `domain/${packId}/${domain}`);
        if (!subject) throw new UserError((reader) => quizWords(reader).domainGone);
        return { ...ask(input.locale, app, begin(input, app, subject, DEFAULT_QUESTIONS)), private: true };
      },
    },
  },
};

interface WantedQuiz {
  subject: Subject;
  /** how many; undefined: as many as usual */
  questions: number | undefined;
  difficulty: Difficulty | undefined;
  isPrivate: boolean;
}

/** The first question, and a word where there are fewer than were asked for. */
function open(input: Input, app: App, { subject, questions, difficulty, isPrivate }: WantedQuiz): Reply {
  const asked = begin(input, app, subject, questions ?? DEFAULT_QUESTIONS, difficulty);
  const locale = isPrivate ? input.locale : input.guildLocale;
  const isFewer = questions !== undefined && asked.total < questions;
  const note = isFewer ? quizWords(locale).fewer(asked.total, questions, subject.name) : undefined;
  return { ...ask(locale, app, asked, { note }), private: isPrivate };
}

function askSubject(
  { locale }: Input,
  { catalogue }: App,
  { questions, difficulty, isPrivate }: Omit<WantedQuiz, 'subject'>,
): Reply {
  return whichSubjectReply(locale, subjectsToChoose(catalogue), ({ key }) =>
    customId('quiz', 'subject', key, questions ?? '-', difficulty ?? '-', isPrivate ? 'me' : 'all'),
  );
}

function begin(input: Input, app: App, subject: Subject, count: number, difficulty?: Difficulty): Asked {
  const { userId, guildId } = input;
  app.following.catchUp();
  return startQuiz(app, { userId, guildId: guildId ?? NO_GUILD, subject, difficulty, count }, app.now(), app.random);
}

/** The language of those who see the message that holds the component. */
function readersOf({ onPrivateMessage, locale, guildLocale }: ComponentInput): Locale {
  return onPrivateMessage ? locale : guildLocale;
}

function ask(locale: Locale, app: App, asked: Asked, beside?: Beside): Reply {
  const { packId, domain } = asked.facts;
  return askedReply(locale, asked, app.catalogue.domainName(packId, domain, locale), beside);
}

function sumUp(input: ComponentInput, app: App): Reply {
  const summary = endQuiz(app.db, input.userId, input.args[0] ?? '', app.now());
  return { ...summaryReply(readersOf(input), summary, placeToday(input, app, summary)), update: true };
}

/** Where the member stands in this server today; in a direct message nobody does. */
function placeToday({ guildId, userId }: Input, app: App, { results }: QuizSummary): Place | undefined {
  if (guildId === null) return undefined;
  app.following.catchUp();
  const today = periodKey('today', localDate(app.now(), findTimeZone(app.db, guildId)));
  const earned = results.reduce((sum, { points }) => sum + points, 0);
  return findPlace(app.db, { guildId, period: today, subject: EVERYTHING.key }, userId, earned);
}

async function answer(input: ComponentInput, app: App, places: number[]): Promise<Reply> {
  const { userId, args } = input;
  const [quizId = '', position = ''] = args;
  const answered = answerQuestion(app.db, userId, quizId, Number(position), places, app.now());
  if ('chosen' in answered)
    return { ...ask(readersOf(input), app, answered, { chosen: answered.chosen }), update: true };
  return confirm(input, app, answered);
}

async function confirm(input: ComponentInput, app: App, answered: Answered): Promise<Reply> {
  await durable(app.db);
  const { content, typed, facts, isNew } = answered;
  // A second press gets its own private message: the one it came from may have gone on to the next question.
  const locale = isNew ? readersOf(input) : input.locale;
  const remarks = remarksOn(locale, content, typed, app.grammarOf(facts.packId));
  const packName = app.catalogue.manifest(facts.packId)?.name ?? '';
  const reply = answeredReply(locale, answered, packName, remarks);
  return isNew ? { ...reply, update: true } : { ...reply, private: true };
}
