/** A bot whose engine is in this very thread, so that a test can look into it. */
import type { App } from '../../src/app.ts';
import { type Bot, type BotParts, startBot } from '../../src/discord/bot.ts';
import { type EngineParts, type OpenEngine, openEngine } from '../../src/engine/engine.ts';
import { drawHere } from './pictures.ts';

export interface OpenBot extends Bot<OpenEngine> {
  readonly app: App;
}

type Parts = Omit<EngineParts, 'messenger' | 'pictures'> &
  Partial<Pick<EngineParts, 'pictures'>> &
  Omit<BotParts<OpenEngine>, 'openEngine'>;

export async function startOpenBot({
  token,
  apiUrl,
  unseenMs = 0,
  admission = {},
  pace,
  ...parts
}: Parts): Promise<OpenBot> {
  const { log } = parts;
  const openHere = (messenger: EngineParts['messenger']) =>
    openEngine({ pictures: drawHere(log), ...parts, messenger });
  const bot = await startBot({ token, apiUrl, log, unseenMs, admission, pace, openEngine: openHere });
  return { ...bot, app: bot.engine.app };
}
