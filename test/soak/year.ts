/**
 * A year of questions of the day for many servers in mixed zones, with a bot that is down now and then and a Discord that
 * fails in every way. Time is simulated: the clock goes from one minute with something to do to the next.
 */
import { DateTime, IANAZone } from 'luxon';
import pino from 'pino';
import { pause, resume } from '../../commands/daily/control.ts';
import { drawHere } from '../helpers/pictures.ts';
import type { App } from '../../src/app.ts';
import { createApp } from '../../src/create-app.ts';
import type { Message } from '../../src/message.ts';
import { LATEST_MS, nextOpenDue, timingOf } from '../../src/daily/plan.ts';
import type { Delivery } from '../../src/daily/store/delivery.ts';
import { findSchedule, saveSchedule } from '../../src/daily/store/schedule.ts';
import { saveSealed } from '../../src/daily/store/sealed.ts';
import { tick } from '../../src/daily/tick.ts';
import { hasDay } from '../../src/daily/weekdays.ts';
import { openDatabase } from '../../src/db/open.ts';
import { setTimeZone } from '../../src/guild/store.ts';
import { type FoundMessage, type Messenger, type Missing, type Pinging, SendError } from '../../src/messenger.ts';
import type { Random } from '../../src/random.ts';
import { ASKER, FIXTURE_PACKS } from '../helpers/app.ts';
import { seededRandom } from '../helpers/random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NONCE_MS = 5 * MINUTE;
const START = Date.UTC(2027, 0, 1);

const ZONES = (
  'UTC Europe/Berlin Europe/London America/New_York America/Los_Angeles America/St_Johns America/Sao_Paulo Asia/Kolkata ' +
  'Asia/Kathmandu Asia/Tokyo Australia/Sydney Australia/Lord_Howe Pacific/Auckland Pacific/Chatham Pacific/Kiritimati ' +
  'Pacific/Pago_Pago Africa/Cairo Africa/Casablanca America/Nuuk Asia/Gaza'
).split(' ');
const DAYS = [0b1111111, 0b1111111, 0b0011111, 0b0010101];

interface Server {
  guildId: string;
  zone: string;
  time: string;
  days: number;
}

export interface Account {
  /** due dates by the calendar of another library */
  due: number;
  onTime: number;
  late: number;
  /** answers that were told with the next question or by themselves */
  told: number;
  /** by reason */
  skipped: Record<string, number>;
  /** what is not as it should be: a date without an account, two messages for one date, a message without a row … */
  faults: string[];
  restarts: number;
}

/** @param servers how many, for how many days */
export async function simulate(seed: number, servers: number, days: number): Promise<Account> {
  const random = seededRandom(seed);
  const clock = { now: START };
  const discord = new FailingDiscord(random, clock);
  const log = pino({ level: 'silent' });
  const app = await createApp({
    db: openDatabase(':memory:'),
    packsFolder: FIXTURE_PACKS,
    now: () => clock.now,
    steady: () => clock.now,
    random,
    messenger: discord,
    pictures: drawHere(log),
    log,
  });
  await app.clock.check();
  const all = Array.from({ length: servers }, (_, index) => addServer(app, index, random));
  const restarts = await run(app, clock, discord, all, START + days * DAY, random);
  const account = { ...takeAccount(app, discord, all, START + days * DAY - 12 * HOUR), restarts };
  app.db.$client.close();
  return account;
}

function addServer(app: App, index: number, random: Random): Server {
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;
  const guildId = String(1000 + index);
  const server = {
    guildId,
    zone: ZONES[index % ZONES.length] ?? 'UTC',
    time: `${String(Math.floor(random() * 24)).padStart(2, '0')}:${pick(['00', '15', '30', '45'])}`,
    days: pick(DAYS),
  };
  setTimeZone(app.db, guildId, server.zone);
  const { at } = nextOpenDue(app.db, guildId, timingOf(app.db, server), START);
  const revealAfterHours = pick([null, 1, 6]);
  saveSchedule(app.db, { ...server, guildId, channelId: guildId, nextDueAt: at, revealAfterHours, setupUserId: 'o' });
  return server;
}

