/**
 * Every command in a language made from English, in which each text is marked and a third longer: whatever is on the screen
 * and neither marked nor from a pack was not taken from a feature's words, and could not be said in another language. The
 * small Discord refuses what is too long.
 */
import { type APIMessage, type Locale, PermissionFlagsBits } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listCommands } from '../../commands/index.ts';
import { button, buttonRows, selectRow } from '../../src/components.ts';
import { likelyZones } from '../../src/daily/setup/likely-zones.ts';
import { suggestTimeZones } from '../../src/daily/time-zone.ts';
import { showCount } from '../../src/daily/count.ts';
import { tick } from '../../src/daily/tick.ts';
import { closeOverdueExams } from '../../src/exam/session.ts';
import { sendReminders } from '../../src/review/remind.ts';
import { goOn, showCount as showRoundCount } from '../../src/round/pacemaker.ts';
import { DISCUSSION_MS, GRACE_MS, LOBBY_MS, PAUSE_MS } from '../../src/round/rules.ts';
import { findRoundIn } from '../../src/round/store.ts';
import { type Hall, openHall } from '../helpers/hall.ts';
import { PSEUDO, withoutMarked } from '../helpers/pseudo-language.ts';
import { controls } from '../helpers/read.ts';
import { answerAs } from '../helpers/rounds.ts';
import { type Content, type Shown, describedBy, drawnBy, readContent, shownBy } from '../helpers/screen.ts';
import { type Walk, actionOf, startWalk } from '../helpers/walk.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** Discord's codes for a person that takes no messages, and a channel in which the bot may not write. */
const FORBIDDEN = [50007, 50013];

/** What people type and what it is about: no words of the bot's. */
const TYPED = [
  'UTC',
  'Europe/Berlin',
  'zzqx vvk',
  'netwrok',
  'Nowhere',
  'sometime',
  'never',
  'gone',
  'docker',
  'docker run --frobnicate x',
  '--frobnicate',
  'why is the blue container of my neighbour so slow',
];

/** What leads from one feature to another. */
const LEADING_AWAY = ['topic:show', 'topic:turn', 'topic:picture', 'quiz:topic', 'quiz:again', 'review:start'];

/** Fits nothing well, and some things a little. */
const FAR_OFF = 'why is the blue container of my neighbour so slow';

/** On messages that earlier versions of the bot have posted. */
const OLD_CONTROLS = [
  selectRow('daily:choose:1', '…', [{ label: 'A', value: '0' }]),
  ...buttonRows(
    ...[
      'gone:away',
      'topic:show:docker:gone',
      'topic:picture:docker:gone',
      'topic:picture:docker:bind-mounts',
      'quiz:topic:docker:gone',
      'quiz:domain:docker:gone',
      'quiz:answer:gone:0:0',
      'exam:begin:docker:gone:-',
      'exam:go:gone',
      'exam:subject:docker:-',
      'quiz:subject:pack/gone:5:-:me',
      'quiz:subject:pack/docker:5:-:me',
      'review:answer:999999:0',
      'daily:answer:999999:0',
      'daily:explain:999999',
      'round:answer:gone:0:0',
    ].map((customId) => button('…', customId)),
  ),
];

let hall: Hall;
let walk: Walk;
let content: Content;
let channel: string;
let organiser: string;
let ada: string;
let ben: string;
let chidi: string;
/** what goes on, for the report of what is strange */
let step = '';
const strange: string[] = [];

beforeAll(async () => {
  hall = await openHall({ drawing: (drawing) => drawnBy(drawing).forEach(check) });
  const { world, demo } = hall.discord;
  ({ channel, organiser } = demo);
  [ada, ben, chidi] = demo.members as [string, string, string];
  for (const id of [organiser, ada, ben, chidi]) world.setLocale(id, PSEUDO as Locale);
  for (const id of [demo.guild, demo.otherGuild]) world.setGuildLocale(id, PSEUDO as Locale);
  const { db, catalogue } = hall.bot.app;
  const examples = listCommands(catalogue.manifests).flatMap(({ data, example }) => [data.name, example]);
  const offered = [...suggestTimeZones('Berlin'), ...likelyZones(PSEUDO)];
  const zones = offered.map(({ name }) => name);
  content = readContent(db, [...TYPED, ...examples, ...zones.flatMap((name) => name.split(/, | · /))]);
  walk = startWalk(textsFor(db));
  hall.discord.on('request', (request) => {
    const { refusal } = request;
    // What was refused is on nobody's screen.
    if (refusal) {
      if (!FORBIDDEN.includes(refusal.code)) strange.push(`${step}: refused: ${JSON.stringify(request.response)}`);
    } else if (!request.template.endsWith('/commands')) shownBy(request).forEach(check);
  });
});
afterAll(() => hall.close());

