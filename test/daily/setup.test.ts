/** /daily setup in a form: what it asks, what it keeps, and what it changes. */
import { ComponentType } from 'discord-api-types/v10';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Form, Reply, Sheet } from '../../src/message.ts';
import { likelyZones } from '../../src/daily/setup/likely-zones.ts';
import { findDraft, saveDraft } from '../../src/daily/store/draft.ts';
import { findSchedule } from '../../src/daily/store/schedule.ts';
import { parseTimeAndCity } from '../../src/daily/time-of-day.ts';
import { toModal } from '../../src/discord/payload.ts';
import { findTimeZone } from '../../src/guild/store.ts';
import { checkRequests, openApiPresent } from '../helpers/discord-openapi.ts';
import { CHANNEL, GUILD, type TestApp, commandInput, createTestApp } from '../helpers/app.ts';
import { controls, idOf, labels, press, words } from '../helpers/commands.ts';
import { daily } from '../../commands/daily/index.ts';
import { DAY, FIRST_DUE, deliveries, runDaily, schedule } from '../helpers/daily.ts';
import { countRows } from '../helpers/rows.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});

const FILLED = { channel: [CHANNEL], time: ['9:00 Berlin'], days: ['mon', 'wed'], role: [], reveal: ['4 hours'] };
const fill = (fields: Record<string, string[]> = {}, rest = {}) =>
  press(app, 'daily:fill', { fields: { ...FILLED, ...fields }, onPrivateMessage: false, ...rest });
const setUpWith = (options: Record<string, string>, rest = {}) =>
  daily.execute(commandInput(options, { subcommand: 'setup', ...rest }), app);
const sheet = (reply: Reply): Sheet => {
  if (!reply.form || !('fields' in reply.form)) throw new Error('there is no form');
  return reply.form;
};
/** What a form holds, by field: its text, or what is chosen. */
const held = (reply: Reply) =>
  Object.fromEntries(
    sheet(reply).fields.map(({ component }): [string, string | string[] | undefined] => {
      if (component.type === ComponentType.TextInput) return [component.custom_id, component.value];
      if ('default_values' in component) return [component.custom_id, component.default_values?.map(({ id }) => id)];
      if (!('options' in component)) return [component.custom_id, undefined];
      const chosen = component.options.filter((option) => option.default).map(({ value }) => value);
      return [component.custom_id, chosen];
    }),
  );

