import { z } from 'zod';
import { OperatorError } from './errors.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

export interface Config {
  /** undefined: run against the small Discord on this machine */
  discordToken: string | undefined;
  /** undefined: Discord itself */
  discordApiUrl: string | undefined;
  databasePath: string;
  logLevel: (typeof LOG_LEVELS)[number];
}

const optional = z
  .string()
  .trim()
  .transform((text) => text || undefined)
  .optional();

const schema = z.object({
  DISCORD_TOKEN: optional.refine(
    (token) => token === undefined || /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token),
    'does not look like a bot token (three parts with points between them). Copy it from the Bot page of your application in the Discord developer portal',
  ),
  DISCORD_API_URL: optional.refine(
    (url) => url === undefined || /^https?:\/\/\S+$/.test(url),
    'must be an address like https://discord.com/api. Leave it out for Discord itself',
  ),
  DATABASE_PATH: optional,
  LOG_LEVEL: optional.refine(
    (level) => level === undefined || (LOG_LEVELS as readonly string[]).includes(level),
    `must be one of ${LOG_LEVELS.join(', ')}`,
  ),
});

/**
 * Reads the settings from the environment.
 * @throws OperatorError that names every setting that is wrong, all at once
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const result = schema.safeParse(env);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}.`);
    throw new OperatorError(
      `Some settings are wrong (in the environment or in the file .env):\n${problems.join('\n')}`,
    );
  }
  const { DISCORD_TOKEN, DISCORD_API_URL, DATABASE_PATH, LOG_LEVEL } = result.data;
  return {
    discordToken: DISCORD_TOKEN,
    discordApiUrl: DISCORD_API_URL?.replace(/\/$/, ''),
    databasePath: DATABASE_PATH ?? 'var/studyhall.db',
    logLevel: (LOG_LEVEL ?? 'info') as Config['logLevel'],
  };
}