function check({ place, text }: Shown): void {
  for (const part of content.strangeIn(withoutMarked(text))) {
    strange.push(`${step}: ${place}: ${JSON.stringify(part)} in ${JSON.stringify(text)}`);
  }
}

/** Nothing typed, nonsense, a slip, and a right answer. */
function textsFor(db: Hall['bot']['app']['db']) {
  const rows = db.$client
    .prepare<[], string>("select content from question_revision where json_extract(content, '$.kind') = 'command'")
    .pluck()
    .all();
  const known = rows.map((row) => JSON.parse(row) as { prompt: string; typed: { answers: string[] } });
  return (question: string): string[] => {
    const found = known.find(({ prompt }) => question.includes(JSON.stringify(prompt).slice(1, -1)));
    return ['   ', 'docker', 'docker run --frobnicate x', 'zzqx vvk', found?.typed.answers[0] ?? 'docker ps'];
  };
}

const demo = () => hall.discord.demo;
const as = (userId: string) => hall.discord.as(userId);

async function run(
  userId: string,
  name: string,
  values = {},
  { presses = 0, where = channel, may }: { presses?: number; where?: string; may?: (action: string) => boolean } = {},
): Promise<APIMessage | undefined> {
  step = `/${name} ${JSON.stringify(values)}`;
  return walk.follow(as(userId), await as(userId).slash(where, name, values), presses, may);
}

const only =
  (...actions: string[]) =>
  (action: string) =>
    actions.includes(action);
const not =
  (...actions: string[]) =>
  (action: string) =>
    !actions.includes(action);

/** Uses the first control of an action that a message has. */
async function useOne(userId: string, message: APIMessage | undefined, action: string): Promise<void> {
  const found = controls(message).find(({ custom_id: id = '' }) => actionOf(id) === action)?.custom_id;
  if (!message || found === undefined) throw new Error(`${step}: there is no ${action}`);
  await walk.use(as(userId), message, found);
}

/** Uses everything that a message offers, links aside. */
async function useAll(userId: string, message: APIMessage): Promise<void> {
  for (const { custom_id: customId } of controls(message)) {
    if (customId !== undefined) await walk.use(as(userId), message, customId);
  }
}

/** Moves the clock on to the next time that this hour begins, in UTC. */
function advanceTo(hour: number): void {
  const { now } = hall.bot.app;
  hall.advance(DAY - ((now() - hour * HOUR) % DAY));
}

async function type(userId: string, name: string, option: string, texts: readonly string[], values = {}) {
  for (const text of texts) {
    step = `typing ${JSON.stringify(text)} into ${option} of /${name}`;
    await as(userId).autocomplete(channel, name, { ...values, [option]: text }, option);
  }
}

function expectNothingStrange() {
  expect(strange.splice(0)).toEqual([]);
}

