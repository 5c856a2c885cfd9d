import { describeMistakes, tooLong } from '../helpers/mistakes.ts';

const MERGE = 'topics/merge.md';

describeMistakes("a mistake in a topic's text", [
  [
    'an unknown heading',
    MERGE,
    '## Details',
    '## Detail',
    'topics/merge.md:12: the heading "## Detail" is not known; a topic has "## Details"',
  ],
  [
    'a heading named like something of JavaScript',
    MERGE,
    '## Details',
    '## constructor',
    'topics/merge.md:12: the heading "## constructor" is not known',
  ],
  [
    'a heading of another level',
    MERGE,
    '## Details',
    '# Details',
    'topics/merge.md:12: the heading "# Details" is not known',
  ],
  [
    'a section twice',
    MERGE,
    '## Commands',
    '## Details',
    'topics/merge.md:16: "## Details" stands here a second time; join the two',
  ],
  [
    'no short answer',
    MERGE,
    'Merging joins two lines of work in one commit with two parents.',
    '',
    'topics/merge.md:9: the short answer (a paragraph right after the front matter) is missing or empty',
  ],
  [
    'no misconceptions',
    MERGE,
    '## What people get wrong\n',
    '',
    'topics/merge.md:8: "## What people get wrong" is missing or empty',
  ],
  [
    'a fence that stays open',
    MERGE,
    'topic\n```',
    'topic',
    'topics/merge.md:18: this fenced block is not closed; end it with ```',
  ],
  [
    'a long short answer',
    MERGE,
    'Merging joins',
    tooLong(300),
    'topics/merge.md:9: the short answer has 351 characters; at most 300 fit',
  ],
  [
    'long details',
    MERGE,
    'When one',
    tooLong(1500),
    'topics/merge.md:12: "## Details" has 1570 characters; at most 1500 fit',
  ],
  [
    'long commands',
    MERGE,
    'git merge topic',
    tooLong(950),
    'topics/merge.md:16: "## Commands" has 981 characters; at most 950 fit',
  ],
  [
    'long misconceptions',
    MERGE,
    'It means',
    tooLong(950),
    'topics/merge.md:23: "## What people get wrong" has 1027 characters; at most 950 fit',
  ],
  [
    'commands without a fence',
    MERGE,
    '```sh\n# Join a branch into this one\ngit merge topic\n```',
    'git merge topic',
    'topics/merge.md:16: "## Commands" must hold one fenced block and nothing else: ```sh, the commands, ```',
  ],
  [
    'commands in two fences',
    MERGE,
    'git merge topic\n```',
    'git merge topic\n```\n\n```sh\ngit merge --abort\n```',
    'topics/merge.md:16: "## Commands" must hold one fenced block and nothing else',
  ],
]);
