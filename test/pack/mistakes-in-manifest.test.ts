import { describeMistakes } from '../helpers/mistakes.ts';

const MANIFEST = 'pack.yaml';

describeMistakes('a mistake in pack.yaml', [
  ['an id that is not the folder', MANIFEST, 'id: git', 'id: got', 'pack.yaml:1: "id" must be git'],
  ['no name', MANIFEST, 'name: Git\n', '', 'pack.yaml:1: "name" is missing'],
  [
    'a command with a space',
    MANIFEST,
    'command: git',
    'command: Git it',
    'pack.yaml:3: "command" must be a command name',
  ],
  [
    'a command that is a number',
    MANIFEST,
    'command: git',
    'command: 5',
    'pack.yaml:3: "command" must be a command name',
  ],
  ['no host', MANIFEST, '[git-scm.com]', '[]', 'pack.yaml:5: "documentationHosts" must name at least one host'],
  [
    'weights that are not 100',
    MANIFEST,
    'weight: 60',
    'weight: 50',
    'pack.yaml:6: the weights of the domains add up to 90; they must add up to 100',
  ],
  ['a weight in words', MANIFEST, 'weight: 60', 'weight: lots', 'pack.yaml:7: "domains 1. weight" must be a number'],
  [
    'a domain twice',
    MANIFEST,
    'objectives:',
    '  - { id: history, name: Past, weight: 0 }\nobjectives:',
    'pack.yaml:9: "history" is already',
  ],
  [
    'an objective twice',
    MANIFEST,
    'suggested:',
    "  - { id: '1.01', domain: remotes, text: Again }\nsuggested:",
    'pack.yaml:13: "1.01" is already',
  ],
  [
    'an objective of no domain',
    MANIFEST,
    "'1.01', domain: history",
    "'1.01', domain: past",
    'pack.yaml:10: "past" is not a domain; it must be one of history, remotes',
  ],
  [
    'an objective without quotes',
    MANIFEST,
    "'1.02'",
    '1.02',
    'pack.yaml:11: "objectives 2. id" must be an objective\'s id between quotes, like "4.02"',
  ],
  [
    'an unknown suggestion',
    MANIFEST,
    '[commit, branch]',
    '[commit, stash]',
    'pack.yaml:13: "stash" is not a topic of this pack',
  ],
  [
    'an unknown key',
    MANIFEST,
    'name: Git\n',
    'name: Git\ncolour: red\n',
    'pack.yaml:1: "colour" is not a key of this file',
  ],
  ['no YAML', MANIFEST, 'name: Git', 'name: Git: the tool', 'pack.yaml:2: this is not valid YAML'],
]);
