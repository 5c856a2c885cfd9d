import { beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/message.ts';
import { customId } from '../../src/components.ts';
import { UserError } from '../../src/errors.ts';
import { setTimeZone } from '../../src/guild/store.ts';
import { importPack } from '../../src/pack/import.ts';
import { countDue } from '../../src/review/due.ts';
import { deleteOldTurns } from '../../src/review/turn-store.ts';
import { GUILD, NOON, type TestApp, createTestApp } from '../helpers/app.ts';
import { controls, idOf, labels, press, run, suggest, words } from '../helpers/commands.ts';
import { copyPack } from '../helpers/packs.ts';
import { countRows, dump } from '../helpers/rows.ts';
import { followLog } from '../helpers/follow.ts';
import { DAY, HOUR, KEPT, cardOf, say } from '../review/history.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});

const start = (rest = {}) => run(app, 'review', {}, { subcommand: 'start', ...rest });
const settings = (newPerDay?: number) =>
  run(app, 'review', newPerDay === undefined ? {} : { 'new-per-day': newPerDay }, { subcommand: 'settings' });
const RIGHT = 'A snapshot of the whole project';
const log = () => countRows(app.db, 'answer');

/** Answers "What does a commit hold?" and says how sure. */
async function choose(asked: Reply, right = true): Promise<Reply> {
  const lines = [...words(asked).matchAll(/^\*\*([A-E])\.\*\* (.*)$/gm)];
  const line = lines.find(([, , text = '']) => (text === RIGHT) === right);
  return press(app, idOf(asked, line?.[1] ?? ''));
}
async function answer(asked: Reply, right = true, sure = 'Sure'): Promise<Reply> {
  return press(app, idOf(await choose(asked, right), sure));
}

describe('/review start', () => {
  it('asks what was got wrong, in private', async () => {
    say(app.db);
    const asked = await start();
    expect(asked.private).toBe(true);
    expect(words(asked)).toMatch(/^Review · 1 to go\n\*\*What does a commit hold\?\*\*\n/);
    expect(labels(asked)).toEqual(['A', 'B', 'C']);
  });

  it('says how hard a question is, and promises no points', async () => {
    say(app.db);
    const asked = await start();
    expect(asked.embeds?.[0]?.footer?.text).toBe('History · Easy');
    expect(words(await answer(asked))).not.toMatch(/point/i);
  });

  it('asks how sure the member was before it says whether they were right, and records nothing until then', async () => {
    say(app.db);
    const before = log();
    const sure = await choose(await start());
    expect(sure.update).toBe(true);
    expect(words(sure)).toMatch(/^How sure were you\?/);
    expect(words(sure)).toMatch(/Your answer\n\*\*[ABC]\*\*/);
    expect(words(sure)).not.toMatch(/✅|❌|Git stores the tree/);
    expect(labels(sure)).toEqual(['Guessing', 'Unsure', 'Sure']);
    expect(log()).toBe(before);
    const verdict = await press(app, idOf(sure, 'Sure'));
    expect(log()).toBe(before + 1);
    expect(verdict.update).toBe(true);
    expect(words(verdict)).toMatch(/^✅ Right!\n/);
    expect(words(verdict)).toContain('Git stores the tree as it is.');
    expect(labels(verdict)).toEqual(['Next', 'Undo', 'Read the topic', 'Stop']);
    const row = app.db.$client.prepare('select mode, source, confidence from answer order by id desc').get();
    expect(row).toEqual({ mode: 'review', source: 'review:1', confidence: 'sure' });
  });

  it.each([
    [true, 'Guessing', 2],
    [true, 'Unsure', 3],
    [true, 'Sure', 8],
    [false, 'Sure', 1],
  ])('says when it comes again: right %s and %s, in %d days', async (right, sure, days) => {
    say(app.db);
    const verdict = await answer(await start(), right, sure);
    const seconds = (NOON + days * DAY) / 1000;
    expect(words(verdict)).toContain(`Next time\nin ${days} ${days === 1 ? 'day' : 'days'} · <t:${seconds}:D>`);
    expect(cardOf(app.db)).toMatchObject({ due: NOON + days * DAY, reps: 1 });
  });

  it('asks the likeliest forgotten first and New ones after, until nothing is due', async () => {
    const at = NOON - 40 * DAY;
    say(app.db, { mode: 'review', question: 'branch-is', right: true, confidence: 'sure', at });
    say(app.db, { mode: 'review', question: 'push-refused', right: false, at });
    say(app.db, { question: 'commit-what' });
    let shown = await start();
    const prompts = [];
    for (let turn = 0; turn < 3; turn++) {
      prompts.push(/\*\*(.*?)\*\*/.exec(words(shown))?.[1]);
      expect(words(shown)).toContain(`Review · ${3 - turn} to go`);
      const [first] = controls(shown);
      const verdict = await press(app, idOf(await press(app, first?.custom_id ?? ''), 'Guessing'));
      shown = await press(app, idOf(verdict, 'Next'));
      expect(shown.update).toBe(true);
    }
    expect(prompts).toEqual([
      'A push is refused when the branch there has moved on.',
      'What does making a branch copy?',
      'What does a commit hold?',
    ]);
    expect(words(shown)).toContain('All caught up');
  });

  it('says that nothing is there, that nothing is due, and when the next one comes', async () => {
    expect(words(await start())).toContain('Nothing is here yet');
    say(app.db);
    await answer(await start(), true, 'Unsure');
    const idle = await start();
    expect(words(idle)).toContain(`The next question comes <t:${(NOON + 3 * DAY - 4 * HOUR) / 1000}:R>`);
    expect(labels(idle)).toEqual(['Start a quiz']);
    expect(words(await press(app, idOf(idle, 'Start a quiz')))).toContain('Question 1 of');
  });

  it('takes a question up to four hours early, and no more', async () => {
    say(app.db);
    await answer(await start(), false);
    app.setNow(NOON + DAY - 4 * HOUR - 1);
    expect(words(await start())).toContain('All caught up');
    app.advance(1);
    expect(words(await start())).toContain('Review · 1 to go');
  });

  it('goes on with the question that is open instead of putting another', async () => {
    say(app.db);
    const one = await start();
    const again = await start();
    expect(controls(again)).toEqual(controls(one));
    expect(countRows(app.db, 'review_turn')).toBe(1);
    await choose(again);
    expect(words(await start())).toMatch(/^How sure were you\?/);
  });

  it('puts the question anew on another day, in another server, or when it was answered elsewhere', async () => {
    say(app.db);
    await start();
    await start({ guildId: '1001' });
    expect(countRows(app.db, 'review_turn')).toBe(2);
    app.advance(DAY + 1);
    const asked = await start({ guildId: '1001' });
    expect(countRows(app.db, 'review_turn')).toBe(3);
    await answer(asked, false);
    app.advance(DAY);
    await start();
    say(app.db, { right: true, at: NOON + 2 * DAY + 1 });
    expect(words(await start())).toContain('All caught up');
  });

  it('counts the points in the server where it was asked', async () => {
    say(app.db);
    const asked = await start({ guildId: '1001' });
    await answer(asked);
    const points = app.db.$client.prepare('select guild_id from answer order by id desc').pluck().get();
    expect(points).toBe('1001');
  });

  it('takes several options from a menu, and shows the topic', async () => {
    say(app.db, { question: 'branch-facts' });
    const asked = await start();
    const [menu] = controls(asked);
    const values = (menu?.options ?? []).filter(({ label }) => !label.includes('own copy')).map(({ value }) => value);
    const sure = await press(app, menu?.custom_id ?? '', { values });
    expect(words(sure)).toMatch(/Your answer\n\*\*[ABC]\*\* \(It .+\) and \*\*[ABC]\*\* \(It .+\)\n/);
    const verdict = await press(app, idOf(sure, 'Unsure'));
    expect(words(verdict)).toMatch(/^✅ Right!\n/);
    expect(words(await press(app, idOf(verdict, 'Read the topic')))).toMatch(/^### Branches\n/);
  });

  it('is what the button "review:start" elsewhere does, as a private message', async () => {
    say(app.db);
    const reply = await press(app, customId('review', 'start'));
    expect(reply).toMatchObject({ private: true });
    expect(reply.update).toBeUndefined();
    expect(words(reply)).toContain('Review · 1 to go');
  });
});

describe('a second press', () => {
  it('on an option changes nothing: the first choice stands', async () => {
    say(app.db);
    const asked = await start();
    const first = await choose(asked, true);
    const second = await choose(asked, false);
    expect(words(second)).toBe(words(first));
    expect(words(await press(app, idOf(second, 'Sure')))).toContain('✅ Right!');
  });

  it('on how sure changes nothing and says what the first one earned', async () => {
    say(app.db);
    const sure = await choose(await start());
    await press(app, idOf(sure, 'Sure'));
    const before = dump(app.db, [...KEPT, 'review_turn']);
    const again = await press(app, idOf(sure, 'Guessing'));
    expect(again).toMatchObject({ private: true });
    expect(words(again)).toContain('your first answer counts');
    expect(words(again)).toContain('✅ Right!');
    expect(dump(app.db, [...KEPT, 'review_turn'])).toEqual(before);
  });

  it('on Next shows the same question', async () => {
    say(app.db);
    say(app.db, { question: 'push-refused', at: NOON + 1 });
    const verdict = await answer(await start());
    const one = await press(app, idOf(verdict, 'Next'));
    const two = await press(app, idOf(verdict, 'Next'));
    expect(two).toEqual(one);
    expect(countRows(app.db, 'review_turn')).toBe(2);
  });

  it('on Undo takes nothing more back', async () => {
    say(app.db);
    say(app.db, { question: 'push-refused', at: NOON + 1 });
    const verdict = await answer(await start());
    const one = await press(app, idOf(verdict, 'Undo'));
    const two = await press(app, idOf(verdict, 'Undo'));
    expect(two).toEqual(one);
    expect(countRows(app.db, 'answer_withdrawn')).toBe(1);
  });
});

describe('what is refused', () => {
  const refused = (work: () => Promise<unknown>) => expect(work).rejects.toThrow(UserError);

  it("is somebody else's press, on everything that holds a turn", async () => {
    say(app.db);
    const asked = await start();
    const before = dump(app.db, ['answer', 'review_turn']);
    for (const action of ['answer', 'choose', 'type', 'typed', 'sure', 'undo']) {
      const id = customId('review', action, 1, action === 'sure' ? 'sure' : 0);
      await expect(async () => press(app, id, { userId: 'ben', values: ['0'] })).rejects.toThrow('somebody else');
    }
    expect(dump(app.db, ['answer', 'review_turn'])).toEqual(before);
    expect(labels(asked)).toHaveLength(3);
  });

  it('is how sure without an answer, and an answer to what was asked before the present question', async () => {
    say(app.db);
    const old = await start();
    await expect(async () => press(app, customId('review', 'sure', 1, 'sure'))).rejects.toThrow('Answer the question');
    await start({ guildId: '1001' });
    await expect(async () => choose(old)).rejects.toThrow('from an earlier round');
  });

  it('is a turn that is too old, or never was', async () => {
    say(app.db);
    const old = await start();
    expect(deleteOldTurns(app.db, NOON + 1)).toBe(1);
    await expect(async () => choose(old)).rejects.toThrow('too old');
    await refused(() => press(app, customId('review', 'answer', 'x', 'y')));
  });

  it('is an answer to a question that left its pack meanwhile, which is asked no more', async () => {
    const pack = copyPack();
    await importPack(app.db, pack.folder, NOON);
    say(app.db);
    say(app.db, { question: 'push-refused', at: NOON + 1 });
    const asked = await start();
    pack.edit('questions/commit.yaml', '- id: commit-what', '- id: commit-other');
    expect(await importPack(app.db, pack.folder, NOON)).toMatchObject({ outcome: 'imported' });
    await expect(async () => choose(asked)).rejects.toThrow('taken out of its pack');
    expect(words(await start())).toContain('A push is refused');
    followLog(app.db);
    expect(countDue(app.db, 'ada', NOON)).toBe(1);
  });
});

describe('Undo', () => {
  it('leaves the scores and the card as if the answer had not been given, and asks again', async () => {
    say(app.db);
    followLog(app.db);
    const tables = KEPT.filter((table) => table !== 'answer');
    const before = dump(app.db, tables);
    const verdict = await answer(await start(), false);
    expect(dump(app.db, tables)).not.toEqual(before);
    const asked = await press(app, idOf(verdict, 'Undo'));
    expect(asked.update).toBe(true);
    expect(words(asked)).toContain('Taken back');
    expect(words(asked)).toContain('What does a commit hold?');
    expect(dump(app.db, tables)).toEqual(before);
    expect(words(await answer(asked))).toMatch(/^✅ Right!\n/);
  });

  it('is there within an hour, for the latest answer alone, and one step back', async () => {
    say(app.db);
    say(app.db, { question: 'push-refused', at: NOON + 1 });
    const first = await answer(await start());
    const second = await press(app, idOf(first, 'Next'));
    const last = await press(app, idOf(await press(app, idOf(second, 'True')), 'Sure'));
    await expect(async () => press(app, idOf(first, 'Undo'))).rejects.toThrow('Only your latest');
    app.advance(HOUR + 1);
    await expect(async () => press(app, idOf(last, 'Undo'))).rejects.toThrow('within an hour');
    app.advance(-1);
    await press(app, idOf(last, 'Undo'));
    await expect(async () => press(app, idOf(first, 'Undo'))).rejects.toThrow('Only your latest');
    expect(countRows(app.db, 'answer_withdrawn')).toBe(1);
  });

  it('leaves the buttons of the answer taken back without effect', async () => {
    say(app.db);
    const sure = await choose(await start());
    await press(app, idOf(await press(app, idOf(sure, 'Sure')), 'Undo'));
    await expect(async () => press(app, idOf(sure, 'Guessing'))).rejects.toThrow('You took this answer back');
  });
});

describe('Stop', () => {
  it('says what is left, and the review goes on by a button', async () => {
    say(app.db);
    say(app.db, { question: 'push-refused', at: NOON + 1 });
    const stopped = await press(app, idOf(await answer(await start()), 'Stop'));
    expect(stopped.update).toBe(true);
    expect(words(stopped)).toContain('**1 question** is still due');
    expect(words(await press(app, idOf(stopped, 'Go on')))).toContain('A push is refused');
  });
});

describe('new ones', () => {
  const QUESTIONS = ['commit-what', 'branch-is', 'push-refused'];
  beforeEach(() => {
    for (const question of QUESTIONS) say(app.db, { question });
    followLog(app.db);
  });
  const due = () => {
    app.following.catchUp();
    return countDue(app.db, 'ada', app.now(), GUILD);
  };
  async function answerAny(): Promise<Reply> {
    const [first] = controls(await start());
    return press(app, idOf(await press(app, first?.custom_id ?? ''), 'Guessing'));
  }

  it('are ten a day unless the member says otherwise', async () => {
    expect(words(await settings())).toContain('at most 10');
    expect(due()).toBe(3);
    expect(words(await settings(2))).toContain('at most 2');
    expect(due()).toBe(2);
    await settings(0);
    expect(due()).toBe(0);
    expect(words(await start())).toContain('**3 questions** are new and waiting: you let in none a day');
  });

  it('wait for the next day in the zone of the server when enough have come', async () => {
    // It is nine in the evening there.
    setTimeZone(app.db, GUILD, 'Asia/Tokyo');
    await settings(1);
    await answerAny();
    const idle = words(await start());
    expect(idle).toContain('**2 questions** are new and waiting for tomorrow: today you met your 1.');
    expect(idle).toContain(`<t:${(NOON + 3 * HOUR) / 1000}:R>`);
    app.setNow(NOON + 3 * HOUR - 1);
    expect(due()).toBe(0);
    app.advance(1);
    expect(due()).toBe(1);
  });

  it("go by the member's own zone before the server's", async () => {
    setTimeZone(app.db, GUILD, 'Asia/Tokyo');
    await run(app, 'review', { time: '18:30', timezone: 'UTC' }, { subcommand: 'remind' });
    await settings(1);
    await answerAny();
    app.setNow(NOON + 12 * HOUR - 1);
    expect(due()).toBe(0);
    app.advance(1);
    expect(due()).toBe(1);
  });

  it('count as met no more once their first review was taken back', async () => {
    await settings(1);
    const verdict = await answerAny();
    expect(due()).toBe(0);
    await press(app, idOf(verdict, 'Undo'));
    expect(due()).toBe(1);
  });
});

describe('/review', () => {
  it('offers time zones by city', async () => {
    expect(await suggest(app, 'review', 'timezone', 'mumb')).toMatchObject([{ value: 'Asia/Kolkata' }]);
  });
});
