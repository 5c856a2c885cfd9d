/** An app on an empty database in memory, with a clock and chance that stand still. */
import { join } from 'node:path';
import pino from 'pino';
import type { App } from '../../src/app.ts';
import { type AppParts, createApp } from '../../src/create-app.ts';
import type { ComponentInput, CommandInput, OptionValue } from '../../src/command.ts';
import type { Message } from '../../src/message.ts';
import type { Db } from '../../src/db/open.ts';
import { question } from '../../src/db/schema.ts';
import { ENGLISH } from '../../src/language.ts';
import { type Messenger, type Missing, type Pinging, SendError } from '../../src/messenger.ts';
import { openImported } from './imported.ts';
import { drawHere } from './pictures.ts';
import { NOON } from './noon.ts';
import { seededRandom } from './random.ts';

export const FIXTURE_PACKS = join(import.meta.dirname, '../fixtures/packs');
export const REAL_PACKS = join(import.meta.dirname, '../../data/packs');

export const GUILD = '1000';
export const CHANNEL = '2000';

/** Who asks in the tests, and where. */
export const ASKER = {
  userId: 'ada',
  guildId: GUILD,
  channelId: CHANNEL,
  locale: ENGLISH,
  guildLocale: ENGLISH,
  mayPost: true,
};

export interface TestApp extends App {
  /** moves the clock, by milliseconds */
  advance(ms: number): void;
  setNow(instant: number): void;
  /** sets the clock of the machine wrong by so many milliseconds; Discord's and the steady one go on */
  setWallAhead(ms: number): void;
  readonly sent: SentMessage[];
  readonly edited: EditedMessage[];
  readonly direct: DirectMessage[];
  readonly threads: OpenedThread[];
  readonly messenger: Messenger & { fail: Error | undefined; missing: Missing; pinging: Pinging; hasTime: boolean };
}

export interface SentMessage {
  /** UTC ms */
  at?: number;
  channelId: string;
  message: Message;
  nonce: string;
}

export interface EditedMessage {
  channelId: string;
  messageId: string;
  message: Message;
}

export interface DirectMessage {
  userId: string;
  message: Message;
  nonce: string;
}

export interface OpenedThread {
  channelId: string;
  messageId: string;
  name: string;
}

export async function createTestApp({
  packsFolder = FIXTURE_PACKS,
  now = NOON,
  db,
  end,
  draws = true,
}: { packsFolder?: string; now?: number; db?: Db; end?: AppParts['end']; draws?: boolean } = {}): Promise<TestApp> {
  let clock = now;
  let wallAhead = 0;
  const sent: SentMessage[] = [];
  const edited: EditedMessage[] = [];
  const direct: DirectMessage[] = [];
  const threads: OpenedThread[] = [];
  const messenger: TestApp['messenger'] = {
    fail: undefined,
    missing: [],
    async send(channelId, message, nonce) {
      if (this.fail) throw this.fail;
      sent.push({ channelId, message, nonce, at: clock });
      return { messageId: String(sent.length) };
    },
    async edit(channelId, messageId, message, { isWanted = () => true } = {}) {
      if (this.fail) throw this.fail;
      if (!isWanted()) return false;
      edited.push({ channelId, messageId, message });
      return true;
    },
    async findOwn(channelId, _since, prefix) {
      if (this.fail) throw this.fail;
      const at = sent.findIndex(
        ({ channelId: where, message }) =>
          where === channelId && JSON.stringify(message.components).includes(`"${prefix}`),
      );
      return at < 0 ? undefined : { messageId: String(at + 1), sentAt: sent[at]?.at ?? 0 };
    },
    async sendDirect(userId, message, nonce) {
      if (this.fail) throw this.fail;
      direct.push({ userId, message, nonce });
    },
    async openThread(channelId, messageId, name) {
      threads.push({ channelId, messageId, name });
    },
    pinging: 'works',
    async canPing() {
      return this.pinging;
    },
    async missingPermissions() {
      return this.missing;
    },
    hasTime: true,
    async discordTime() {
      if (!this.hasTime) throw new SendError('not-reached');
      return clock;
    },
  };
  const log = pino({ level: 'silent' });
  const app = await createApp({
    db: db ?? (await openImported(packsFolder)),
    packsFolder,
    now: () => clock + wallAhead,
    steady: () => clock,
    end,
    random: seededRandom(1),
    messenger,
    pictures: draws ? drawHere(log) : { draw: async () => undefined, close: async () => undefined },
    log,
  });
  await app.clock.check();
  return {
    ...app,
    messenger,
    sent,
    edited,
    direct,
    threads,
    advance: (ms) => (clock += ms),
    setNow: (instant) => (clock = instant),
    setWallAhead: (ms) => (wallAhead = ms),
  };
}

export { NOON, seededRandom };

export function commandInput(
  options: Record<string, OptionValue> = {},
  rest: Partial<CommandInput> = {},
): CommandInput {
  return { ...ASKER, subcommand: null, options, ...rest };
}

export function componentInput(args: (string | number)[], rest: Partial<ComponentInput> = {}): ComponentInput {
  return {
    ...ASKER,
    args: args.map(String),
    values: [],
    onPrivateMessage: true,
    isForm: false,
    isAskers: true,
    ...rest,
  };
}

/** The key and revision of a question of the fixture pack. */
export function questionNamed(db: Db, id: string): { key: number; revision: string } {
  const found = db
    .select()
    .from(question)
    .all()
    .find((row) => row.id === id);
  if (!found) throw new Error(`no question ${id}`);
  return found;
}
