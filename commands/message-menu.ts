/** "Explain this" and "Quiz me on this", in the menu of any message under "Apps". */
import { ApplicationCommandType } from 'discord-api-types/v10';
import type { App } from '../src/app.ts';
import { EVERYWHERE, type MessageCommand, type MessageInput } from '../src/command.ts';
import { UserError } from '../src/errors.ts';
import { NO_GUILD } from '../src/guild/no-guild.ts';
import { commandNamed } from '../src/language.ts';
import type { Reply } from '../src/message.ts';
import { DEFAULT_QUESTIONS, startQuiz } from '../src/quiz/session.ts';
import { askedReply } from '../src/quiz/view.ts';
import { findForMessage } from '../src/topic/message.ts';
import type { TopicName } from '../src/topic/store.ts';
import { getSubject } from '../src/topic/subject.ts';
import { nothingFitsReply } from '../src/topic/view.ts';
import { topicWords } from '../src/topic/words.ts';
import { NEAREST, shortPage } from './lookup.ts';

const explainThis: MessageCommand = {
  data: {
    type: ApplicationCommandType.Message,
    ...commandNamed(topicWords, (words) => words.explainThis),
    ...EVERYWHERE,
  },

  execute(input, app) {
    return onTopic(input, app, ({ packId, slug }, query) =>
      shortPage(input.locale, app, packId, slug, { query, ...(input.mayPost && { showable: input.messageId }) }),
    );
  },
};

const quizOnThis: MessageCommand = {
  data: {
    type: ApplicationCommandType.Message,
    ...commandNamed(topicWords, (words) => words.quizOnThis),
    ...EVERYWHERE,
  },

  execute(input, app) {
    return onTopic(input, app, ({ packId, slug }) => {
      const { userId, guildId, locale } = input;
      app.following.catchUp();
      const subject = getSubject(app.catalogue, `topic/${packId}/${slug}`);
      const quiz = { userId, guildId: guildId ?? NO_GUILD, subject, count: DEFAULT_QUESTIONS };
      const asked = startQuiz(app, quiz, app.now(), app.random);
      return askedReply(locale, asked, app.catalogue.domainName(asked.facts.packId, asked.facts.domain, locale));
    });
  },
};

export const MESSAGE_COMMANDS: readonly MessageCommand[] = [explainThis, quizOnThis];

/** What is answered on the topic that fits best, of all packs; or that none fits. */
function onTopic(
  { text, locale }: MessageInput,
  app: App,
  answer: (topic: TopicName, asked: string) => Reply | Promise<Reply>,
): Reply | Promise<Reply> {
  const { asked, matches } = findForMessage(app.catalogue.search(), text, NEAREST);
  if (asked === '') throw new UserError((reader) => topicWords(reader).noWords);
  const [best] = matches;
  if (best && best.fit !== 'weak') return answer(best.topic, asked);
  const nearest = matches.map(({ topic }) => topic);
  return nothingFitsReply(locale, asked, nearest, app.catalogue.manifests[0]?.command ?? '');
}
