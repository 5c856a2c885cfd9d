/** What is left in memory after thirty thousand interactions of fourteen hundred members, beside the bare bot after the same. */
import type { APIMessage } from 'discord-api-types/v10';
import type { Bot } from './bot.ts';
import { load } from './measure.ts';
import type { SmallDiscord } from '../src/small-discord/index.ts';

const MEMBERS = 1400;
const INTERACTIONS = 30_000;
const IN_FLIGHT = 32;
const TOPICS = ['bridge', 'volumes', 'quorum', 'overaly netwrok', 'docker run -p 80:80 nginx'];

/** @returns resident memory in MB */
export async function memoryAfter({ discord, bot }: { discord: SmallDiscord; bot: Bot }): Promise<number> {
  const { world, demo } = discord;
  const members = Array.from({ length: MEMBERS }, (_, index) => {
    const userId = world.addUser(`member ${index}`);
    world.addMember(demo.guild, userId);
    return userId;
  });
  const asked = new Map<string, APIMessage | undefined>();
  await load(INTERACTIONS, IN_FLIGHT, async (index) => {
    const userId = members[index % MEMBERS] as string;
    const person = discord.as(userId);
    const message = asked.get(userId);
    const [row] = (message?.components ?? []) as unknown as { components: { custom_id: string; options?: [] }[] }[];
    const [control] = row?.components ?? [];
    if (message && control) {
      asked.delete(userId);
      await (control.options
        ? person.select(message, control.custom_id, ['0'])
        : person.press(message, control.custom_id));
    } else if (index % 3 === 0) {
      asked.set(userId, (await person.slash(demo.channel, 'quiz', { questions: 1 })).message);
    } else {
      await person.slash(demo.channel, 'docker', { topic: TOPICS[index % TOPICS.length] ?? '' });
    }
  });
  return bot.residentMb();
}
