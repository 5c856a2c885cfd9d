import type { Reply } from '../message.ts';
import { COLOURS, bold, button, buttonRows, clip, customId, inert, linkButton } from '../components.ts';
import type { Locale } from '../language.ts';
import { pictureReply } from '../picture/view.ts';
import type { Topic, TopicName } from './store.ts';
import { topicWords } from './words.ts';

export interface TopicPage {
  topic: Topic;
  packName: string;
  domainName: string;
  related: readonly TopicName[];
  hasQuestions: boolean;
}

const RELATED_BUTTONS = 4;

/** A topic's explanation with its buttons. */
export function topicReply(locale: Locale, page: TopicPage): Reply {
  const words = topicWords(locale);
  const { topic, packName, domainName, related, hasQuestions } = page;
  const fields = [];
  if (topic.commands) fields.push({ name: words.commands, value: `\`\`\`sh\n${topic.commands}\n\`\`\`` });
  fields.push({ name: words.misconceptions, value: topic.misconceptions });
  return {
    embeds: [
      {
        title: topic.title,
        description: `${bold(topic.summary)}\n\n${topic.details}`,
        color: COLOURS.neutral,
        fields,
        footer: { text: topic.domain ? words.domain(domainName) : domainName },
      },
    ],
    components: [
      ...buttonRows(...related.slice(0, RELATED_BUTTONS).map((other) => topicButton(other))),
      ...buttonRows(
        ...(hasQuestions
          ? [
              button(words.quiz, customId('quiz', 'topic', topic.packId, topic.slug), {
                style: 'primary',
                emoji: '📝',
              }),
            ]
          : []),
        ...(topic.diagram
          ? [button(words.picture, customId('topic', 'picture', topic.packId, topic.slug), { emoji: '🖼️' })]
          : []),
        linkButton(words.documentation(packName), topic.docs),
      ),
    ],
  };
}

/** A topic's picture, with its words for those who do not see it. */
export function diagramReply(locale: Locale, { slug, title, diagram }: Topic, png: Uint8Array | undefined): Reply {
  const description = diagram?.alt ?? title;
  return pictureReply(
    locale,
    `**${title}**`,
    description,
    png ? [{ name: `${slug}.png`, data: png, description }] : [],
  );
}

/** What is said when nothing fits a text: never a wrong page, but the way on. */
export function nothingFitsReply(locale: Locale, text: string, nearest: readonly TopicName[], command: string): Reply {
  const words = topicWords(locale);
  return {
    private: true,
    embeds: [
      {
        title: words.nothingTitle,
        description: nearest.length > 0 ? words.nothingFitsBut(inert(text)) : words.nothingFits(inert(text), command),
        color: COLOURS.notice,
      },
    ],
    components: buttonRows(...nearest.map((topic) => topicButton(topic))),
  };
}

function topicButton(topic: TopicName) {
  return button(clip(topic.title, 80), customId('topic', 'turn', topic.packId, topic.slug));
}
