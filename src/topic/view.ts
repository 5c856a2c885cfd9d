import type { Reply } from '../command.ts';
import { COLOURS, bold, button, buttonRows, clip, customId, inert, linkButton } from '../components.ts';
import { pictureReply } from '../picture/view.ts';
import type { Topic, TopicName } from './store.ts';

export interface TopicPage {
  topic: Topic;
  packName: string;
  domainName: string;
  related: readonly TopicName[];
  hasQuestions: boolean;
}

const RELATED_BUTTONS = 4;

/** A topic's explanation with its buttons. */
export function topicReply(page: TopicPage): Reply {
  const { topic, packName, domainName, related, hasQuestions } = page;
  const fields = [];
  if (topic.commands) fields.push({ name: 'Commands to know', value: `\`\`\`sh\n${topic.commands}\n\`\`\`` });
  fields.push({ name: 'What people get wrong', value: topic.misconceptions });
  return {
    embeds: [
      {
        title: topic.title,
        description: `${bold(topic.summary)}\n\n${topic.details}`,
        color: COLOURS.neutral,
        fields,
        footer: { text: topic.domain ? `Exam domain: ${domainName}` : domainName },
      },
    ],
    components: [
      ...buttonRows(...related.slice(0, RELATED_BUTTONS).map((other) => topicButton(other))),
      ...buttonRows(
        ...(hasQuestions
          ? [
              button('Quiz me on this', customId('quiz', 'topic', topic.packId, topic.slug), {
                style: 'primary',
                emoji: '📝',
              }),
            ]
          : []),
        ...(topic.diagram
          ? [button('Show the picture', customId('topic', 'picture', topic.packId, topic.slug), { emoji: '🖼️' })]
          : []),
        linkButton(`${packName} documentation`, topic.docs),
      ),
    ],
  };
}

/** A topic's picture, with its words for those who do not see it. */
export function diagramReply({ slug, title, diagram }: Topic, png: Uint8Array | undefined): Reply {
  const description = diagram?.alt ?? title;
  return pictureReply(`**${title}**`, description, png ? [{ name: `${slug}.png`, data: png, description }] : []);
}

/** What is said when nothing fits a text: never a wrong page, but the way on. */
export function nothingFitsReply(text: string, nearest: readonly TopicName[], command: string): Reply {
  const hint =
    nearest.length > 0
      ? 'The nearest that I know:'
      : `Try a word or two, like \`/${command} network\`, or pick from the list that appears as you type.`;
  return {
    private: true,
    embeds: [
      {
        title: 'I have no page for that',
        description: `Nothing here fits ${inert(text)}. ${hint}`,
        color: COLOURS.notice,
      },
    ],
    components: buttonRows(...nearest.map((topic) => topicButton(topic))),
  };
}

function topicButton(topic: TopicName) {
  return button(clip(topic.title, 80), customId('topic', 'turn', topic.packId, topic.slug));
}
