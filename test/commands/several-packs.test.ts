/** What is asked where there are several packs: once, and only of who names none. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { findMemberSettings } from '../../src/member/settings-store.ts';
import { CHANNEL, type TestApp, createTestApp } from '../helpers/app.ts';
import { controls, idOf, labels, press, run, suggest, words } from '../helpers/commands.ts';
import { copyExamPack } from '../helpers/exams.ts';
import { type PackCopy, copyPack } from '../helpers/packs.ts';

let app: TestApp;

/** A pack, and another one that is the same under another name. */
async function openTwo({ folder, packsFolder }: PackCopy = copyPack()): Promise<TestApp> {
  const other = join(packsFolder, 'svn');
  cpSync(folder, other, { recursive: true });
  const path = join(other, 'pack.yaml');
  const source = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    source.replace('id: git', 'id: svn').replace('name: Git', 'name: Spanish').replace('command: git', 'command: svn'),
  );
  return createTestApp({ packsFolder, draws: false });
}

const packOf = (asked: { components?: unknown }) => {
  const quiz = /quiz:\w+:([^:"]+):0/.exec(JSON.stringify(asked.components))?.[1] ?? '';
  return app.db.$client
    .prepare(
      'select distinct q.pack_id from quiz_question z join question q on q.key = z.question_key where quiz_id = ?',
    )
    .pluck()
    .all(quiz);
};

beforeEach(async () => {
  app = await openTwo();
});

describe('/quiz', () => {
  it('asks which subject, and remembers the answer of this member', async () => {
    const which = await run(app, 'quiz', { questions: 3 });
    expect(which.private).toBe(true);
    expect(words(which)).toContain('Which subject?');
    expect(labels(which)).toEqual(['Git', 'Spanish', 'Everything']);
    const begun = await press(app, idOf(which, 'Spanish'));
    expect(begun).toMatchObject({ private: true, update: true });
    expect(words(begun)).toContain('Question 1 of 3');
    expect(packOf(begun)).toEqual(['svn']);
    expect(packOf(await run(app, 'quiz'))).toEqual(['svn']);
    expect(words(await run(app, 'quiz', {}, { userId: 'ben' }))).toContain('Which subject?');
  });

  it('asks in private for a quiz before the channel, and then begins it there, at the level that was named', async () => {
    const which = await run(app, 'quiz', { private: false, difficulty: 'recall' });
    expect(which.private).toBe(true);
    expect(await press(app, idOf(which, 'Git'))).toMatchObject({ private: false, update: false });
  });

  it.each([
    ['the name of a pack', 'spanish'],
    ['its key from the list', 'pack/svn'],
  ])('takes %s, and remembers that, too', async (_, topic) => {
    expect(packOf(await run(app, 'quiz', { topic }))).toEqual(['svn']);
    expect(packOf(await run(app, 'quiz'))).toEqual(['svn']);
  });

  it('remembers everything as an answer, and no part of a pack', async () => {
    await run(app, 'quiz', { topic: 'domain/git/history' });
    expect(words(await run(app, 'quiz'))).toContain('Which subject?');
    await press(app, idOf(await run(app, 'quiz'), 'Everything'));
    expect(words(await run(app, 'quiz', { questions: 20 }))).toContain('Question 1 of');
    expect(findMemberSettings(app.db, 'ada').subject).toBe('all');
  });

  it('suggests whole packs first', async () => {
    expect((await suggest(app, 'quiz', 'topic', '')).slice(0, 3)).toEqual([
      { name: 'Git (all of it)', value: 'pack/git' },
      { name: 'Spanish (all of it)', value: 'pack/svn' },
      { name: 'Everything', value: 'all' },
    ]);
    expect((await suggest(app, 'quiz', 'topic', 'span'))[0]).toEqual({
      name: 'Spanish (all of it)',
      value: 'pack/svn',
    });
  });

  it('asks again when the subject is gone, and answers a button for one that is', async () => {
    const which = await run(app, 'quiz');
    await press(app, idOf(which, 'Spanish'));
    app.db.$client.prepare("update member_settings set subject = 'pack/gone'").run();
    expect(words(await run(app, 'quiz'))).toContain('Which subject?');
    await expect(async () => press(app, 'quiz:subject:pack/gone:5:-:me')).rejects.toThrow(
      'That subject is not here any more.',
    );
  });
});

describe('with a single pack', () => {
  it('nothing is asked, suggested or remembered', async () => {
    app = await createTestApp({ draws: false });
    expect(words(await run(app, 'quiz'))).toContain('Question 1 of');
    expect((await suggest(app, 'quiz', 'topic', ''))[0]).toMatchObject({ value: 'domain/git/history' });
    await run(app, 'quiz', { topic: 'pack/git' });
    expect(app.db.$client.prepare('select count(*) from member_settings').pluck().get()).toBe(0);
  });
});

describe('/exam start', () => {
  it('asks for the subject where several packs have an exam, and remembers it apart', async () => {
    app = await openTwo(copyExamPack());
    await press(app, idOf(await run(app, 'quiz'), 'Git'));
    const which = await run(app, 'exam', { length: 'full' }, { subcommand: 'start' });
    expect(labels(which)).toEqual(['Git', 'Spanish']);
    expect(words(await press(app, idOf(which, 'Spanish')))).toContain('Spanish');
    expect(words(await run(app, 'exam', {}, { subcommand: 'start' }))).toContain('Spanish');
    expect(findMemberSettings(app.db, 'ada')).toMatchObject({ subject: 'pack/git', examPack: 'svn' });
    expect(words(await run(app, 'exam', { pack: 'git' }, { subcommand: 'start' }))).toContain('Git');
    expect(words(await run(app, 'exam', {}, { subcommand: 'start' }))).toContain('Git');
  });
});

describe('/leaderboard', () => {
  it('is about what the member has chosen, and about everything before', async () => {
    expect(words(await run(app, 'leaderboard'))).toMatch(/^Leaderboard · This week\n/);
    const board = await run(app, 'leaderboard');
    const menu = controls(board).find(({ options }) => options);
    expect(menu?.options?.slice(0, 3).map(({ label }) => label)).toEqual(['Everything', 'Git', 'Spanish']);
    await press(app, menu?.custom_id ?? '', { values: ['pack/svn'] });
    expect(words(await run(app, 'leaderboard'))).toMatch(/^Leaderboard · This week · Spanish\n/);
  });
});

it('finds what a member has chosen by index', () => {
  const plan = app.db.$client.prepare("explain query plan select * from member_settings where user_id = 'ada'").all();
  expect(JSON.stringify(plan)).toMatch(/SEARCH member_settings USING INDEX/);
});

describe('/daily setup', () => {
  const setUp = (options: Record<string, string>) => run(app, 'daily', options, { subcommand: 'setup' });
  const subject = () => app.db.$client.prepare('select subject from daily_schedule').pluck().all();

  it('asks which subject the first time, and keeps it when something else is changed', async () => {
    const which = await setUp({ channel: CHANNEL, time: '09:00', timezone: 'UTC' });
    expect(words(which)).toContain('What is it to be about?');
    expect(subject()).toEqual([]);
    const [menu] = controls(which);
    expect(menu?.options?.map(({ value }) => value)).toEqual(expect.arrayContaining(['all', 'pack/git', 'pack/svn']));
    const set = await press(app, menu?.custom_id ?? '', { values: ['pack/svn'] });
    expect(words(set)).toContain('All set');
    expect(subject()).toEqual(['pack/svn']);
    expect(words(await setUp({ time: '10:00' }))).toContain('now 10:00');
    expect(subject()).toEqual(['pack/svn']);
  });

  it('does not ask where one is named', async () => {
    const set = await setUp({ channel: CHANNEL, time: '09:00', timezone: 'UTC', topic: 'pack/git' });
    expect(words(set)).toContain('All set');
    expect(subject()).toEqual(['pack/git']);
  });
});
