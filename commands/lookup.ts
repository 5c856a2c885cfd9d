/** `/docker` and its like: one for each pack, named in the pack's manifest. */
import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord-api-types/v10';
import type { App } from '../src/app.ts';
import { type Command, type ComponentInput, EVERYWHERE } from '../src/command.ts';
import type { Reply } from '../src/message.ts';
import { MOST_SHOWN } from '../src/components.ts';
import { UserError } from '../src/errors.ts';
import { type Locale, described } from '../src/language.ts';
import type { Manifest } from '../src/content/pack.ts';
import { defineOptions, listOptions, valuesOf } from '../src/options.ts';
import { pictureOf } from '../src/topic/diagram.ts';
import { type Topic, type TopicName, findTopic, topicHasQuestions } from '../src/topic/store.ts';
import {
  type ShortPage,
  type WholePage,
  diagramReply,
  moreReply,
  nothingFitsReply,
  shortReply,
  suggestedChoices,
  topicChoices,
} from '../src/topic/view.ts';
import { isCalled } from '../src/topic/names.ts';
import { topicWords } from '../src/topic/words.ts';

/** So many are named where nothing fits. */
export const NEAREST = 4;

const OPTIONS = defineOptions({
  topic: {
    type: ApplicationCommandOptionType.String,
    ...described(topicWords, (words) => words.topicOption),
    required: true,
    autocomplete: true,
    max_length: 300,
  },
  private: {
    type: ApplicationCommandOptionType.Boolean,
    ...described(topicWords, (words) => words.privateOption),
  },
});

/** @param name what members type; usually the manifest's command */
export function lookupCommand(manifest: Manifest, name = manifest.command): Command {
  return {
    data: {
      type: ApplicationCommandType.ChatInput,
      name,
      description: manifest.description,
      ...EVERYWHERE,
      options: listOptions(OPTIONS),
    },
    example: `/${name} topic: ${manifest.suggested[0] ?? '…'}`,

    async execute(input, app) {
      const { locale } = input;
      const { topic: text, private: isPrivate = false } = valuesOf(OPTIONS, input);
      const matches = app.catalogue.search(manifest.id).find(text, NEAREST);
      const [best] = matches;
      if (!best || best.fit === 'weak') {
        return nothingFitsReply(
          locale,
          text,
          matches.map((match) => match.topic),
          name,
        );
      }
      // Everybody in the channel reads it, unless it is private.
      const readers = isPrivate ? locale : input.guildLocale;
      const asked = isPrivate || isCalled(best.topic, text) ? undefined : text;
      return {
        ...(await shortPage(readers, app, best.topic.packId, best.topic.slug, { asked, query: text })),
        private: isPrivate,
      };
    },

    autocomplete({ focused, locale }, app) {
      const { text } = focused;
      const topics = app.catalogue.topics(manifest.id);
      if (!text.trim()) return topicChoices(manifest.suggested.flatMap((slug) => topics.get(slug) ?? []));
      return suggestedChoices(locale, text, app.catalogue.search(manifest.id).suggest(text, MOST_SHOWN));
    },

    components: {
      feature: 'topic',
      actions: {
        // Opened from elsewhere, a topic is a message of its own, for the one who pressed: the channel did not ask.
        show: async ({ locale, args: [packId = '', slug = ''] }, app) => ({
          ...(await shortPage(locale, app, packId, slug)),
          private: true,
        }),
        // From a topic that only this member sees, the next one takes its place and leaves no pile behind.
        turn: async ({ locale, args: [packId = '', slug = ''], onPrivateMessage }, app) => ({
          ...(await shortPage(locale, app, packId, slug)),
          private: true,
          update: onPrivateMessage,
        }),
        // What was explained to one member alone, shown to everybody in the channel.
        post: showToAll,
        more: ({ locale, args: [packId = '', slug = '', page = ''], onPrivateMessage }, app) => ({
          ...moreReply(locale, { ...wholePage(locale, app, packId, slug), page: pageNumber(page) }),
          update: onPrivateMessage,
        }),
        // Where it could not be drawn at first, and on answers that came without it.
        async picture({ locale, args: [packId = '', slug = ''] }, app) {
          const topic = getTopic(app, packId, slug);
          if (!topic.diagram) throw new UserError((reader) => topicWords(reader).pictureGone);
          return diagramReply(locale, topic, await pictureOf(app.db, app.pictures, topic.diagram.dot));
        },
      },
    },
  };
}

function getTopic(app: App, packId: string, slug: string): Topic {
  const topic = findTopic(app.db, packId, slug);
  if (topic) return topic;
  throw new UserError((reader) => topicWords(reader).pageGone);
}

function relatedTo(app: App, { packId, related }: Topic): TopicName[] {
  const topics = app.catalogue.topics(packId);
  return related.flatMap((slug) => topics.get(slug) ?? []);
}

async function showToAll(
  { guildId, channelId, locale, guildLocale, mayPost, args }: ComponentInput,
  app: App,
): Promise<Reply> {
  const [packId = '', slug = '', messageId = ''] = args;
  if (!mayPost) throw new UserError((reader) => topicWords(reader).mayNotPost);
  // Without the server there is no address of the message.
  const link = guildId === null ? undefined : `https://discord.com/channels/${guildId}/${channelId}/${messageId}`;
  return {
    ...(await shortPage(locale, app, packId, slug, { note: topicWords(locale).shownToAll })),
    update: true,
    posted: await shortPage(guildLocale, app, packId, slug, { note: link && topicWords(guildLocale).about(link) }),
  };
}

/** A topic's first answer. @param extra what the view is told beside what is known of the topic */
export async function shortPage(
  locale: Locale,
  app: App,
  packId: string,
  slug: string,
  extra: Pick<ShortPage, 'asked' | 'query' | 'note' | 'showable'> = {},
): Promise<Reply> {
  const topic = getTopic(app, packId, slug);
  return shortReply(locale, {
    topic,
    related: relatedTo(app, topic),
    hasQuestions: topicHasQuestions(app.db, topic.id),
    picture: topic.diagram ? await pictureOf(app.db, app.pictures, topic.diagram.dot) : undefined,
    ...extra,
  });
}

function wholePage(locale: Locale, app: App, packId: string, slug: string): Omit<WholePage, 'page'> {
  const topic = getTopic(app, packId, slug);
  return {
    topic,
    packName: app.catalogue.manifest(packId)?.name ?? '',
    domainName: app.catalogue.domainName(packId, topic.domain, locale),
    isInExam: topic.domain !== null && app.catalogue.hasExam(packId),
    related: relatedTo(app, topic),
  };
}

/** A page that a custom ID names; the first one where it names none. */
function pageNumber(text: string): number {
  return /^[1-9]\d?$/.test(text) ? Number(text) : 1;
}
