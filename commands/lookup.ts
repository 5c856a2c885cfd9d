/** `/docker` and its like: one for each pack, named in the pack's manifest. */
import { ApplicationCommandOptionType, ApplicationCommandType, InteractionContextType } from 'discord-api-types/v10';
import type { App } from '../src/app.ts';
import type { Command } from '../src/command.ts';
import type { Reply } from '../src/message.ts';
import { DISCORD_LIMITS, MOST_SHOWN, clip } from '../src/components.ts';
import { UserError } from '../src/errors.ts';
import { type Locale, described } from '../src/language.ts';
import type { Manifest } from '../src/content/pack.ts';
import { defineOptions, listOptions, valuesOf } from '../src/options.ts';
import { pictureOf } from '../src/topic/diagram.ts';
import { type Topic, findTopic, topicHasQuestions } from '../src/topic/store.ts';
import { nothingFitsReply, diagramReply, topicReply } from '../src/topic/view.ts';
import { topicWords } from '../src/topic/words.ts';

const NEAREST = 4;

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
      contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
      options: listOptions(OPTIONS),
    },
    example: `/${name} topic: ${manifest.suggested[0] ?? '…'}`,

    execute(input, app) {
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
      return { ...topicPage(readers, app, best.topic.packId, best.topic.slug), private: isPrivate };
    },

    autocomplete({ focused }, app) {
      const topics = app.catalogue.topics(manifest.id);
      const found = focused.text.trim()
        ? app.catalogue
            .search(manifest.id)
            .suggest(focused.text, MOST_SHOWN)
            .map((match) => match.topic)
        : manifest.suggested.flatMap((slug) => topics.get(slug) ?? []);
      return found.map((topic) => ({ name: clip(topic.title, DISCORD_LIMITS.choice), value: topic.slug }));
    },

    components: {
      feature: 'topic',
      actions: {
        // Opened from elsewhere, a topic is a message of its own, for the one who pressed: the channel did not ask.
        show: ({ locale, args: [packId = '', slug = ''] }, app) => ({
          ...topicPage(locale, app, packId, slug),
          private: true,
        }),
        // From a topic that only this member sees, the next one takes its place and leaves no pile behind.
        turn: ({ locale, args: [packId = '', slug = ''], onPrivateMessage }, app) => ({
          ...topicPage(locale, app, packId, slug),
          private: true,
          update: onPrivateMessage,
        }),
        // On demand: a picture is some forty times as heavy as the words.
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

function topicPage(locale: Locale, app: App, packId: string, slug: string): Reply {
  const topic = getTopic(app, packId, slug);
  const topics = app.catalogue.topics(packId);
  return topicReply(locale, {
    topic,
    packName: app.catalogue.manifest(packId)?.name ?? '',
    domainName: app.catalogue.domainName(packId, topic.domain, locale),
    related: topic.related.flatMap((other) => topics.get(other) ?? []),
    hasQuestions: topicHasQuestions(app.db, topic.id),
  });
}
