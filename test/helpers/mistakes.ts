/** Tables of broken packs: each row is one edit of the fixture pack and the problem that it must give. */
import { describe, expect, it } from 'vitest';
import { parsePack } from '../../src/pack/parse.ts';
import { readPackFiles } from '../../src/pack/read.ts';
import { type PackCopy, copyPack, problemsOf } from './packs.ts';

/** in `path`, `from` is replaced by `to`; then `problem` is the beginning of what is said */
export type Mistake = [what: string, path: string, from: string, to: string, problem: string];

/** A text of one character more than fits. */
export const tooLong = (max: number) => 'x'.repeat(max + 1);

// What zod says of itself where the schema has no words of ours.
export const FOREIGN_WORDS = /Invalid (input|option)|Too (big|small)|expected \w+, received|undefined|\[object/;

export function describeMistakes(where: string, mistakes: readonly Mistake[]): void {
  describe(where, () => {
    it.each(mistakes)('%s is named with its line', (...mistake) => {
      expect(problemsOf(broken(mistake))).toContainEqual(expect.stringContaining(mistake[4]));
    });

    it.each(mistakes)('%s leaves no pack', (...mistake) => {
      expect(parsePack(readPackFiles(broken(mistake).folder)).pack).toBeUndefined();
    });

    it.each(mistakes)('%s is described in words of ours', (...mistake) => {
      expect(problemsOf(broken(mistake)).join('\n')).not.toMatch(FOREIGN_WORDS);
    });
  });
}

function broken([, path, from, to]: Mistake): PackCopy {
  const pack = copyPack();
  pack.edit(path, from, to);
  return pack;
}
