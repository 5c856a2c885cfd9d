import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { checkCommandNames } from '../../../src/pack/check/command-names.ts';
import { copyPack } from '../../helpers/packs.ts';

const pack = (folder: string, command: string) => ({
  files: { folder, manifest: `id: x\nname: X\ncommand: ${command}\n` },
  manifest: { command },
});

it('names a command that the bot has, and one that another pack has', () => {
  const packs = [pack('packs/a', 'docker'), pack('packs/b', 'quiz'), pack('packs/c', 'docker')];
  expect(checkCommandNames(packs, ['quiz', 'help'])).toEqual([
    {
      file: 'packs/b/pack.yaml',
      line: 3,
      message: '"command" quiz is a command of the bot itself already; choose another',
    },
    {
      file: 'packs/c/pack.yaml',
      line: 3,
      message: '"command" docker is the command of packs/a already; choose another',
    },
  ]);
});

it('is a mistake for npm run pack:check, with every command of the bot', () => {
  const pack = copyPack();
  const { packsFolder } = pack;
  pack.edit('pack.yaml', 'command: git', 'command: leaderboard');
  const check = () =>
    execFileSync('npx', ['tsx', 'scripts/check-packs.ts', packsFolder], { encoding: 'utf8', stdio: 'pipe' });
  expect(check).toThrow(/pack\.yaml:3: "command" leaderboard is a command of the bot itself already/);
  pack.edit('pack.yaml', 'command: leaderboard', 'command: git');
  // What is left has nothing to do with it: one topic of the fixture has no question.
  expect(check).toThrow(/\n1 mistake\./);
}, 60_000);
