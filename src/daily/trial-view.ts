/** How a trial of the question of the day looks. */
import type { Reply } from '../message.ts';
import { COLOURS } from '../components.ts';
import type { Locale } from '../language.ts';
import { kindOf } from '../question/kinds/index.ts';
import type { ControlIds } from '../question/kinds/kind.ts';
import { questionWords } from '../question/words.ts';
import { setupWords } from './setup/words.ts';
import { type Asked, type Explained, type OpenQuestion, askedMessage, explainedReply } from './view.ts';

/** The question as it would be posted, for one pair of eyes. Nobody is pinged. */
export function trialReply(
  locale: Locale,
  channelId: string,
  asked: Asked,
  open: OpenQuestion,
  ids: ControlIds,
): Reply {
  const { content, embeds = [], components = [] } = askedMessage(locale, asked, open, ids);
  const note = setupWords(locale).trialNote(`<#${channelId}>`);
  return { private: true, content: content === undefined ? note : `${note}\n${content}`, embeds, components };
}

export function trialAnsweredReply(locale: Locale, answered: Explained, packName: string): Reply {
  const words = questionWords(locale);
  const isRight = kindOf(answered.content).isRight(answered.content, answered.choice);
  const reply = explainedReply(locale, answered, packName, {
    title: isRight ? `✅ ${words.right}` : `❌ ${words.notRight}`,
    before: setupWords(locale).trialAnswered,
    color: isRight ? COLOURS.right : COLOURS.wrong,
  });
  return { ...reply, update: true };
}
