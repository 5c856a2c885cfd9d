import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkCommandLines, findCommandLines } from '../../src/command-line/find.ts';
import { PACKS_FOLDER } from '../../src/paths.ts';
import { docker } from './grammar.ts';

const find = (text: string) => findCommandLines(text, 'docker');
const texts = (text: string) => find(text).map((found) => found.text);
const fenced = (...lines: string[]) => ['```sh', ...lines, '```'].join('\n');

describe('in running text', () => {
  test.each([
    ['Use `docker ps` and `docker images -q`.', ['docker ps', 'docker images -q']],
    ['The daemon is `dockerd`, the group `docker-users`, the host `docker.io`.', []],
    ['`sudo docker ps`, `$ docker ps`, `A=1 docker ps`', ['docker ps', 'docker ps', 'docker ps']],
    ['`docker export a | docker import - b`', ['docker export a', 'docker import - b']],
    ['`docker rm $(docker ps -aq)`', ['docker rm $(docker ps -aq)', 'docker ps -aq']],
    ['`docker build -t a . && docker push a; ls`', ['docker build -t a .', 'docker push a']],
    ['`docker ps -q | xargs docker rm`', ['docker ps -q', 'docker rm']],
    ['`cat a.tar | docker load`', ['docker load']],
    ['``docker ps``', ['docker ps']],
    ['docker ps without code', []],
    ['`--format` of docker', []],
  ])('%s', (text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  test('the place is known', () => {
    const text = 'One\n\ntwo `docker ps`\nthree `sudo docker images`';
    for (const { text: line, offset } of find(text)) expect(text.slice(offset, offset + line.length)).toBe(line);
    expect(find(text).map(({ line, mode }) => [line, mode])).toEqual([
      [3, 'mentioned'],
      [4, 'mentioned'],
    ]);
  });
});

describe('in a fenced block', () => {
  test('each line is one, comments are none', () => {
    expect(texts(fenced('# docker ps', 'docker ps', '', '  docker images # all', 'ls'))).toEqual([
      'docker ps',
      'docker images',
    ]);
  });

  test('a line goes on after a backslash and within quotes', () => {
    expect(texts(fenced('docker run \\', '  --name web \\', '  nginx', 'docker ps'))).toEqual([
      'docker run \\\n  --name web \\\n  nginx',
      'docker ps',
    ]);
    expect(texts(fenced("docker run alpine sh -c 'a", "b'", 'docker ps'))).toEqual([
      "docker run alpine sh -c 'a\nb'",
      'docker ps',
    ]);
  });

  test('only what follows a prompt is a command, if there are prompts', () => {
    expect(texts(fenced('$ docker ps', 'docker is fine', '$ docker images'))).toEqual(['docker ps', 'docker images']);
  });

  test('a here document is content', () => {
    expect(texts(fenced('docker config create a - <<EOF', 'docker nonsense', 'EOF', 'docker ps'))).toEqual([
      'docker config create a - <<EOF',
      'docker ps',
    ]);
  });

  test('loops and conditions are looked through', () => {
    expect(texts(fenced('for c in a b; do docker rm $c; done', 'if docker inspect a; then docker rm a; fi'))).toEqual([
      'docker rm $c',
      'docker inspect a',
      'docker rm a',
    ]);
  });

  test('the place is known', () => {
    const text = `Text \`docker ps\`\n\n${fenced('# first', 'docker images', 'docker run \\', '  nginx', 'sudo docker ps')}\n\n\`docker info\``;
    for (const { text: line, offset } of find(text)) expect(text.slice(offset, offset + line.length)).toBe(line);
    expect(find(text).map(({ line, mode }) => [line, mode])).toEqual([
      [1, 'mentioned'],
      [5, 'shown'],
      [6, 'shown'],
      [8, 'shown'],
      [11, 'mentioned'],
    ]);
  });
});

describe('a check', () => {
  test('names what the program refuses, with its line', () => {
    expect(
      checkCommandLines(docker, `Fine: \`docker ps\`.\n\n\`docker stack update\`\n${fenced('docker run -p 80:80')}`),
    ).toEqual([
      { line: 3, message: '`docker stack update` is refused: There is no command `docker stack update`.' },
      { line: 5, message: '`docker run -p 80:80` is refused: `docker run` needs `IMAGE [COMMAND] [ARG]…` after it.' },
    ]);
  });

  test('lets pass what is listed, if it stands there and is refused', () => {
    const text = '`docker network attach web app` and `docker ps`';
    expect(checkCommandLines(docker, text, { refused: ['docker network attach  web app'] })).toEqual([]);
    expect(
      checkCommandLines(docker, text, { refused: ['docker network attach web app', 'docker ps', 'docker sp'] }),
    ).toEqual([
      { line: 1, message: '`docker ps` is listed as refused, but docker takes it' },
      { line: 1, message: '`docker sp` is listed as refused, but is not in the text' },
    ]);
  });

  test('never throws, and finds only what is there', () => {
    const pieces = fc.constantFrom(
      '`',
      '```\n',
      '\n',
      '$ ',
      'docker ',
      'run ',
      "'",
      '"',
      '$(',
      ')',
      '\\\n',
      '<<EOF\n',
      '|',
      '…',
      '<a>',
      '#',
      '\r',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 60 }),
        (list) => {
          const text = list.join('');
          checkCommandLines(docker, text, { refused: ['docker sp'] });
          for (const { text: line, offset } of find(text)) expect(text.slice(offset, offset + line.length)).toBe(line);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

test('every command block of the Docker pack holds what docker takes', () => {
  const folder = join(PACKS_FOLDER, 'docker/topics');
  const problems = readdirSync(folder).flatMap((name) => {
    const blocks = readFileSync(join(folder, name), 'utf8').match(/^```sh\n[\s\S]*?^```$/gm) ?? [];
    return blocks.flatMap((block) => checkCommandLines(docker, block).map(({ message }) => `${name}: ${message}`));
  });
  expect(problems).toEqual([]);
});
