import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../src/topic/catalogue.ts';
import { customId } from '../../src/components.ts';
import { UserError } from '../../src/errors.ts';
import { ENGLISH } from '../../src/language.ts';
import { EVERYTHING, findSubject, parseSubject, subjectKeys, suggestSubjects } from '../../src/topic/subject.ts';
import { createTestApp } from '../helpers/app.ts';

let catalogue: Catalogue;
beforeAll(async () => {
  ({ catalogue } = await createTestApp());
});

describe('the keys of a question', () => {
  it('are everything, its pack, its topic and its domain', () => {
    expect(subjectKeys({ packId: 'git', domain: 'history', topicSlug: 'merge' })).toEqual([
      'all',
      'pack/git',
      'topic/git/merge',
      'domain/git/history',
    ]);
  });

  it('hold no domain where it has none', () => {
    expect(subjectKeys({ packId: 'git', domain: null, topicSlug: 'merge' })).toEqual([
      'all',
      'pack/git',
      'topic/git/merge',
    ]);
  });

  it('each lead back to their subject', () => {
    for (const key of subjectKeys({ packId: 'git', domain: 'history', topicSlug: 'merge' })) {
      expect(findSubject(catalogue, key)?.key).toBe(key);
    }
  });
});

describe('a key', () => {
  it('names a pack, a topic or a domain', () => {
    expect(findSubject(catalogue, 'pack/git')).toEqual({ key: 'pack/git', name: 'Git', packId: 'git' });
    expect(findSubject(catalogue, 'topic/git/merge')).toMatchObject({ name: 'Merging', packId: 'git' });
    expect(findSubject(catalogue, 'domain/git/remotes')).toEqual({
      key: 'domain/git/remotes',
      name: 'Remotes',
      packId: 'git',
      domain: 'remotes',
    });
    expect(findSubject(catalogue, 'all')).toBe(EVERYTHING);
  });

  it.each([
    'topic/git/stash',
    'pack/svn',
    'pack/git/more',
    'pack/constructor',
    'topic/svn/merge',
    'domain/git/past',
    'domain/svn/history',
    'topic',
    'topic/',
    'topic/git',
    '',
    'merge',
    'topic/git/merge/',
    'topic/git/merge/a:b',
    'domain/git/history/more',
    'topic/git/constructor',
    'domain/constructor/name',
  ])('%j names nothing', (key) => {
    expect(findSubject(catalogue, key)).toBeUndefined();
  });

  it('that a member typed makes a custom ID, whatever else they typed behind it', () => {
    const subject = parseSubjectOrNothing('topic/git/merge/a:b');
    expect(() => customId('leaderboard', 'page', 'month', subject?.key ?? '', 1)).not.toThrow();
  });

  function parseSubjectOrNothing(text: string) {
    try {
      return parseSubject(catalogue, text);
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      return undefined;
    }
  }
});

describe('what a member typed', () => {
  it.each([
    [undefined, 'all'],
    ['all', 'all'],
    ['topic/git/merge', 'topic/git/merge'],
    ['domain/git/history', 'domain/git/history'],
    ['History', 'domain/git/history'],
    ['  rEMOTES ', 'domain/git/remotes'],
    ['history', 'domain/git/history'],
    ['Merging', 'topic/git/merge'],
    ['merge conflict', 'topic/git/merge'],
    ['9418', 'topic/git/push'],
    ['comimt', 'topic/git/commit'],
  ])('%j is %s', (text, key) => {
    expect(parseSubject(catalogue, text).key).toBe(key);
  });

  it('and fits nothing is answered with the nearest', () => {
    expect(() => parseSubject(catalogue, 'merge pizza salami oregano')).toThrow(UserError);
    expect(() => parseSubject(catalogue, 'merge pizza salami oregano')).toThrow(
      'No topic fits `merge pizza salami oregano`. The nearest are: Merging. Pick one from the list',
    );
  });

  it.each(['pizza', '', '🙂'])('and is %j, with nothing near, is told where to pick', (text) => {
    expect(() => parseSubject(catalogue, text)).toThrow(/^No topic fits `[^`]+`\. Pick one from the list/);
  });
});

describe('the suggestions', () => {
  it('before anything is typed are the domains, then what the pack suggests', () => {
    expect(suggestSubjects(ENGLISH, catalogue, '')).toEqual([
      { name: 'History (whole domain)', value: 'domain/git/history' },
      { name: 'Remotes (whole domain)', value: 'domain/git/remotes' },
      { name: 'Commits', value: 'topic/git/commit' },
      { name: 'Branches', value: 'topic/git/branch' },
    ]);
  });

  it('fit half a word', () => {
    expect(suggestSubjects(ENGLISH, catalogue, 'remo')[0]).toEqual({
      name: 'Remotes (whole domain)',
      value: 'domain/git/remotes',
    });
    expect(suggestSubjects(ENGLISH, catalogue, 'mergi')[0]).toEqual({ name: 'Merging', value: 'topic/git/merge' });
    expect(suggestSubjects(ENGLISH, catalogue, 'pizza')).toEqual([]);
  });

  it('can each be taken', () => {
    for (const { value } of suggestSubjects(ENGLISH, catalogue, ''))
      expect(parseSubject(catalogue, value).key).toBe(value);
  });
});
