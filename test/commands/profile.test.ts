import { beforeEach, describe, expect, it } from 'vitest';
import { isPrivate } from '../../src/engine/contract.ts';
import { UserError } from '../../src/errors.ts';
import { importPacks } from '../../src/pack/import.ts';
import { giveAnswer } from '../helpers/answers.ts';
import { NOON, type TestApp, createTestApp } from '../helpers/app.ts';
import { commandNamed, idOf, labels, press, run, words } from '../helpers/commands.ts';
import { commandInput } from '../helpers/app.ts';
import { copyPack } from '../helpers/packs.ts';

const SHOWN_TO_NOBODY = 'Others see how many I got right: no';
const SHOWN_TO_ALL = 'Others see how many I got right: yes';
const DAY = 24 * 60 * 60 * 1000;

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});

describe('/profile', () => {
  it('shows points, accuracy, streak, domains and last answers to oneself', async () => {
    giveAnswer(app.db, { question: 'commit-what', at: NOON - DAY });
    giveAnswer(app.db, { question: 'branch-is', right: false, at: NOON - 2000 });
    giveAnswer(app.db, { at: NOON - 1000 });
    giveAnswer(app.db, { at: NOON });
    const reply = await run(app, 'profile');
    expect(reply.private).toBe(true);
    expect(words(reply)).toBe(
      [
        'Profile',
        '<@ada> in this server',
        '',
        '**Points:** 4',
        '**Right:** 3 of 4 answers (75%)',
        '**Streak:** 2 days in a row',
        '',
        '**Right by domain**',
        '▰▰▰▱▱ 50% History (1 of 2)',
        '▰▰▰▰▰ 100% Remotes (2 of 2)',
        'Exam forecast: Git',
        'Too early to say. Answer 7 more new questions first.',
        'Last answers',
        `<t:${NOON / 1000}:R> ✅ right, practice · Pushing`,
        `<t:${NOON / 1000 - 1}:R> ✅ right, +3 points · Pushing`,
        `<t:${NOON / 1000 - 2}:R> ❌ wrong · Branches`,
        `<t:${(NOON - DAY) / 1000}:R> ✅ right, +1 point · Commits`,
        'Easy questions earn 1 point, medium 2, hard 3. A question earns points once in 30 days.',
      ].join('\n'),
    );
  });

  it.each([
    [0, '1 day'],
    [1, '1 day'],
    [2, 'none at the moment'],
  ])('after an answer %d days ago has the streak "%s"', async (days, streak) => {
    giveAnswer(app.db, { at: NOON - days * DAY });
    expect(words(await run(app, 'profile'))).toContain(`**Streak:** ${streak}\n`);
  });

  it('without answers says how to begin, to oneself alone', async () => {
    expect(words(await run(app, 'profile'))).toBe(
      'Profile\n<@ada> in this server: no answers yet. `/quiz` asks you the first questions.',
    );
    expect(words(await run(app, 'profile', { member: 'ben' }))).toBe('Profile\n<@ben> in this server: no answers yet.');
  });

  it("shows another member's", async () => {
    giveAnswer(app.db, { userId: 'ben' });
    expect(words(await run(app, 'profile', { member: 'ben' }))).toContain('<@ben> in this server\n\n**Points:** 3');
  });

  it.each([
    ["another member's, who shows it", { member: 'ben' }, 'ada'],
    ['one that the channel sees', { private: false }, 'ben'],
  ])('of %s leaves answers in exams and reviews out', async (_, options, userId) => {
    await press(app, idOf(await run(app, 'profile', {}, { userId: 'ben' }), SHOWN_TO_NOBODY), { userId: 'ben' });
    giveAnswer(app.db, { userId: 'ben', question: 'commit-what' });
    giveAnswer(app.db, { userId: 'ben', mode: 'exam' });
    giveAnswer(app.db, { userId: 'ben', mode: 'review', question: 'branch-is', right: false });
    expect(words(await run(app, 'profile', options, { userId }))).toBe(
      [
        'Profile',
        '<@ben> in this server',
        '',
        '**Points:** 4',
        '**Right:** 1 of 1 answers (100%)',
        '**Streak:** 1 day',
        '',
        '**Right by domain**',
        '▰▰▰▰▰ 100% History (1 of 1)',
        'Last answers',
        `<t:${NOON / 1000}:R> ✅ right, +1 point · Commits`,
        'Exams and reviews are private: all that shows of them is points. ' +
          'Easy questions earn 1 point, medium 2, hard 3. A question earns points once in 30 days.',
      ].join('\n'),
    );
    const own = words(await run(app, 'profile', {}, { userId: 'ben' }));
    expect(own).toContain('**Right:** 2 of 3 answers (67%)');
    expect(own).toContain('❌ wrong · Branches');
  });

  it("shows another member's points, streak and days, and neither how many were right nor which", async () => {
    giveAnswer(app.db, { userId: 'ben', question: 'commit-what', at: NOON - DAY });
    giveAnswer(app.db, { userId: 'ben', question: 'branch-is', right: false });
    expect(words(await run(app, 'profile', { member: 'ben' }))).toBe(
      [
        'Profile',
        '<@ben> in this server',
        '',
        '**Points:** 1',
        '**Streak:** 2 days in a row',
        '**Days with a question:** 2',
        'How many were right, and which, only the member sees. They can share it with a button in their own /profile.',
      ].join('\n'),
    );
    expect(labels(await run(app, 'profile', { member: 'ben' }))).toEqual([]);
  });

  it('is opened to others by its member alone, and closed again', async () => {
    giveAnswer(app.db, { userId: 'ben' });
    const ofBen = async () => words(await run(app, 'profile', { member: 'ben' }));
    const opened = await press(app, idOf(await run(app, 'profile', {}, { userId: 'ben' }), SHOWN_TO_NOBODY), {
      userId: 'ben',
    });
    expect(opened).toMatchObject({ private: true, update: true });
    expect(await ofBen()).toContain('**Right:** 1 of 1');
    expect(await ofBen()).toContain('Last answers');
    // Whoever else presses it, changes what is their own.
    await press(app, idOf(opened, SHOWN_TO_ALL), { userId: 'ada' });
    expect(await ofBen()).toContain('**Right:** 1 of 1');
    await press(app, idOf(opened, SHOWN_TO_ALL), { userId: 'ben' });
    expect(await ofBen()).not.toContain('**Right:**');
    expect(labels(await run(app, 'profile', { private: false }, { userId: 'ben' }))).toEqual([]);
  });

  it("in a direct message does not show another member's", async () => {
    giveAnswer(app.db, { userId: 'ben', guildId: '' });
    await expect(async () => run(app, 'profile', { member: 'ben' }, { guildId: null })).rejects.toThrow(UserError);
    expect(words(await run(app, 'profile', { member: 'ada' }, { guildId: null }))).toContain('no answers yet');
  });

  it('shows it to the channel when asked to, also while a slow answer is being made', async () => {
    expect((await run(app, 'profile', { private: false })).private).toBe(false);
    expect(isPrivate(commandNamed(app, 'profile'), commandInput({ private: false }))).toBe(false);
    expect(isPrivate(commandNamed(app, 'profile'), commandInput())).toBe(true);
  });

  it('in a direct message shows what was answered there', async () => {
    giveAnswer(app.db);
    giveAnswer(app.db, { guildId: '', question: 'commit-what' });
    expect(words(await run(app, 'profile', {}, { guildId: null }))).toContain(
      '<@ada> in direct messages with me\n\n**Points:** 1',
    );
  });

  it('still names what left its pack', async () => {
    giveAnswer(app.db);
    const pack = copyPack();
    pack.remove('questions/push.yaml');
    await importPacks(app.db, pack.packsFolder, NOON);
    expect(words(await run(app, 'profile'))).toContain('+3 points · Pushing');
  });

  it('lists the last four answers', async () => {
    for (let index = 0; index < 10; index++) giveAnswer(app.db, { at: NOON + index * 1000 });
    const text = words(await run(app, 'profile'));
    expect(text.match(/ · Pushing/g)).toHaveLength(4);
    expect(text).not.toContain(`<t:${NOON / 1000 + 5}:R>`);
  });
});
