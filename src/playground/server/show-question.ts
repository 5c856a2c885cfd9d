/** Shows somebody who writes a pack one question of it. */
import type { App } from '../../app.ts';
import { NO_GUILD } from '../../db/schema.ts';
import { toBody } from '../../discord/payload.ts';
import { findQuestionById } from '../../question/store.ts';
import { startQuizOf } from '../../quiz/session.ts';
import { askedReply } from '../../quiz/view.ts';
import { RefusedByClient, type SmallDiscord } from '../discord/index.ts';
import type { Calls } from './protocol.ts';

/**
 * Asks it in a quiz of its own, which only this member sees: its buttons work, and lead to the explanations.
 * @throws RefusedByClient where that cannot be
 */
export function showQuestion(
  app: App,
  discord: SmallDiscord,
  userId: string,
  { channelId, packId, id }: Calls['showQuestion']['ask'],
): void {
  if (
    !discord
      .as(userId)
      .commands(channelId)
      .some(({ name }) => name === 'quiz')
  )
    throw new RefusedByClient('There are no quizzes here.');
  const question = findQuestionById(app.db, packId, id);
  if (!question) throw new RefusedByClient(`The pack ${packId} has no question ${id} any more.`);
  const guildId = discord.world.channels.get(channelId)?.guildId ?? NO_GUILD;
  const asked = startQuizOf(app.db, { userId, guildId, questions: [question] }, app.now(), app.random);
  const { facts } = asked;
  discord.whisper(userId, channelId, toBody(askedReply(asked, app.catalogue.domainName(facts.packId, facts.domain))));
}
