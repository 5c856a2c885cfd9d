/** Shows somebody who writes a pack one question of it. */
import { toBody } from '../../message-body.ts';
import type { Desk } from '../../engine/desk.ts';
import { RefusedByClient, type SmallDiscord } from '../../small-discord/index.ts';
import type { Calls } from './protocol.ts';

/**
 * Asks it in a quiz of its own, which only this member sees: its buttons work, and lead to the explanations.
 * @throws RefusedByClient where that cannot be
 */
export async function showQuestion(
  desk: Desk,
  discord: SmallDiscord,
  userId: string,
  { channelId, packId, id }: Calls['showQuestion']['ask'],
): Promise<void> {
  if (
    !discord
      .as(userId)
      .commands(channelId)
      .some(({ name }) => name === 'quiz')
  )
    throw new RefusedByClient('There are no quizzes here.');
  const guildId = discord.world.channels.get(channelId)?.guildId ?? '';
  const message = await desk.askQuestion({ userId, guildId, packId, id });
  if (!message) throw new RefusedByClient(`The pack ${packId} has no question ${id} any more.`);
  discord.whisper(userId, channelId, toBody(message));
}
