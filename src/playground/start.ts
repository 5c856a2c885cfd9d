/** What `npm start` shows without a token: a small Discord on this machine, and a short conversation with the bot. */
import { type SmallDiscord, startSmallDiscord } from './discord/index.ts';
import { runConversation } from './conversation.ts';

export interface Playground {
  readonly token: string;
  readonly apiUrl: string;
  /** says where it is, and plays the conversation; call it when the bot is ready */
  show(): Promise<void>;
  close(): Promise<void>;
}

export async function startPlayground(): Promise<Playground> {
  const discord: SmallDiscord = await startSmallDiscord();
  return {
    token: discord.token,
    apiUrl: discord.apiUrl,
    async show() {
      console.log('\nNo DISCORD_TOKEN is set, so the bot is connected to a small Discord on this machine:');
      console.log(`  ${discord.apiUrl} (reachable from this machine only)\n`);
      await runConversation(discord, console.log);
      console.log('\nTo put the bot on a real server, follow "Put it on your server" in README.md. Ctrl+C stops it.');
    },
    close: () => discord.close(),
  };
}
