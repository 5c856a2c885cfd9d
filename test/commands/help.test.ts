import { beforeEach, describe, expect, it } from 'vitest';
import { listCommands } from '../../commands/index.ts';
import { lookupCommand } from '../../commands/lookup.ts';
import type { OptionValue } from '../../src/command.ts';
import { isPrivate } from '../../src/engine/contract.ts';
import { type TestApp, commandInput, createTestApp } from '../helpers/app.ts';
import { run, words } from '../helpers/commands.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});

const names = (text: string) => [...text.matchAll(/^\*\*`\/([\w-]+)`\*\*/gm)].map(([, name]) => name);

describe('/help', () => {
  it('lists every command with what it does and an example, to the asker alone', async () => {
    const reply = await run(app, 'help');
    const commands = listCommands(app.catalogue.manifests);
    expect(reply.private).toBe(true);
    expect(names(words(reply))).toEqual(commands.map(({ data }) => data.name));
    expect(names(words(reply))).toEqual([
      'git',
      'quiz',
      'round',
      'exam',
      'review',
      'leaderboard',
      'profile',
      'daily',
      'help',
    ]);
    for (const { data, example } of commands)
      expect(words(reply)).toContain(`: ${data.description}\nTry \`${example}\``);
  });

  it('names the commands in the menu of a message, and how to get there', async () => {
    expect(words(await run(app, 'help'))).toMatch(/\*\*Explain this\*\*, \*\*Quiz me on this\*\*: on any message/);
  });

  it('says which are for organisers', async () => {
    const text = words(await run(app, 'help'));
    expect([...text.matchAll(/^\*\*`\/(\w+)`\*\* _\(organisers\)_/gm)].map(([, name]) => name)).toEqual(['daily']);
  });

  it('leaves out, in a direct message, what works in servers alone', async () => {
    expect(names(words(await run(app, 'help', {}, { guildId: null })))).toEqual([
      'git',
      'quiz',
      'exam',
      'review',
      'profile',
      'help',
    ]);
  });
});

describe('the commands', () => {
  it('have one name each, also where packs name theirs alike or like one of ours', () => {
    const [manifest] = app.catalogue.manifests;
    if (!manifest) throw new Error('no pack');
    const commands = listCommands([
      manifest,
      { ...manifest, id: 'other' },
      { ...manifest, id: 'third', command: 'quiz' },
    ]);
    const all = commands.map(({ data }) => data.name);
    expect(new Set(all).size).toBe(all.length);
  });

  it('of a pack take no name of ours, and say so when none is left', () => {
    const [manifest] = app.catalogue.manifests;
    if (!manifest) throw new Error('no pack');
    const ours = listCommands([]).map(({ data }) => data.name);
    expect(ours).toContain('help');
    for (const command of ours) {
      const [lookup] = listCommands([{ ...manifest, command }]);
      expect(lookup?.data.name).toBe('git');
    }
    const wanting = (id: string, command: string) => ({ ...manifest, id, command });
    const crowd = [wanting('a', 'quiz'), wanting('b', 'pack-a'), wanting('a', 'quiz')];
    expect(() => listCommands(crowd)).toThrow('no name is free for the command of the pack a');
  });

  it('have custom IDs of their own', () => {
    const features = listCommands(app.catalogue.manifests).flatMap(({ components }) => components?.feature ?? []);
    expect(new Set(features).size).toBe(features.length);
  });

  it('fit into what Discord takes', () => {
    for (const { data, example } of listCommands(app.catalogue.manifests)) {
      expect(data.name).toMatch(/^[a-z0-9_-]{1,32}$/);
      expect(data.description.length).toBeLessThanOrEqual(100);
      expect(example.startsWith(`/${data.name}`)).toBe(true);
      for (const option of data.options ?? []) expect(option.description.length).toBeLessThanOrEqual(100);
    }
  });

  it('of a pack agree on whether a slow answer is private', async () => {
    const [manifest] = app.catalogue.manifests;
    if (!manifest) throw new Error('no pack');
    const tries: Record<string, OptionValue>[] = [{ topic: 'commit' }, { topic: 'commit', private: true }];
    for (const options of tries) {
      const input = commandInput(options);
      const command = lookupCommand(manifest);
      expect((await command.execute(input, app)).private).toBe(isPrivate(command, input));
    }
  });
});