describe('the form', () => {
  it('opens without options, and has everything in it that is usual', async () => {
    const reply = await runDaily(app, 'setup');
    expect(held(reply)).toEqual({
      channel: undefined,
      time: undefined,
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
      role: undefined,
      reveal: ['with the next question'],
    });
    expect(JSON.stringify(sheet(reply).fields[1])).toContain('Add your city');
  });

  it('opens with what is set already', async () => {
    schedule(app, { days: 0b0000101, roleId: '3000', revealAfterHours: 30 });
    const reply = await runDaily(app, 'setup');
    expect(held(reply)).toEqual({
      channel: [CHANNEL],
      time: '09:00',
      days: ['mon', 'wed'],
      role: ['3000'],
      reveal: ['30 hours'],
    });
    expect(JSON.stringify(sheet(reply).fields[1])).toContain('By the clock of Europe/Berlin');
  });

  it('opens with what was given, where that does not do for a first time', async () => {
    const reply = await setUpWith({ time: '18:30', topic: 'branch' });
    expect(held(reply)).toMatchObject({ channel: undefined, time: '18:30' });
    await fill({ time: ['18:30 Berlin'] });
    expect(findSchedule(app.db, GUILD)).toMatchObject({ time: '18:30', subject: 'topic/git/branch' });
  });

  it('sets everything that is in it, and the zone of the city', async () => {
    const reply = await fill({ role: ['3000'] });
    expect(words(reply)).toMatch(
      /^All set: the question of the day\n\*\*Where:\*\* <#2000>\n\*\*When:\*\* Mon, Wed at 09:00/,
    );
    expect(findSchedule(app.db, GUILD)).toMatchObject({
      channelId: CHANNEL,
      time: '09:00',
      days: 0b0000101,
      roleId: '3000',
      revealAfterHours: 4,
    });
    expect(findTimeZone(app.db, GUILD)).toBe('Europe/Berlin');
    expect(countRows(app.db, 'daily_draft')).toBe(0);
  });

  it('changes only what was changed in it, also from a role to nobody', async () => {
    schedule(app, { subject: 'topic/git/branch', roleId: '3000', locksAnswers: true, opensThread: true });
    const open = held(await runDaily(app, 'setup')) as Record<string, string[]>;
    const reply = await fill({ ...open, time: ['09:00'], role: [] });
    expect(words(reply).split('\n').slice(0, 3)).toEqual([
      'Changed: the question of the day',
      '**Pings:** <@&3000> → now nobody',
      '',
    ]);
    expect(findSchedule(app.db, GUILD)).toMatchObject({
      subject: 'topic/git/branch',
      roleId: null,
      locksAnswers: true,
      opensThread: true,
      revealAfterHours: null,
    });
  });

  it('comes back as it was filled in, where one thing is wrong, with what to do about it', async () => {
    const reply = await fill({ time: ['25:99'], role: ['3000'] });
    expect(words(reply)).toMatch(/^Not set yet\n⚠️ `25:99` is not a time of day\. [^⚠]*Nothing is changed yet\./);
    expect(findSchedule(app.db, GUILD)).toBeUndefined();
    const back = await press(app, idOf(reply, 'Open the form'));
    expect(held(back)).toEqual({
      channel: [CHANNEL],
      time: '25:99',
      days: ['mon', 'wed'],
      role: ['3000'],
      reveal: ['4 hours'],
    });
  });

  it('comes back after a wrong option, without losing what stands in none of its fields', async () => {
    const reply = await setUpWith({
      channel: CHANNEL,
      time: '9:00 Berlin',
      days: 'never',
      topic: 'branch',
      answers: 'final',
    });
    expect(words(reply)).toContain('`never`');
    await press(app, idOf(reply, 'Open the form'));
    await fill({ days: ['sat'] });
    expect(findSchedule(app.db, GUILD)).toMatchObject({
      days: 0b0100000,
      subject: 'topic/git/branch',
      locksAnswers: true,
    });
  });

  it('says of each thing that is wrong what it is', async () => {
    app.messenger.missing = ['SendMessages'];
    const reply = words(await fill({ time: ['never Berlin'] }));
    expect(reply.match(/⚠️/g)).toHaveLength(2);
    expect(reply).toContain('I may not post in <#2000> yet.');
    expect(reply).toContain('`never Berlin` is not a time of day.');
  });

  it('opened from the status forgets what somebody had left half done', async () => {
    schedule(app);
    await fill({ time: ['25:99'] });
    const status = await runDaily(app, 'status');
    expect(labels(status)).toEqual(['Try it now', 'Change settings']);
    expect(held(await press(app, idOf(status, 'Change settings')))).toMatchObject({ time: '09:00' });
    expect(findDraft(app.db, GUILD, 'ada')).toBeUndefined();
  });

  it.skipIf(!openApiPresent)('is one that Discord’s description has nothing against', async () => {
    schedule(app, { roleId: '300000000000000000', channelId: '200000000000000000' });
    for (const reply of [await runDaily(app, 'setup'), await press(app, 'daily:city')]) {
      const body = { type: 9, data: toModal(reply.form as Form | Sheet) };
      const path = '/interactions/1500000000000000001/token/callback';
      expect(checkRequests([{ method: 'POST', path, body }])).toEqual([]);
    }
  });
});

describe('the clock of a server that has none yet', () => {
  it('is asked, never taken for UTC, and then everything else is set as it was filled in', async () => {
    const reply = await fill({ time: ['9:00'] }, { guildLocale: 'de' });
    expect(words(reply)).toMatch(/^Whose clock\?\n`09:00` by which clock\?/);
    expect(findSchedule(app.db, GUILD)).toBeUndefined();
    const [menu] = controls(reply);
    const [first] = menu?.options ?? [];
    expect(first).toMatchObject({ value: 'Europe/Berlin', description: '13:00 now' });
    const done = await press(app, menu?.custom_id ?? '', { values: ['Europe/Berlin'] });
    expect(done).toMatchObject({ update: true });
    expect(words(done)).toContain('**When:** Mon, Wed at 09:00, Europe/Berlin');
    expect(findTimeZone(app.db, GUILD)).toBe('Europe/Berlin');
  });

  it('is asked after options as well, and may be UTC when that is chosen', async () => {
    const reply = await setUpWith({ channel: CHANNEL, time: '9:00' });
    expect(words(reply)).toContain('by which clock?');
    await press(app, 'daily:clock', { values: ['UTC'] });
    expect(words(await runDaily(app, 'status'))).toContain('every day at 09:00, UTC');
    expect(words(await runDaily(app, 'setup', { time: '10:00' }))).toContain('**Time:** 09:00 → now 10:00');
  });

  it('can be typed; what is no city is asked again, and nothing is lost', async () => {
    const asked = await fill({ time: ['9:00'] });
    const { form } = await press(app, idOf(asked, 'Another city'));
    expect(form).toMatchObject({ customId: 'daily:clock' });
    const again = await press(app, 'daily:clock', { values: ['Nowhere'] });
    expect(words(again)).toContain('`Nowhere` is not a time zone that I know.');
    expect(labels(again)).toEqual([undefined, 'Open the form', 'Another city']);
    expect(words(await press(app, 'daily:clock', { values: ['osaka'] }))).toContain('Asia/Tokyo');
    expect(findSchedule(app.db, GUILD)).toMatchObject({ time: '09:00', days: 0b0000101, revealAfterHours: 4 });
  });

  it('is asked again where the city beside the time is none', async () => {
    const reply = await fill({ time: ['9:00 Nowhere'] });
    expect(words(reply)).toContain('`Nowhere` is not a time zone');
    expect(words(await press(app, 'daily:clock', { values: ['Europe/Berlin'] }))).toContain('at 09:00, Europe/Berlin');
  });

  it.each([
    ['de', 'Europe/Berlin'],
    ['pt-BR', 'America/Sao_Paulo'],
    ['ja', 'Asia/Tokyo'],
    ['en-US', 'America/New_York'],
    ['xx', 'Pacific/Pago_Pago'],
  ])('is offered for %s from %s on', (locale, first) => {
    const zones = likelyZones(locale).map(({ value }) => value);
    if (locale !== 'xx') expect(zones[0]).toBe(first);
    expect(zones).toContain('UTC');
    expect(new Set(zones).size).toBe(zones.length);
    expect(zones.length).toBeLessThanOrEqual(25);
  });

  it.each([
    ['9:00', '09:00', undefined],
    ['09:00 Berlin', '09:00', 'Berlin'],
    ['6:30pm New York', '18:30', 'New York'],
    ['6 pm, in Kyoto', '18:00', 'Kyoto'],
    ['noon America/Lima', '12:00', 'America/Lima'],
    ['9 Amsterdam', '09:00', 'Amsterdam'],
    ['18h30 Paris', '18:30', 'Paris'],
  ])('in %j is read as %s and %s', (text, time, city) => {
    expect(parseTimeAndCity(text)).toEqual({ time, city });
  });
});