describe('in the pseudo-language', () => {
  it('are the descriptions of all commands, options and choices', () => {
    step = 'the list of commands';
    for (const command of hall.discord.world.commands.values()) describedBy(command, PSEUDO).forEach(check);
    expectNothingStrange();
  });

  it('is /help', async () => {
    await run(ada, 'help');
    await run(ada, 'help', {}, { where: as(ada).openDm() });
    expectNothingStrange();
  });

  it('is /docker, with its errors', async () => {
    await run(ada, 'docker', { topic: 'bridge-network' }, { presses: 12 });
    await run(ada, 'docker', { topic: 'bridge-network', private: true }, { presses: 12 });
    for (const topic of ['netwrok', 'zzqx vvk', 'image', FAR_OFF]) await run(ada, 'docker', { topic }, { presses: 6 });
    await type(ada, 'docker', 'topic', ['', 'net', 'zzqx vvk']);
    expectNothingStrange();
  });

  it('are the commands in the menu of a message, with their errors', async () => {
    const texts = ['what is a bind mount', 'zzqx vvk', 'netwrok bridge', 'https://example.org'];
    for (const name of ['Explain this', 'Quiz me on this']) {
      for (const text of texts) {
        step = `"${name}" on ${JSON.stringify(text)}`;
        const message = await as(ada).useOn(as(ben).say(channel, text), name);
        await walk.follow(as(ada), message, name === 'Explain this' ? 8 : 1);
      }
    }
    expectNothingStrange();
  });

  it('is /quiz, alone and before a channel, in a server and in a direct message', async () => {
    await run(ada, 'quiz', { questions: 10 }, { presses: 60 });
    await run(ada, 'quiz', { questions: 10, private: false, difficulty: 'applying' }, { presses: 60 });
    await run(ben, 'quiz', { questions: 10, difficulty: 'recall' }, { presses: 40, where: as(ben).openDm() });
    // Twice, so that some answers are right, and right once more.
    for (const topic of [...kinds(), ...kinds()])
      await run(
        ben,
        'quiz',
        { topic, questions: 10 },
        { presses: 45, may: only('quiz:answer', 'quiz:choose', 'quiz:type', 'quiz:next') },
      );
    for (const topic of ['zzqx vvk', FAR_OFF]) await run(ada, 'quiz', { topic });
    await run(ada, 'quiz', { topic: 'netwrok' });
    await type(ada, 'quiz', 'topic', ['', 'net', 'zzqx vvk']);
    expectNothingStrange();
  });

  it('is /exam, from its offer to its result, and what is wrong with what was asked', async () => {
    await run(ada, 'exam resume');
    await run(ada, 'exam result');
    await run(ada, 'exam result', { which: 'zzqx vvk' });
    await run(chidi, 'exam start', { domain: 'zzqx vvk' });
    const offer = await run(chidi, 'exam start', { domain: 'networking' });
    await useOne(chidi, offer, 'exam:begin');
    await useOne(chidi, offer, 'exam:begin');
    await run(chidi, 'exam result');
    await run(chidi, 'exam start');
    const running = await run(chidi, 'exam resume');
    for (const action of ['exam:leave', 'exam:go']) await useOne(chidi, as(chidi).message(running!), action);
    await run(chidi, 'exam resume', {}, { presses: 3, may: not('exam:leave') });
    await useAll(chidi, running!);
    await run(chidi, 'exam resume', {}, { presses: 30, may: not('exam:leave') });
    await run(chidi, 'exam result', {}, { presses: 20, may: only('exam:miss') });
    const whole = { presses: 90, may: not('exam:hand', ...LEADING_AWAY) };
    await run(ada, 'exam start', {}, whole);
    await run(ada, 'exam resume', {}, whole);
    await run(ada, 'exam start', { length: 'short' }, { presses: 20 });
    await run(ada, 'exam start', { length: 'short' }, { presses: 60, may: not('exam:hand') });
    await run(ada, 'exam resume', {}, { presses: 60 });
    await run(ada, 'exam result', {}, { presses: 10 });
    await run(ada, 'exam result', { which: 'zzqx vvk' });
    await type(ada, 'exam start', 'domain', ['', 'net']);
    await type(ada, 'exam result', 'which', ['', '2026']);
    // One whose time runs out.
    await run(ben, 'exam start', { length: 'short' }, { presses: 6 });
    await run(ben, 'exam result');
    hall.advance(3 * HOUR);
    await closeOverdueExams(hall.bot.app, hall.bot.app.now());
    await run(ben, 'exam resume', {}, { presses: 20, may: only('exam:miss') });
    await run(ben, 'exam result', {}, { presses: 10 });
    await run(ben, 'exam start', {}, { presses: 4 });
    expectNothingStrange();
  });

  it('is /review, with its settings and its reminder', async () => {
    await run(chidi, 'review start');
    hall.advance(DAY);
    await run(ada, 'review start', {}, { presses: 80 });
    await run(ben, 'review start', {}, { presses: 60, may: not('review:stop', ...LEADING_AWAY) });
    await run(ben, 'review start', {}, { presses: 60, where: as(ben).openDm() });
    await run(ada, 'review settings');
    await run(ada, 'review settings', { 'new-per-day': 3 });
    await run(ada, 'review settings', { 'new-per-day': 0 });
    for (const values of [{}, { time: 'sometime' }, { time: '18:30', timezone: 'Nowhere' }, { off: true }])
      await run(ada, 'review remind', values);
    await run(ada, 'review settings', { 'new-per-day': 10 });
    await run(ada, 'review remind', { time: '18:30', timezone: 'Europe/Berlin' });
    await type(ada, 'review remind', 'timezone', ['', 'Berlin']);
    step = 'the reminder';
    advanceTo(18);
    await sendReminders(hall.bot.app);
    await useAll(ada, as(ada).messages(as(ada).openDm()).at(-1)!);
    await run(ada, 'review remind', { time: '18:30', timezone: 'Europe/Berlin' });
    step = 'a reminder that did not arrive';
    hall.discord.world.setDmsOpen(ada, false);
    advanceTo(18);
    await sendReminders(hall.bot.app);
    hall.discord.world.setDmsOpen(ada, true);
    await run(ada, 'review start');
    expectNothingStrange();
  });

  it('is /profile, of oneself and of others', async () => {
    await run(ada, 'profile', {}, { presses: 6 });
    await run(ada, 'profile', { private: false });
    await run(ada, 'profile', { member: ben });
    await run(ada, 'profile', { member: organiser });
    await run(organiser, 'profile');
    await run(ben, 'profile', {}, { presses: 6, where: as(ben).openDm() });
    await run(ben, 'profile', { member: ada }, { where: as(ben).openDm() });
    expectNothingStrange();
  });

  it('is /round, for its host and for those who play', async () => {
    const { world, demo } = hall.discord;
    const { app } = hall.bot;
    const after = async (ms: number) => {
      hall.advance(ms);
      await goOn(app);
    };
    const last = () =>
      as(chidi)
        .messages(channel)
        .findLast(({ author, flags }) => author.bot && !((flags ?? 0) & 64))!;
    await run(ada, 'round start', {}, { where: as(ada).openDm() });
    await run(ada, 'round start', { topic: 'zzqx vvk' });
    await run(ada, 'round start', { topic: 'domain/docker/networking' }, { where: demo.closedChannel });
    await run(ada, 'round stop');
    await type(ada, 'round start', 'topic', ['', 'net']);
    for (const options of [{ discuss: true }, { mode: 'race', teams: 2 }]) {
      const lobby = await run(ada, 'round start', { questions: 3, ...options });
      await run(ben, 'round start');
      await run(ben, 'round stop');
      for (const member of [ben, ben, chidi]) await useAll(member, lobby!);
      await useAll(ada, lobby!);
      for (let question = 0; question < 3; question++) {
        await after(LOBBY_MS);
        step = `question ${question + 1} of a round`;
        await walk.follow(
          as(ada),
          { status: 'replied', latest: () => last() } as never,
          8,
          only('round:answer', 'round:sure'),
        );
        for (const [index, member] of [ada, ben, chidi].entries()) {
          answerAs(app, channel, member, index > question);
          if (question === 1) break;
        }
        await showRoundCount(app, findRoundIn(app.db, channel)!.id);
        for (const ms of [GRACE_MS, DISCUSSION_MS, DISCUSSION_MS]) {
          await after(ms);
          const told = last();
          if (controls(told).some(({ custom_id: id }) => id?.startsWith('round:go'))) {
            await useAll(ben, told);
            break;
          }
        }
      }
      await after(PAUSE_MS);
      await after(PAUSE_MS);
      step = 'the end of a round';
      await useAll(ben, last());
      await run(ben, 'round stop');
      await goOn(app);
    }
    // Nobody is there; and the bot may no longer write.
    await run(ada, 'round start', { questions: 3 });
    for (let quiet = 0; quiet < 5; quiet++) await after(DISCUSSION_MS);
    await run(ada, 'round start', { questions: 3 });
    world.setOverwrite(channel, hall.discord.botUserId, { deny: PermissionFlagsBits.SendMessages });
    await after(LOBBY_MS);
    world.setOverwrite(channel, hall.discord.botUserId, {});
    expectNothingStrange();
  });

  it('is /leaderboard', async () => {
    const { world, demo } = hall.discord;
    for (let index = 0; index < 11; index++) {
      const member = world.addUser(`Member ${index}`);
      world.addMember(demo.guild, member);
      hall.bot.app.db.$client
        .prepare("insert into points_total (guild_id, period, subject, user_id, points) values (?, 'all', 'all', ?, ?)")
        .run(demo.guild, member, index + 1);
    }
    for (const period of ['today', 'week', 'month', 'all']) await run(ada, 'leaderboard', { period }, { presses: 4 });
    await run(ada, 'leaderboard', { topic: 'domain/docker/security' });
    await run(ada, 'leaderboard', { topic: 'zzqx vvk' });
    await run(ada, 'leaderboard', {}, { where: demo.otherChannel });
    await type(ada, 'leaderboard', 'topic', ['', 'net']);
    expectNothingStrange();
  });

  it('is /daily, for its organiser and for those who answer', async () => {
    const { world, demo } = hall.discord;
    for (const name of ['status', 'pause', 'resume', 'now']) await run(organiser, `daily ${name}`);
    await run(organiser, 'daily pin', { question: 'zzqx vvk' });
    const good = { channel, time: '14:30', timezone: 'Europe/Berlin' };
    const wrong = [{ time: 'sometime' }, { timezone: 'Nowhere' }, { days: 'never' }, { reveal: 'never' }];
    const refused = [{ topic: 'zzqx vvk' }, { role: demo.guild }, { channel: demo.closedChannel }];
    const silent = world.addRole(demo.guild, 'Silent', 0n, { mentionable: false });
    for (const values of [...wrong, ...refused, { role: silent }])
      await run(organiser, 'daily setup', { ...good, ...values });
    await fillInForms();
    await run(organiser, 'daily setup', { ...good, days: 'weekends', reveal: '3 hours', answers: 'final' });
    await run(organiser, 'daily setup', { ...good, topic: 'domain/docker/networking', role: demo.role, thread: true });
    for (const [option, texts] of Object.entries({
      timezone: ['', 'Berlin'],
      days: ['', 'week', 'Mon', 'never'],
      topic: ['', 'net'],
      reveal: ['', '3 h', 'never'],
    }))
      await type(organiser, 'daily setup', option, texts);
    await type(organiser, 'daily pin', 'question', ['', 'net', 'zzqx vvk']);
    const [, question] = await as(organiser).autocomplete(channel, 'daily pin', { question: 'net' }, 'question');
    await run(organiser, 'daily pin', { question: String(question?.value) });
    await run(organiser, 'daily status');
    await run(organiser, 'daily pin', { question: 'nothing' });
    await run(organiser, 'daily status');
    for (const answers of ['sealed', 'final']) await daily(answers);
    for (const name of ['now', 'pause', 'status', 'pause', 'now', 'resume', 'resume', 'status'])
      await run(organiser, `daily ${name}`);
    // The bot may no longer write.
    world.setOverwrite(channel, hall.discord.botUserId, { deny: PermissionFlagsBits.SendMessages });
    step = 'a question that cannot be posted';
    advanceTo(14);
    await tick(hall.bot.app);
    await run(organiser, 'daily status', {}, { where: demo.otherChannel });
    world.setOverwrite(channel, hall.discord.botUserId, {});
    await run(organiser, 'daily status');
    await run(organiser, 'daily now');
    expectNothingStrange();
  });

  /** The form of /daily setup, with what is wrong in it and what is asked after it, and a trial. */
  async function fillInForms() {
    const { modal } = await as(organiser).slash(channel, 'daily setup');
    step = 'the form of /daily setup';
    const wrong = await as(organiser).submit(modal!, { channel: [channel], time: '99 Nowhere' });
    const back = await as(organiser).press(wrong.message!, 'daily:form:draft');
    const asked = await as(organiser).submit(back.modal!, { time: '14:30 Nowhere' });
    const { modal: city } = await as(organiser).press(asked.message!, 'daily:city');
    const again = await as(organiser).submit(city!, { text: 'Nowhere' });
    const unknown = await as(organiser).press(again.message!, 'daily:form:draft');
    await as(organiser).submit(unknown.modal!, { channel: [channel], time: '14:30' });
    await run(organiser, 'daily setup', { channel, time: '14:30' });
    const set = await run(organiser, 'daily setup', { channel, time: '14:30', timezone: 'Helsinki' });
    await run(organiser, 'daily setup', { time: '15:00', days: 'weekdays', role: demo().role, thread: true });
    await run(organiser, 'daily setup', { time: '15:00' });
    step = 'a trial of the question of the day';
    await useAll(organiser, (await walk.use(as(organiser), set!, 'daily:trial'))!);
    step = 'what /daily setup offers where something is wrong';
    for (const values of [{ topic: 'zzqx vvk' }, { timezone: 'Nowhere' }])
      await useAll(organiser, (await run(organiser, 'daily setup', values))!);
  }

  async function daily(answers: string) {
    const values = { channel, time: '14:30', timezone: 'Europe/Berlin', reveal: '4 hours', thread: true, answers };
    await run(organiser, 'daily setup', { ...values, days: 'every day', topic: 'all' });
    step = `a question of the day (${answers})`;
    advanceTo(14);
    await tick(hall.bot.app);
    await run(organiser, 'daily status');
    step = `answering a question of the day (${answers})`;
    const question = as(ada)
      .messages(channel)
      .findLast((message) => controls(message)[0]?.custom_id?.startsWith('daily:answer:'))!;
    await useAll(ada, question);
    for (const [index, member] of [ada, ben, chidi, ada].entries()) {
      const answers = controls(question);
      await walk.use(as(member), question, answers[index % answers.length]!.custom_id!);
    }
    await showCount(hall.bot.app, 1);
    step = `the answer of the day (${answers})`;
    hall.advance(5 * HOUR);
    await tick(hall.bot.app);
    await useAll(chidi, as(ada).message(question)!);
    await useAll(organiser, as(ada).message(question)!);
    await useAll(organiser, question);
    await run(organiser, 'daily status');
  }

  it('is the answer to a press that comes too late, and to one of somebody else', async () => {
    for (const [action, { message, customId }] of walk.met) {
      for (const userId of [ada, chidi]) {
        step = `${action} pressed by ${userId === ada ? 'its member, late' : 'somebody else'}`;
        hall.discord.whisper(userId, channel, { content: '…', components: message.components });
        const own = as(userId).messages(channel).at(-1)!;
        await walk.use(as(userId), own, customId);
      }
    }
    step = 'a command that the bot no longer has';
    const { world } = hall.discord;
    const known = [...world.commands.values()].find(({ name }) => name === 'help')!;
    world.commands.set('1', { ...known, id: '1', name: 'gone' });
    await walk.follow(as(ada), await as(ada).slash(channel, 'gone'), 0);
    world.commands.delete('1');
    step = 'controls that the bot no longer makes';
    hall.discord.whisper(ada, channel, { content: '…', components: OLD_CONTROLS });
    await useAll(ada, as(ada).messages(channel).at(-1)!);
    expectNothingStrange();
  });

  it('was everything that can be pressed', () => {
    const actions = listCommands(hall.bot.app.catalogue.manifests).flatMap(({ components }) =>
      Object.keys(components?.actions ?? {}).map((action) => `${components?.feature}:${action}`),
    );
    expect(actions.filter((action) => !walk.used.has(action))).toEqual([]);
  });
});

/** For each kind of question a topic that has some. */
function kinds(): string[] {
  return hall.bot.app.db.$client
    .prepare<[], string>(
      `select 'topic/' || t.pack_id || '/' || t.slug
       from question q join topic t on t.id = q.topic_id
       join question_revision r on r.question_key = q.key and r.revision = q.revision
       group by json_extract(r.content, '$.kind')`,
    )
    .pluck()
    .all();
}
