import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandPath, normalise, parseQuery, splitWords } from '../../src/topic/query.ts';

const PROGRAMS = new Set(['git']);
const words = (text: string) => parseQuery(text, PROGRAMS).words.map(({ word }) => word);

describe('a query', () => {
  it.each([
    ['What is the difference between a merge and a rebase?', ['merge', 'rebase']],
    ['How do I undo a commit', ['undo', 'commit']],
    ['merge  MERGE merge', ['merge']],
    ['port 9418', ['port', '9418']],
    ['9', ['9']],
    ['x', ['x']],
    ['what is the', ['what', 'is', 'the']],
    ["don't merge", ['merge']],
    ['dont merge', ['merge']],
    ['fast-forward', ['fast', 'forward']],
    ['fast‑forward', ['fast', 'forward']],
    ['ＭＥＲＧＥ', ['merge']],
    ['"merge" AND (branch*)', ['merge', 'branch']],
    ['', []],
    [' \n\t ', []],
    ['!?…', []],
  ])('%j asks for %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it.each([
    ['git push origin main', ['git', 'push', 'origin', 'main'], ['push', 'origin', 'main']],
    ['$ git push', ['git', 'push'], ['push']],
    ['sudo git push', ['git', 'push'], ['push']],
    ['$ sudo git push', ['git', 'push'], ['push']],
    ['git commit -m "Say why"', ['git', 'commit'], ['commit', 'm', 'say']],
    ['GIT  Push', ['git', 'push'], ['push']],
    ['git a b c d e', ['git', 'a', 'b', 'c'], ['b', 'c', 'd', 'e']],
  ])('%j is the command %j', (text, path, expected) => {
    const query = parseQuery(text, PROGRAMS);
    expect(query.isCommandLine).toBe(true);
    expect(query.commandPath).toEqual(path);
    if (path.length < 4 || !path.includes('a')) expect(words(text)).toEqual(expected);
  });

  it.each(['git', 'push git', 'svn commit', 'gitk file'])('%j is no command line', (text) => {
    expect(parseQuery(text, PROGRAMS)).toMatchObject({ isCommandLine: false, commandPath: [] });
  });

  it('keeps a flag of one letter, and no other word of one letter', () => {
    expect(words('git commit -a')).toContain('a');
    expect(words('make a commit')).not.toContain('a');
  });

  it('carries the stem beside the word', () => {
    expect(parseQuery('merging branches', PROGRAMS).words).toEqual([
      { word: 'merging', stem: 'merg', share: 1 },
      { word: 'branches', stem: 'branch', share: 1 },
    ]);
  });

  it('counts an ordinary word less than a telling one, unless it stands alone', () => {
    const [make, branch] = parseQuery('make a branch', PROGRAMS).words;
    expect(make?.share).toBeLessThan(branch?.share ?? 0);
    expect(parseQuery('make', PROGRAMS).words[0]?.share).toBe(1);
  });

  it('counts names and values in a command line less than the command, its flags and a plain word behind a flag', () => {
    const shares = Object.fromEntries(
      parseQuery('git push -o quiet --force=now team/site.git', new Set(['git', 'git push'])).words.map(
        ({ word, share }) => [word, share],
      ),
    );
    expect(shares).toMatchObject({ push: 1, o: 1, quiet: 1, force: 1 });
    expect(shares.team).toBeLessThan(1);
    expect(shares.site).toBeLessThan(1);
  });

  it.each(['what is the', 'is it so', 'who are you'])('%j has nothing telling', (text) => {
    expect(parseQuery(text, PROGRAMS).isTelling).toBe(false);
  });

  it('is taken apart without throwing, into words of the text alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const query = parseQuery(text, PROGRAMS);
        expect(new Set(query.words.map(({ word }) => word)).size).toBe(query.words.length);
        for (const { word } of query.words) expect(normalise(text)).toContain(word);
      }),
    );
  });
});

describe('the parts of a query', () => {
  it.each([
    ['  Two   Words \n', 'two words'],
    ['“x” ‘y’', "“x” 'y'"],
    ['a–b—c‐d−e', 'a-b-c-d-e'],
    ['ﬁle', 'file'],
  ])('%j in plain writing is %j', (text, plain) => {
    expect(normalise(text)).toBe(plain);
  });

  it('in plain writing stay as they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(normalise(text)).toBe(normalise(text).trim());
        expect(normalise(text)).not.toMatch(/\s{2}|[A-Z]/);
      }),
    );
  });

  it.each([
    ['--network=host', ['network', 'host']],
    ['naïve café', ['naïve', 'café']],
    ['🙂 merge 🙂', ['merge']],
    ['', []],
  ])('%j as words are %j', (text, expected) => {
    expect(splitWords(text)).toEqual(expected);
  });

  it.each([
    ['git commit -m x', ['git', 'commit']],
    ['git', ['git']],
    ['git push origin main now', ['git', 'push', 'origin', 'main']],
    ['', []],
    ['-m', []],
  ])('%j as a command path are %j', (line, expected) => {
    expect(commandPath(line)).toEqual(expected);
  });

  it('end the command path where a known command ends', () => {
    expect(commandPath('git push origin main', new Set(['git', 'git push']))).toEqual(['git', 'push']);
  });
});
