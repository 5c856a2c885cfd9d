import { ApplicationCommandOptionType, ApplicationCommandType, InteractionContextType } from 'discord-api-types/v10';
import type { App } from '../src/app.ts';
import type { Command, ComponentInput, Input } from '../src/command.ts';
import type { Reply } from '../src/message.ts';
import { durable } from '../src/db/durable.ts';
import { NO_GUILD } from '../src/guild/no-guild.ts';
import { UserError } from '../src/errors.ts';
import { type Locale, named } from '../src/language.ts';
import { DIFFICULTIES, type Difficulty } from '../src/content/pack.ts';
import { parsePlaces, remarksOn } from '../src/question/answering.ts';
import { questionWords } from '../src/question/words.ts';
import {
  type Answered,
  type Asked,
  DEFAULT_QUESTIONS,
  MAX_QUESTIONS,
  answerQuestion,
  endQuiz,
  getAsked,
  nextQuestion,
  startQuiz,
  typeAnswer,
} from '../src/quiz/session.ts';
import { answeredReply, askedReply, summaryReply, typingReply } from '../src/quiz/view.ts';
import { EVERYTHING, type Subject, findSubject, parseSubject, suggestSubjects } from '../src/topic/subject.ts';

export const quiz: Command = {
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'quiz',
    description: 'Answer a few questions, one at a time',
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'topic',
        description: 'A topic or a whole domain (default: everything)',
        autocomplete: true,
        max_length: 100,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'difficulty',
        description: 'How hard (default: mixed)',
        choices: DIFFICULTIES.map((value) => ({ ...named(questionWords, (words) => words.difficulty(value)), value })),
      },
      {
        type: ApplicationCommandOptionType.Integer,
        name: 'questions',
        description: `How many, 1 to ${MAX_QUESTIONS} (default: ${DEFAULT_QUESTIONS})`,
        min_value: 1,
        max_value: MAX_QUESTIONS,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'private',
        description: 'Only you see it (default). False: the channel can watch',
      },
    ],
  },
  example: '/quiz topic: Networking questions: 5',
  isPrivateByDefault: true,

  execute(input, app) {
    const { options } = input;
    const subject = parseSubject(app.catalogue, options.topic as string | undefined);
    const asked = begin(
      input,
      app,
      subject,
      Number(options.questions ?? DEFAULT_QUESTIONS),
      options.difficulty as Difficulty | undefined,
    );
    return { ...ask(asked, app), private: options.private !== false };
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
      type({ userId, args: [quizId = '', position = ''] }, app) {
        return typingReply(getAsked(app.db, userId, quizId, Number(position)));
      },
      async typed({ userId, locale, args: [quizId = '', position = ''], values: [text = ''] }, app) {
        const answered = typeAnswer(app.db, userId, quizId, Number(position), text, app.now(), app.grammarOf);
        return confirm(locale, app, answered);
      },
      next({ userId, args: [quizId = ''] }, app) {
        const asked = nextQuestion(app.db, userId, quizId);
        return {
          ...(asked ? ask(asked, app) : summaryReply(endQuiz(app.db, userId, quizId, app.now()))),
          update: true,
        };
      },
      end({ userId, args: [quizId = ''] }, app) {
        return { ...summaryReply(endQuiz(app.db, userId, quizId, app.now())), update: true };
      },
      again(input, app) {
        return { ...ask(begin(input, app, EVERYTHING, DEFAULT_QUESTIONS), app), private: true };
      },
      // "Quiz me on this" below a topic
      topic(input, app) {
        const [packId = '', slug = ''] = input.args;
        const subject = findSubject(app.catalogue, `topic/${packId}/${slug}`) ?? parseSubject(app.catalogue, slug);
        return { ...ask(begin(input, app, subject, DEFAULT_QUESTIONS), app), private: true };
      },
      // "5 questions on Networking" in a profile
      domain(input, app) {
        const [packId = '', domain = ''] = input.args;
        const subject = findSubject(app.catalogue, `domain/${packId}/${domain}`);
        if (!subject)
          throw new UserError('That domain is no longer part of the pack. `/quiz` asks you about everything.');
        return { ...ask(begin(input, app, subject, DEFAULT_QUESTIONS), app), private: true };
      },
    },
  },
};

function begin(input: Input, app: App, subject: Subject, count: number, difficulty?: Difficulty): Asked {
  const { userId, guildId } = input;
  app.following.catchUp();
  return startQuiz(app, { userId, guildId: guildId ?? NO_GUILD, subject, difficulty, count }, app.now(), app.random);
}

function ask(asked: Asked, app: App, chosen: readonly number[] = []): Reply {
  return askedReply(asked, app.catalogue.domainName(asked.facts.packId, asked.facts.domain), chosen);
}

async function answer(input: ComponentInput, app: App, places: number[]): Promise<Reply> {
  const { userId, locale, args } = input;
  const [quizId = '', position = ''] = args;
  const answered = answerQuestion(app.db, userId, quizId, Number(position), places, app.now());
  if ('chosen' in answered) return { ...ask(answered, app, answered.chosen), update: true };
  return confirm(locale, app, answered);
}

async function confirm(locale: Locale, app: App, answered: Answered): Promise<Reply> {
  await durable(app.db);
  const { content, typed, facts } = answered;
  const remarks = remarksOn(locale, content, typed, app.grammarOf(facts.packId));
  const reply = answeredReply(answered, app.catalogue.manifest(facts.packId)?.name ?? '', remarks);
  // A second press gets its own private message: the one it came from may have gone on to the next question.
  return answered.isNew ? { ...reply, update: true } : { ...reply, private: true };
}