/** Goes on from one thing to do to the next; now and then the bot is down, for minutes or for days. */
async function run(
  app: App,
  clock: { now: number },
  discord: FailingDiscord,
  servers: readonly Server[],
  until: number,
  random: Random,
): Promise<number> {
  const client = app.db.$client;
  const next = client
    .prepare(
      `select min(at) from (
         select min(next_due_at) as at from daily_schedule where paused_at is null
         union all select min(max(retry_at, claimed_until)) from daily_delivery where state = 'pending'
         union all select min(max(reveal_at, claimed_until)) from daily_delivery
           where revealed_at is null and reveal_at is not null
         union all select min(max(announce_at, claimed_until)) from daily_delivery where announce_at is not null)`,
    )
    .pluck();
  let restarts = 0;
  for (let nextOutage = START + random() * 20 * DAY; ;) {
    const due = Number(next.get() ?? until);
    clock.now = Math.max(Math.ceil(due / MINUTE) * MINUTE, clock.now + MINUTE);
    if (clock.now >= until) return restarts;
    if (clock.now >= nextOutage) {
      // From some minutes to some two days; short ones are more usual.
      clock.now += Math.floor((2 * DAY * random() ** 6) / MINUTE) * MINUTE + MINUTE;
      nextOutage = clock.now + random() * 20 * DAY;
      restarts++;
      const { guildId } = servers[Math.floor(random() * servers.length)] as Server;
      const input = { ...ASKER, userId: 'o', guildId, channelId: guildId, subcommand: null, options: {} };
      await (random() < 0.5 ? pause(input, app) : resume(input, app));
    }
    discord.maybeFail();
    await tick(app);
    for (const id of discord.takeFresh())
      if (random() < 0.7) saveSealed(app.db, { deliveryId: id, userId: 'member', choice: [0], answeredAt: clock.now });
  }
}

/** Discord as far as the question of the day uses it, with faults of every kind. */
class FailingDiscord implements Messenger {
  /** messages by the delivery that they belong to */
  readonly posts = new Map<number, number>();
  /** messages that tell an answer beside the question's own, by the delivery that they belong to */
  readonly tells = new Map<number, number>();
  #fresh: number[] = [];
  readonly #random: Random;
  readonly #clock: { now: number };
  readonly #nonces = new Map<string, { id: number; at: number }>();
  #brokenUntil = 0;
  readonly #sentAt = new Map<number, number>();
  readonly #refusedUntil = new Map<string, number>();

  constructor(random: Random, clock: { now: number }) {
    this.#random = random;
    this.#clock = clock;
  }