describe('a topic that does not exist', () => {
  it('is chosen from a menu, and everything else is kept', async () => {
    const reply = await setUpWith({ channel: CHANNEL, time: '9:00', timezone: 'Berlin', topic: 'zebra' });
    const [menu] = controls(reply);
    expect(menu?.custom_id).toBe('daily:topic');
    expect(words(await press(app, 'daily:topic', { values: ['topic/git/branch'] }))).toContain('**About:** Branches');
  });
});

describe('a draft', () => {
  it('belongs to one organiser of one server, and is forgotten after a day', async () => {
    saveDraft(app.db, GUILD, 'ada', { time: '9' }, app.now());
    expect(findDraft(app.db, GUILD, 'ben')).toBeUndefined();
    expect(findDraft(app.db, '1001', 'ada')).toBeUndefined();
    saveDraft(app.db, GUILD, 'ben', { time: '8' }, app.now() + DAY + 1);
    expect(findDraft(app.db, GUILD, 'ada')).toBeUndefined();
    expect(findDraft(app.db, GUILD, 'ben')).toEqual({ time: '8' });
  });
});

describe('trying it', () => {
  const tryIt = () => press(app, 'daily:trial');

  it('shows one to its organiser alone, pings nobody, and is counted nowhere', async () => {
    schedule(app, { roleId: '3000' });
    const trial = await tryIt();
    expect(trial).toMatchObject({ private: true });
    expect(trial.pingRoleId).toBeUndefined();
    expect(words(trial)).toMatch(
      /^_Only you see this, and it counts nowhere\. In <#2000> it will look like this:_\n<@&3000>\nQuestion of the day\n/,
    );
    const answered = await press(app, controls(trial)[0]?.custom_id ?? '', { values: [] });
    expect(answered).toMatchObject({ update: true });
    expect(words(answered)).toMatch(/^(✅ Right!|❌ Not right)\n_A trial: this counts nowhere\._\n/);
    expect(app.sent).toEqual([]);
    expect([deliveries(app).length, countRows(app.db, 'answer'), countRows(app.db, 'daily_answer')]).toEqual([0, 0, 0]);
    app.setNow(FIRST_DUE);
  });

  it('takes an answer of any kind', async () => {
    schedule(app);
    const seen = new Set<string>();
    for (let turn = 0; turn < 60; turn++) {
      let reply = await tryIt();
      for (let presses = 0; presses < 8 && !words(reply).includes('A trial'); presses++) {
        const open = controls(reply).filter(({ disabled, label }) => !disabled && label !== 'Undo');
        const control = open.find(({ custom_id: id }) => id?.startsWith('daily:try:'));
        seen.add(control?.options ? 'menu' : presses > 0 ? 'several' : 'button');
        const values = control?.options ? [control.options[0]?.value ?? ''] : [];
        reply = await press(app, control?.custom_id ?? '', { values });
      }
      expect(words(reply)).toContain('A trial: this counts nowhere.');
    }
    expect(seen.has('button')).toBe(true);
  });

  it('is over once its question has changed', async () => {
    schedule(app);
    await expect(press(app, 'daily:try:1:9:0')).rejects.toThrow('This trial is over');
    await expect(press(app, 'daily:try:99999:01:0')).rejects.toThrow('This trial is over');
  });

  it('says so where there is nothing to ask', async () => {
    schedule(app);
    app.db.$client.exec('update question set retired_at = 1');
    await expect(tryIt()).rejects.toThrow('There is no question to show');
  });
});
