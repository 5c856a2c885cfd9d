import type { Attachment, Choice, Reply } from '../message.ts';
import {
  COLOURS,
  DISCORD_LIMITS,
  MOST_SHOWN,
  button,
  buttonRows,
  clip,
  customId,
  inert,
  linkButton,
} from '../components.ts';
import type { Locale } from '../language.ts';
import { pictureReply } from '../picture/view.ts';
import type { TopicMatch } from './search.ts';
import { passageFor } from './passage.ts';
import { firstCommands } from './short.ts';
import type { Topic, TopicName } from './store.ts';
import { topicWords } from './words.ts';

/** A topic with what its first answer shows besides its text. */
export interface ShortPage {
  topic: Topic;
  related: readonly TopicName[];
  hasQuestions: boolean;
  /** its picture as PNG, if it has one that could be drawn */
  picture?: Uint8Array | undefined;
  /** what was typed, where it is to be shown */
  asked?: string | undefined;
  /** what is to be answered, in the asker's words */
  query?: string | undefined;
  /** a line above it all */
  note?: string | undefined;
  /** the id of the message that was asked about, where the answer may be shown to everybody */
  showable?: string | undefined;
}

/** A topic with what the pages behind "More" show besides its text. */
export interface WholePage {
  topic: Topic;
  packName: string;
  domainName: string;
  /** whether the domain is one of an exam's */
  isInExam: boolean;
  related: readonly TopicName[];
  /** from 1; what is beyond the last page is the last one */
  page: number;
}

/** Characters of what was typed: two lines on a phone. */
const ASKED = 60;
const RELATED_BUTTONS = 4;
/** What a phone has room for below the short answer: lines of commands, and related topics. */
const ROOM = { commands: 13, related: 2 };
const ROOM_BESIDE_PICTURE = { commands: 3, related: 1 };

/** Where there is a line above, or the button that shows it to everybody, which takes a row of its own on a phone. */
const ROOM_BELOW_NOTE = { commands: 10, related: 1 };
const ROOM_BELOW_NOTE_BESIDE_PICTURE = { commands: 3, related: 0 };
const ROOM_WITH_BUTTON_BESIDE_PICTURE = { commands: 0, related: 0 };

/** Characters of the sentence that answers what was asked, and those that a line of a phone has. */
const LONGEST_PASSAGE = { alone: 200, besidePicture: 130 } as const;
const PHONE_LINE = 34;

function roomFor({ topic: { diagram }, note, showable }: ShortPage): typeof ROOM {
  if (note === undefined && showable === undefined) return diagram ? ROOM_BESIDE_PICTURE : ROOM;
  if (!diagram) return ROOM_BELOW_NOTE;
  return showable === undefined ? ROOM_BELOW_NOTE_BESIDE_PICTURE : ROOM_WITH_BUTTON_BESIDE_PICTURE;
}

/**
 * A topic's first answer: at most one screen of a phone. It is plain text and no embed, so that it is there in channels without
 * embeds, and the picture comes below the words that it belongs to.
 */
