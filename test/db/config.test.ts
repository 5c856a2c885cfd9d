import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { OperatorError } from '../../src/errors.ts';

const TOKEN = 'MTA.Gx-y_z.abc';

function problemsOf(env: Record<string, string>): string {
  try {
    parseConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(OperatorError);
    return (error as OperatorError).message;
  }
  throw new Error('nothing is wrong');
}

describe('the settings', () => {
  it('may all be left out', () => {
    const defaults = { discordToken: undefined, discordApiUrl: undefined, databasePath: 'var/studyhall.db' };
    expect(parseConfig({})).toMatchObject(defaults);
    expect(parseConfig({ DISCORD_TOKEN: '', DATABASE_PATH: ' ', LOG_LEVEL: '', DISCORD_API_URL: '' })).toEqual(
      parseConfig({}),
    );
  });

  it('are read as they stand', () => {
    const env = {
      DISCORD_TOKEN: ` ${TOKEN}\n`,
      DATABASE_PATH: '/srv/a.db',
      LOG_LEVEL: 'debug',
      DISCORD_API_URL: 'http://localhost:1/api/',
      PROCESSES: '4',
    };
    expect(parseConfig(env)).toEqual({
      discordToken: TOKEN,
      discordApiUrl: 'http://localhost:1/api',
      databasePath: '/srv/a.db',
      playgroundDatabasePath: '/srv/a-playground.db',
      processes: 4,
      logLevel: 'debug',
      network: undefined,
    });
  });

  it('let others open the playground only at an address and with a password', () => {
    const network = { host: '0.0.0.0', password: 'twelve chars' };
    expect(parseConfig({ HOST: '0.0.0.0', PLAYGROUND_PASSWORD: 'twelve chars' }).network).toEqual(network);
    // Some shells set HOST to the machine's name.
    expect(parseConfig({ HOST: 'my-laptop' }).network).toBeUndefined();
    expect(parseConfig({ HOST: '127.0.0.1' }).network).toBeUndefined();
    expect(parseConfig({ PLAYGROUND_PASSWORD: 'twelve chars' }).network).toBeUndefined();
    expect(problemsOf({ HOST: '192.168.1.20' })).toContain('HOST lets others open the playground');
    expect(problemsOf({ HOST: 'my-laptop', PLAYGROUND_PASSWORD: 'twelve chars' })).toContain('HOST must be an address');
    expect(problemsOf({ HOST: '0.0.0.0', PLAYGROUND_PASSWORD: 'eleven char' })).toContain('at least 12 characters');
  });

  it.each([
    [undefined, 'var/studyhall.db', 'var/studyhall-playground.db'],
    ['study.db', 'study.db', 'study-playground.db'],
    ['/srv/study', '/srv/study', '/srv/study-playground'],
    ['../a.b/study.sqlite', '../a.b/study.sqlite', '../a.b/study-playground.sqlite'],
  ])('keep what is tried out beside the database %s', (given, databasePath, playgroundDatabasePath) => {
    const env = given === undefined ? {} : { DATABASE_PATH: given };
    expect(parseConfig(env)).toMatchObject({ databasePath, playgroundDatabasePath });
  });

  it('log less where the bot is merely tried out', () => {
    expect(parseConfig({}).logLevel).toBe('warn');
    expect(parseConfig({ DISCORD_TOKEN: TOKEN }).logLevel).toBe('info');
  });

  it.each([
    ['DISCORD_TOKEN', 'abc', 'does not look like a bot token'],
    ['DISCORD_TOKEN', `Bot ${TOKEN}`, 'does not look like a bot token'],
    ['DISCORD_API_URL', 'discord.com', 'must be an address like https://discord.com/api'],
    ['LOG_LEVEL', 'loud', 'must be one of fatal, error, warn, info, debug, silent.'],
    ['PROCESSES', '0', 'must be a whole number from 1 to 64.'],
    ['PROCESSES', '65', 'must be a whole number from 1 to 64.'],
    ['LOG_LEVEL', 'INFO', 'must be one of fatal, error, warn, info, debug, silent.'],
  ])('%s may not be %s', (name, value, problem) => {
    expect(problemsOf({ [name]: value })).toMatch(
      /^Some settings are wrong \(in the environment or in the file \.env\):\n {2}/,
    );
    expect(problemsOf({ [name]: value })).toContain(`${name} ${problem}`);
  });

  it('that are wrong are named all at once', () => {
    const message = problemsOf({ DISCORD_TOKEN: 'abc', DISCORD_API_URL: 'discord.com', LOG_LEVEL: 'loud' });
    for (const name of ['DISCORD_TOKEN', 'DISCORD_API_URL', 'LOG_LEVEL']) expect(message).toContain(`\n  ${name} `);
  });

  it('that are wrong are named without the secret in them', () => {
    expect(problemsOf({ DISCORD_TOKEN: 'hunter2' })).not.toContain('hunter2');
  });
});
