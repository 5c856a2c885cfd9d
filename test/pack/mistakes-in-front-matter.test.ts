import { describeMistakes, tooLong } from '../helpers/mistakes.ts';

const MERGE = 'topics/merge.md';

describeMistakes("a mistake in a topic's front matter", [
  ['no front matter', MERGE, '---\n', '', 'topics/merge.md:1: a topic starts with its front matter'],
  ['front matter that is a list', MERGE, 'title: Merging', '- Merging', 'topics/merge.md:3: this is not valid YAML'],
  ['no title', MERGE, 'title: Merging\n', '', 'topics/merge.md:2: "title" is missing'],
  ['a long title', MERGE, 'Merging', tooLong(80), 'topics/merge.md:2: "title" must be at most 80 characters'],
  [
    'aliases that are no list',
    MERGE,
    '[merge conflict, fast-forward]',
    'merge conflict',
    'topics/merge.md:3: "aliases" must be a list',
  ],
  ['related topics that are no list', MERGE, '[branch]', 'branch', 'topics/merge.md:6: "related" must be a list'],
  [
    'an alias of another topic',
    MERGE,
    'merge conflict',
    'Snapshot',
    'topics/merge.md:3: "Snapshot" already names the topic commit; one name leads to one topic',
  ],
  [
    'an alias that YAML reads as a reference',
    MERGE,
    'merge conflict',
    '*conflict',
    'topics/merge.md:3: this is not valid YAML',
  ],
  [
    'an unknown domain',
    MERGE,
    'domain: history',
    'domain: past',
    'topics/merge.md:4: "past" is not a domain of pack.yaml; it must be one of history, remotes',
  ],
  ['an unknown objective', MERGE, "['1.02']", "['9.99']", 'topics/merge.md:5: "9.99" is not an objective of pack.yaml'],
  [
    'an unknown related topic',
    MERGE,
    '[branch]',
    '[branch, branch-delete]',
    'topics/merge.md:6: "branch-delete" is not a topic of this pack; did you mean branch?',
  ],
  ['a related topic twice', MERGE, '[branch]', '[branch, branch]', 'topics/merge.md:6: "branch" stands here twice'],
  [
    'itself as related',
    MERGE,
    '[branch]',
    '[branch, merge]',
    'topics/merge.md:6: a topic is not related to itself; remove it',
  ],
  [
    'a host that is not allowed',
    MERGE,
    'git-scm.com',
    'example.org',
    'topics/merge.md:7: "docs" leads to example.org, which is not among the documentationHosts of pack.yaml',
  ],
  [
    'an address without https',
    MERGE,
    'https://',
    'http://',
    'topics/merge.md:7: "docs" must be an address that starts with https://',
  ],
  [
    'an address that is too long',
    MERGE,
    'docs/merge',
    `docs/${tooLong(400)}`,
    'topics/merge.md:7: "docs" must be at most 400 characters',
  ],
  [
    'an unknown key',
    MERGE,
    'title: Merging',
    'title: Merging\ntitel: Merging',
    'topics/merge.md:2: "titel" is not a key of this file; remove it or correct its spelling',
  ],
]);
