import { isIP } from 'node:net';
import { format, parse } from 'node:path';
import { OperatorError } from './errors.ts';

// Without zod, which would make the process that only reads these few settings a third larger.
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

const MOST_PROCESSES = 64;
const SHORTEST_PASSWORD = 12;

export interface Config {
  /** undefined: run against the small Discord on this machine */
  discordToken: string | undefined;
  /** undefined: Discord itself */
  discordApiUrl: string | undefined;
  /** what a bot on Discord keeps */
  databasePath: string;
  /** the database used without a token: a separate file, since it is there to be played with and thrown away */
  playgroundDatabasePath: string;
  logLevel: (typeof LOG_LEVELS)[number];
  /** in how many processes the bot runs, 1 to 64 */
  processes: number;
  /** lets others in the same network open the playground's page; undefined: this machine only */
  network: { host: string; password: string } | undefined;
}

interface Rule {
  fits: (value: string) => boolean;
  problem: string;
}

const RULES: Readonly<Record<string, Rule>> = {
  DISCORD_TOKEN: {
    fits: (token) => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token),
    problem:
      'does not look like a bot token (three parts with points between them). ' +
      'Copy it from the Bot page of your application in the Discord developer portal.',
  },
  DISCORD_API_URL: {
    fits: (url) => /^https?:\/\/\S+$/.test(url),
    problem: 'must be an address like https://discord.com/api. Leave it out for Discord itself.',
  },
  LOG_LEVEL: {
    fits: (level) => (LOG_LEVELS as readonly string[]).includes(level),
    problem: `must be one of ${LOG_LEVELS.join(', ')}.`,
  },
  PLAYGROUND_PASSWORD: {
    fits: (password) => password.length >= SHORTEST_PASSWORD,
    problem: `must have at least ${SHORTEST_PASSWORD} characters: whoever knows it can do anything in the playground.`,
  },
  PROCESSES: {
    fits: (count) => /^[1-9]\d?$/.test(count) && Number(count) <= MOST_PROCESSES,
    problem: `must be a whole number from 1 to ${MOST_PROCESSES}. Leave it out for one process, which is enough for most bots.`,
  },
};

/**
 * Reads the settings from the environment. An empty one counts as left out.
 * @throws OperatorError that names every setting that is wrong, all at once
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = (name: string) => env[name]?.trim() || undefined;
  const problems = Object.entries(RULES).flatMap(([name, { fits, problem }]) => {
    const value = read(name);
    return value === undefined || fits(value) ? [] : [`  ${name} ${problem}`];
  });
  problems.push(...networkProblems(read('HOST'), read('PLAYGROUND_PASSWORD')));
  if (problems.length > 0) {
    throw new OperatorError(
      `Some settings are wrong (in the environment or in the file .env):\n${problems.join('\n')}`,
    );
  }
  const databasePath = read('DATABASE_PATH') ?? 'var/studyhall.db';
  return {
    discordToken: read('DISCORD_TOKEN'),
    discordApiUrl: read('DISCORD_API_URL')?.replace(/\/$/, ''),
    databasePath,
    playgroundDatabasePath: playgroundBeside(databasePath),
    // What is tried out in a terminal must not be buried in log lines.
    logLevel: (read('LOG_LEVEL') ?? (read('DISCORD_TOKEN') ? 'info' : 'warn')) as Config['logLevel'],
    processes: Number(read('PROCESSES') ?? 1),
    network: networkFrom(read('HOST'), read('PLAYGROUND_PASSWORD')),
  };
}

/** Some shells set HOST to the machine's name: without a password that means nothing. */
function networkProblems(host: string | undefined, password: string | undefined): string[] {
  if (host === undefined) return [];
  if (isIP(host) === 0)
    return password === undefined
      ? []
      : ['  HOST must be an address of this machine, such as 192.168.1.20, or 0.0.0.0 for all that it has.'];
  return password === undefined && !host.startsWith('127.')
    ? ['  HOST lets others open the playground, so it needs a PLAYGROUND_PASSWORD beside it.']
    : [];
}

function networkFrom(host: string | undefined, password: string | undefined): Config['network'] {
  return host === undefined || password === undefined ? undefined : { host, password };
}

/** @returns `var/studyhall-playground.db` for `var/studyhall.db` */
function playgroundBeside(databasePath: string): string {
  const { dir, name, ext } = parse(databasePath);
  return format({ dir, name: `${name}-playground`, ext });
}