export function shortReply(locale: Locale, page: ShortPage): Reply {
  const { topic, related, hasQuestions, picture, asked, note, showable } = page;
  const words = topicWords(locale);
  const { packId, slug, title, summary, diagram } = topic;
  const room = roomFor(page);
  const longest = diagram ? LONGEST_PASSAGE.besidePicture : LONGEST_PASSAGE.alone;
  const passage = page.query === undefined ? undefined : passageFor(topic, page.query, longest);
  // Its lines, and some space around them, take the place of commands.
  const taken = passage === undefined ? 0 : Math.ceil(passage.length / PHONE_LINE) + 1;
  const commands = room.commands > taken ? firstCommands(topic.commands, room.commands - taken) : '';
  const lines = [`### ${title}`, ...(passage === undefined ? [] : [`> ${passage}`]), summary];
  if (asked !== undefined) lines.unshift(`-# ${words.asked(inert(clip(asked, ASKED)))}`);
  if (note !== undefined) lines.unshift(`-# ${note}`);
  if (commands) lines.push(codeBlock(commands));
  const buttons = [button(words.more, customId('topic', 'more', packId, slug, 1))];
  if (hasQuestions) {
    buttons.push(button(words.quiz, customId('quiz', 'topic', packId, slug), { style: 'primary', emoji: '📝' }));
  }
  if (diagram && !picture) {
    buttons.push(button(words.picture, customId('topic', 'picture', packId, slug), { emoji: '🖼️' }));
  }
  if (showable !== undefined) {
    buttons.push(button(words.showToAll, customId('topic', 'post', packId, slug, showable), { emoji: '📣' }));
  }
  return {
    content: lines.join('\n'),
    files: pictureFiles(topic, picture),
    components: [
      ...buttonRows(...buttons),
      ...buttonRows(...related.slice(0, room.related).map((other) => topicButton(other))),
    ],
  };
}

/** All that there is on a topic beyond its short answer, page by page, for the one who asked for more. */
export function moreReply(locale: Locale, { topic, packName, domainName, isInExam, related, page }: WholePage): Reply {
  const words = topicWords(locale);
  const { packId, slug, title } = topic;
  const sections = [
    { description: topic.details },
    ...(topic.commands ? [{ fields: [{ name: words.commands, value: codeBlock(topic.commands) }] }] : []),
    { fields: [{ name: words.misconceptions, value: topic.misconceptions }] },
  ];
  const last = sections.length;
  const at = Math.min(page, last);
  const turn = (to: number) => customId('topic', 'more', packId, slug, to);
  const foot = [words.pageOf(at, last), isInExam ? words.domain(domainName) : domainName];
  return {
    private: true,
    embeds: [{ title, color: COLOURS.neutral, ...sections[at - 1], footer: { text: foot.join(' · ') } }],
    components: [
      ...buttonRows(
        button(words.back, at > 1 ? turn(at - 1) : customId('topic', 'turn', packId, slug)),
        ...(at < last ? [button(words.next, turn(at + 1), { style: 'primary' })] : []),
        linkButton(words.documentation(packName), topic.docs),
      ),
      ...(at < last ? [] : buttonRows(...related.slice(0, RELATED_BUTTONS).map((other) => topicButton(other)))),
    ],
  };
}

/** A topic's picture, with its words for those who do not see it. */
export function diagramReply(locale: Locale, topic: Topic, png: Uint8Array | undefined): Reply {
  return pictureReply(locale, `**${topic.title}**`, topic.diagram?.alt ?? topic.title, pictureFiles(topic, png));
}

function pictureFiles({ slug, title, diagram }: Topic, png: Uint8Array | undefined): Attachment[] {
  return png ? [{ name: `${slug}.png`, data: png, description: diagram?.alt ?? title }] : [];
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

export function topicChoices(topics: readonly TopicName[]): Choice[] {
  return topics.map((topic) => ({ name: clip(topic.title, DISCORD_LIMITS.choice), value: topic.slug }));
}

/**
 * The list below a text that is being typed. Its first line is what the text gives when it is sent: where no page fits,
 * that says so, and the nearest stand below it.
 */
export function suggestedChoices(locale: Locale, text: string, matches: readonly TopicMatch[]): Choice[] {
  const choices = topicChoices(matches.map((match) => match.topic));
  if (matches[0]?.fit !== 'weak') return choices;
  const none = { name: topicWords(locale).nothingFitsYet, value: clip(text.trim(), DISCORD_LIMITS.choice) };
  return [none, ...choices].slice(0, MOST_SHOWN);
}

function topicButton(topic: TopicName) {
  return button(clip(topic.title, 80), customId('topic', 'turn', topic.packId, topic.slug));
}

function codeBlock(commands: string): string {
  return `\`\`\`sh\n${commands}\n\`\`\``;
}
