import { beforeEach, describe, expect, it } from 'vitest';
import { lookupCommand } from '../../commands/lookup.ts';
import { UserError } from '../../src/errors.ts';
import { importPacks } from '../../src/pack/import.ts';
import { loadCatalogue } from '../../src/topic/catalogue.ts';
import { NOON, REAL_PACKS, type TestApp, commandInput, createTestApp } from '../helpers/app.ts';
import { commandNamed, controls, idOf, labels, press, run, suggest, words } from '../helpers/commands.ts';
import { copyPack } from '../helpers/packs.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});

describe('/git', () => {
  it('answers everybody with the short answer, the first commands, and the way to more', async () => {
    const reply = await run(app, 'git', { topic: 'commit' });
    expect(reply.private).toBe(false);
    expect(words(reply)).toBe(
      [
        '### Commits',
        'A commit is a snapshot of the project with a message, an author and its parents.',
        "```sh\n# Record what is staged\ngit commit -m 'Say why'\n```",
      ].join('\n'),
    );
    expect(reply.embeds).toBeUndefined();
    expect(labels(reply)).toEqual(['More', 'Quiz me', 'Branches', 'Merging']);
  });

  it('offers no quiz on a topic without questions', async () => {
    expect(labels(await run(app, 'git', { topic: 'merge' }))).toEqual(['More', 'Branches']);
  });

  it.each([
    ['snapshot', 'You asked: `snapshot`'],
    ['How do I save changes?', 'You asked: `How do I save changes?`'],
    ['**snapshot** ||what|| __is__ it', 'You asked: `**snapshot** ||what|| __is__ it`'],
    ['`snapshot` [a](it)\n# what', 'You asked: `ˋsnapshotˋ [a](it) # what`'],
    [`snapshot ${'?'.repeat(200)}`, `You asked: \`snapshot ${'?'.repeat(50)}…\``],
  ])('says above a public answer that %j was asked, as text', async (topic, line) => {
    const reply = await run(app, 'git', { topic });
    expect(reply.content?.split('\n').slice(0, 2)).toEqual([`-# ${line}`, '### Commits']);
    expect(reply.pingRoleId ?? null).toBeNull();
    expect((await run(app, 'git', { topic, private: true })).content).not.toContain('You asked');
  });

  it.each(['commit', 'Commits', '  COMMITS '])(
    'does not repeat %j, which the topic is called anyway',
    async (topic) => {
      expect((await run(app, 'git', { topic })).content).toMatch(/^### Commits\n/);
    },
  );

  it.each(['comimt', 'How do I save changes?', 'git commit -m x', '9418', 'BRANCHES'])(
    'finds a page for %j',
    async (topic) => {
      expect(labels(await run(app, 'git', { topic }))).toContain('More');
    },
  );

  it('shows it to the asker alone when asked to', async () => {
    expect((await run(app, 'git', { topic: 'commit', private: true })).private).toBe(true);
  });

  it('works in a direct message', async () => {
    expect(words(await run(app, 'git', { topic: 'commit' }, { guildId: null }))).toContain('Commits');
  });

  it('says so where nothing fits, to the asker alone, and shows no page', async () => {
    const reply = await run(app, 'git', { topic: 'pizza' });
    expect(reply.private).toBe(true);
    expect(words(reply)).toBe(
      'I have no page for that\nNothing here fits `pizza`. Try a word or two, like `/git network`, or pick from the list that appears as you type.',
    );
    expect(reply.components).toEqual([]);
    const [manifest] = app.catalogue.manifests;
    if (!manifest) throw new Error('no pack');
    const other = await lookupCommand(manifest, 'second').execute(commandInput({ topic: 'pizza' }), app);
    expect(words(other)).toContain('like `/second network`');
  });

  it('offers the nearest where it is not sure', async () => {
    const reply = await run(app, 'git', { topic: 'merge pizza salami mozzarella' });
    expect(words(reply)).toContain('The nearest that I know:');
    expect(labels(reply)).toContain('Merging');
    expect(words(await press(app, idOf(reply, 'Merging')))).toContain('Merging joins two lines of work');
  });

  it.each([
    ['@everyone <@1> **x** zzqq', '`@everyone <@1> **x** zzqq`'],
    ['`zzqq` [a](https://evil.example)', '`ˋzzqqˋ [a](https://evil.example)`'],
    ['||zzqq||\n# big', '`||zzqq|| # big`'],
  ])('gives %j back as text', async (topic, shown) => {
    const reply = await run(app, 'git', { topic });
    expect(words(reply)).toContain(`Nothing here fits ${shown}.`);
    expect(reply.content).toBeUndefined();
    expect(reply.pingRoleId ?? null).toBeNull();
  });

  it.each(['', ' ', '"', 'x'.repeat(6000), '\u0000', '🙂'.repeat(50)])('answers %j without failing', async (topic) => {
    const text = words(await run(app, 'git', { topic }));
    expect(text).toContain('I have no page for that');
    expect(text.length).toBeLessThan(400);
  });
});

describe('a topic with a picture', () => {
  it('has it below its words, with fewer commands and one related topic', async () => {
    const real = await createTestApp({ packsFolder: REAL_PACKS });
    const reply = await run(real, 'docker', { topic: 'volumes' });
    expect(reply.files?.map(({ name }) => name)).toEqual(['volumes.png']);
    expect(reply.files?.[0]?.description).toMatch(/\w+ \w+/);
    expect(labels(reply)).toEqual(['More', 'Quiz me', 'Bind mounts']);
  });

  it('offers it at a press where it could not be drawn, and then says in words what it shows', async () => {
    const real = await createTestApp({ packsFolder: REAL_PACKS, draws: false });
    const reply = await run(real, 'docker', { topic: 'volumes' });
    expect(reply.files).toEqual([]);
    expect(labels(reply)).toEqual(['More', 'Quiz me', 'Show the picture', 'Bind mounts']);
    const picture = await press(real, idOf(reply, 'Show the picture'));
    expect(picture.private).toBe(true);
    expect(picture.content).toMatch(/^\*\*Volumes\*\*\n\n.*\w+ \w+/);
  });
});

describe('more about a topic', () => {
  const MORE = 'topic:more:git:commit';

  it('comes page by page, to the one who asked for it, and holds all that there is', async () => {
    const short = await run(app, 'git', { topic: 'commit' });
    const first = await press(app, idOf(short, 'More'), { onPrivateMessage: false });
    expect(first).toMatchObject({ private: true, update: false });
    expect(words(first)).toBe(
      [
        'Commits',
        'Commits are named by a hash of their content. Changing one makes another.',
        'Page 1 of 3 · History',
      ].join('\n'),
    );
    expect(labels(first)).toEqual(['Back', 'Next', 'Git documentation']);
    expect(controls(first).at(-1)?.url).toBe('https://git-scm.com/docs/commit');

    const second = await press(app, idOf(first, 'Next'));
    expect(second).toMatchObject({ private: true, update: true });
    expect(words(second)).toBe(
      [
        'Commits',
        'Commands to know',
        "```sh\n# Record what is staged\ngit commit -m 'Say why'\n```",
        'Page 2 of 3 · History',
      ].join('\n'),
    );

    const third = await press(app, idOf(second, 'Next'));
    expect(words(third)).toBe(
      [
        'Commits',
        'What people get wrong',
        '- "A commit stores differences." It stores whole snapshots; differences are computed.',
        'Page 3 of 3 · History',
      ].join('\n'),
    );
    expect(labels(third)).toEqual(['Back', 'Git documentation', 'Branches', 'Merging']);
  });

  it('leads back page by page to the short answer, in place', async () => {
    const second = await press(app, idOf(await press(app, `${MORE}:3`), 'Back'));
    expect(words(second)).toContain('Page 2 of 3');
    const first = await press(app, idOf(second, 'Back'));
    expect(words(first)).toContain('Page 1 of 3');
    const short = await press(app, idOf(first, 'Back'));
    expect(short).toMatchObject({ private: true, update: true });
    expect(words(short)).toMatch(/^### Commits\n/);
  });

  it.each([
    ['9', 3],
    ['0', 1],
    ['-1', 1],
    ['1.5', 1],
    ['zzqq', 1],
    ['', 1],
  ])('stays within its pages when page %j is asked for', async (page, shown) => {
    expect(words(await press(app, `${MORE}:${page}`))).toContain(`Page ${shown} of 3`);
  });

  it('has a page less where there are no commands', async () => {
    const pack = copyPack();
    pack.write(
      'topics/commit.md',
      pack.read('topics/commit.md').replace(/## Commands[^]*?(?=## What people get wrong)/, ''),
    );
    await importPacks(app.db, pack.packsFolder, NOON);
    expect(labels(await run(app, 'git', { topic: 'commit' }))).toContain('More');
    expect((await run(app, 'git', { topic: 'commit' })).content).not.toContain('```');
    expect(words(await press(app, `${MORE}:2`))).toContain('Page 2 of 2');
  });

  it('is gone with the topic', async () => {
    await expect(press(app, 'topic:more:git:stash:1')).rejects.toThrow('no longer part of the pack');
  });
});

describe('a related topic', () => {
  it('comes as a message of its own on a public page, and in place on a private one', async () => {
    const page = await run(app, 'git', { topic: 'commit' });
    const id = idOf(page, 'Branches');
    expect(await press(app, id, { onPrivateMessage: false })).toMatchObject({ private: true, update: false });
    expect(await press(app, id, { onPrivateMessage: true })).toMatchObject({ private: true, update: true });
    expect(words(await press(app, id))).toContain('A branch is a movable name for a commit.');
  });

  it('that is no longer in the pack is answered kindly', async () => {
    for (const id of ['topic:turn:git:stash', 'topic:show:svn:commit', 'topic:show', 'topic:more']) {
      await expect(press(app, id)).rejects.toThrow(UserError);
      await expect(press(app, id)).rejects.toThrow('That page is no longer part of the pack.');
    }
  });

  it('that left the pack has no button any more', async () => {
    const pack = copyPack();
    pack.remove('topics/merge.md');
    pack.edit('topics/branch.md', '[merge, commit]', '[commit]');
    pack.edit('topics/commit.md', '[branch, merge]', '[branch]');
    await importPacks(app.db, pack.packsFolder, NOON);
    const later: TestApp = { ...app, catalogue: loadCatalogue(app.db) };
    expect(labels(await run(later, 'git', { topic: 'commit' }))).not.toContain('Merging');
    await expect(press(later, 'topic:turn:git:merge')).rejects.toThrow('no longer part of the pack');
  });
});

describe('the list below the option', () => {
  it('shows what the pack suggests before anything is typed', async () => {
    const suggested = [
      { name: 'Commits', value: 'commit' },
      { name: 'Branches', value: 'branch' },
    ];
    expect(await suggest(app, 'git', 'topic', '')).toEqual(suggested);
    expect(await suggest(app, 'git', 'topic', '  ')).toEqual(suggested);
  });

  it('follows what is typed, and what is picked is found', async () => {
    const [first] = await suggest(app, 'git', 'topic', 'mergi');
    expect(first).toEqual({ name: 'Merging', value: 'merge' });
    expect(words(await run(app, 'git', { topic: first?.value ?? '' }))).toMatch(/^### Merging\n/);
    expect(await suggest(app, 'git', 'topic', 'zzqq')).toEqual([]);
  });

  it('holds 25 at most', async () => {
    const pack = copyPack();
    for (let index = 0; index < 40; index++) {
      const source = pack
        .read('topics/merge.md')
        .replace('title: Merging\naliases: [merge conflict, fast-forward]', `title: Merging ${index}`);
      pack.write(`topics/merge-${index}.md`, source);
    }
    const big = await createTestApp({ packsFolder: pack.packsFolder });
    expect(await suggest(big, 'git', 'topic', 'merging')).toHaveLength(25);
  });
});

describe('the command of a pack', () => {
  it('is named and described as its manifest says', () => {
    expect(commandNamed(app, 'git').data).toMatchObject({ name: 'git', description: 'Look up a Git topic' });
    expect(commandNamed(app, 'git').example).toBe('/git topic: commit');
  });
});