  /** Now and then Discord is out of order for a while. */
  maybeFail(): void {
    if (this.#random() < 0.0005) this.#brokenUntil = this.#clock.now + this.#random() * 8 * HOUR;
  }

  #meetFault(channelId: string): 'after' | undefined {
    const { now } = this.#clock;
    if (now < this.#brokenUntil) throw new SendError({ key: 'out-of-order', status: 503 }, 'unknown');
    if (now < (this.#refusedUntil.get(channelId) ?? 0)) throw new SendError('may-not-post', 'refused');
    const chance = this.#random();
    if (chance < 0.002) throw new SendError('not-reached', 'unknown');
    if (chance < 0.004) throw new SendError('asked-to-wait', 'unavailable');
    if (chance < 0.0042) this.#refusedUntil.set(channelId, now + this.#random() * 10 * DAY);
    return chance > 0.997 ? 'after' : undefined;
  }

  async send(channelId: string, message: Message, nonce: string): Promise<{ messageId: string }> {
    const fault = this.#meetFault(channelId);
    const buttons = JSON.stringify(message.components);
    const [, byItself] = /"daily:explain:(\d+):told"/.exec(buttons) ?? [];
    const [, earlier] = /\/(\d+)\)/.exec(message.content ?? '') ?? [];
    const told = byItself ?? earlier;
    // A message of an answer's own is known by a number that no question has.
    const id = byItself ? -Number(byItself) : Number(/"daily:answer:(\d+):/.exec(buttons)?.[1]);
    const before = this.#nonces.get(nonce);
    const isSame = before !== undefined && before.id === id && this.#clock.now - before.at < NONCE_MS;
    if (!isSame) this.posts.set(id, (this.posts.get(id) ?? 0) + 1);
    if (!isSame) this.#sentAt.set(id, this.#clock.now);
    if (!isSame && id > 0) this.#fresh.push(id);
    if (!isSame && told) this.tells.set(Number(told), (this.tells.get(Number(told)) ?? 0) + 1);
    this.#nonces.set(nonce, { id, at: this.#clock.now });
    if (fault) throw new SendError('not-reached', 'unknown');
    return { messageId: String(id) };
  }

  /** What was posted since it was asked last. */
  takeFresh(): number[] {
    return this.#fresh.splice(0);
  }

  async edit(channelId: string): Promise<boolean> {
    if (this.#meetFault(channelId)) throw new SendError('not-reached', 'unknown');
    return true;
  }

  async findOwn(channelId: string, _since: number, prefix: string): Promise<FoundMessage | undefined> {
    if (this.#meetFault(channelId)) throw new SendError('not-reached', 'unknown');
    const [, action, number] = prefix.split(':');
    const id = action === 'explain' ? -Number(number) : Number(number);
    return this.posts.has(id) ? { messageId: String(id), sentAt: this.#sentAt.get(id) ?? 0 } : undefined;
  }

  async sendDirect(): Promise<void> {}
  async openThread(): Promise<void> {}
  async canPing(): Promise<Pinging> {
    return 'works';
  }
  async missingPermissions(): Promise<Missing> {
    return [];
  }
  async discordTime(): Promise<number> {
    return this.#clock.now;
  }
}

function takeAccount(
  { db }: App,
  { posts, tells }: FailingDiscord,
  servers: readonly Server[],
  until: number,
): Omit<Account, 'restarts'> {
  const account = {
    due: 0,
    onTime: 0,
    late: 0,
    told: tells.size,
    skipped: {} as Record<string, number>,
    faults: [...tells].filter(([, count]) => count > 1).map(([id, count]) => `${id} was told ${count} times`),
  };
  const byServer = new Map(servers.map(({ guildId }) => [guildId, new Map<string, Delivery>()]));
  for (const row of db.query.dailyDelivery.findMany().sync()) byServer.get(row.guildId)?.set(row.localDate, row);
  for (const server of servers) {
    const schedule = findSchedule(db, server.guildId);
    for (const { date, at } of duesOf(server, until)) {
      // What falls into a pause is accounted for when it ends.
      if (schedule?.pausedAt != null && at >= schedule.nextDueAt) continue;
      const row = byServer.get(server.guildId)?.get(date);
      if (schedule?.pausedAt != null && row?.state === 'pending') continue;
      account.due++;
      const fault = faultOf(row, posts.get(row?.id ?? -1) ?? 0, at, until);
      if (fault) {
        account.faults.push(`${server.guildId} ${server.zone} ${server.time} ${date} ${fault}`);
      } else if (row?.state === 'skipped') {
        const reason = row.lastError ?? '';
        account.skipped[reason] = (account.skipped[reason] ?? 0) + 1;
      } else if ((row?.sentAt ?? at) - at <= 2 * MINUTE) {
        account.onTime++;
      } else {
        account.late++;
      }
    }
  }
  return account;
}

/** What is not as it should be with a date that was due at `at`. */
function faultOf(row: Delivery | undefined, posts: number, at: number, until: number): string | undefined {
  if (!row) return 'has no account';
  if (row.dueAt !== at) return `was due at ${new Date(row.dueAt).toISOString()}, not ${new Date(at).toISOString()}`;
  // What may have arrived in a channel that the bot cannot see is looked for during a week.
  const owedMs = LATEST_MS + (row.unsureSince === null ? 0 : 7 * DAY);
  if (row.state === 'pending' && at < until - owedMs) return 'is still owed';
  if (posts !== (row.state === 'sent' ? 1 : 0) && row.state !== 'pending')
    return `is ${row.state} with ${posts} messages`;
  if (row.state === 'sent' && (row.sentAt ?? 0) - at > LATEST_MS + MINUTE) return 'came too late';
  if (row.state === 'skipped' && !row.lastError) return 'was skipped without a reason';
  return undefined;
}

/** Every due date of a server, by Luxon: the first minute of the date at which its clocks show the time or a later one. */
function duesOf({ zone, time, days }: Server, until: number): { date: string; at: number }[] {
  const { offset } = IANAZone.create(zone) as unknown as { offset: (at: number) => number };
  const offsetAt = offset.bind(IANAZone.create(zone));
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const first = DateTime.fromMillis(START, { zone });
  const dues: { date: string; at: number }[] = [];
  for (let ahead = -1; ; ahead++) {
    const day = DateTime.utc(first.year, first.month, first.day).plus({ days: ahead });
    const wall = day.set({ hour, minute }).toMillis();
    let at = wall - offsetAt(wall - DAY) * MINUTE;
    if (at + offsetAt(at) * MINUTE !== wall) at = wall - offsetAt(wall + DAY) * MINUTE;
    // In a gap: on to the minute at which it ends.
    while (at + offsetAt(at) * MINUTE < wall) at += MINUTE;
    while (at + offsetAt(at - MINUTE) * MINUTE - MINUTE >= wall) at -= MINUTE;
    if (at > until) return dues;
    if (at > START && hasDay(days, day.weekday)) dues.push({ date: day.toISODate() ?? '', at });
  }
}
