import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createGrammar } from '../../src/command-line/grammar.ts';
import { argumentsOfUsage, parseArguments } from '../../src/command-line/usage.ts';
import { PACKS_FOLDER } from '../../src/paths.ts';
import { docker } from './grammar.ts';

describe('a usage line', () => {
  test.each([
    [' [OPTIONS] IMAGE [COMMAND] [ARG...]', 'IMAGE COMMAND? ARG...'],
    [' [OPTIONS] CONTAINER [CONTAINER...]', 'CONTAINER+'],
    [' [OPTIONS] [CONTEXT] [CONTEXT...]', 'CONTEXT*'],
    [' [OPTIONS] [SERVICE...]', 'SERVICE*'],
    [' [OPTIONS] [SERVICES]', 'SERVICE*'],
    [' SERVICE [SERVICE...] [OPTIONS]', 'SERVICE+'],
    [' CONTAINER [ps OPTIONS]', 'CONTAINER OPTION...'],
    [' [OPTIONS] PATH | URL | -', 'PATH|URL|-'],
    [' SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]', 'SOURCE_IMAGE TARGET_IMAGE'],
    [' [OPTIONS] NAME[:TAG|@DIGEST]', 'IMAGE'],
    [' [OPTIONS] CONTAINER [REPOSITORY[:TAG]]', 'CONTAINER IMAGE?'],
    [' CONTAINER [PRIVATE_PORT[/PROTO]]', 'CONTAINER PRIVATE_PORT?'],
    [' [OPTIONS] (worker|manager)', 'worker|manager'],
    [' OPTIONS NAME REPOSITORY [REPOSITORY...] ', 'NAME REPOSITORY+'],
    [' MANIFEST_LIST MANIFEST [MANIFEST...]', 'MANIFEST_LIST MANIFEST+'],
    [' -- [COMMAND...]', 'COMMAND...'],
    [' [OPTIONS]', ''],
  ])('%j is %j', (usage, short) => {
    expect(argumentsOfUsage(usage)).toBe(short);
  });

  test('its short form is read', () => {
    expect(parseArguments('IMAGE COMMAND? ARG...')).toEqual([
      { name: 'IMAGE', needed: true, many: false, anyOrder: false },
      { name: 'COMMAND', needed: false, many: false, anyOrder: false },
      { name: 'ARG', needed: false, many: true, anyOrder: false },
    ]);
    expect(parseArguments('')).toEqual([]);
  });
});

describe('the data of the Docker pack', () => {
  test('takes up little room', () => {
    expect(statSync(join(PACKS_FOLDER, 'docker/cli.json')).size).toBeLessThan(150_000);
  });

  test('has one command a line, in alphabetical order', () => {
    const lines = readFileSync(join(PACKS_FOLDER, 'docker/cli.json'), 'utf8').split('\n').slice(4, -3);
    const paths = lines.map((line) => /^ {4}"([^"]*)": \{.*\},?$/.exec(line)?.[1]);
    expect(paths).toHaveLength(docker.commands.size);
    expect(paths).toEqual([...docker.commands.keys()].sort());
  });

  test.each([
    ['ps', 'container ls'],
    ['images', 'image ls'],
    ['rmi', 'image rm'],
    ['run', 'container run'],
    ['build', 'image build'],
    ['buildx build', 'image build'],
    ['builder prune', 'buildx prune'],
    ['volume remove', 'volume rm'],
    ['stack up', 'stack deploy'],
    ['events', 'system events'],
    ['bake', 'buildx bake'],
  ])('docker %s is docker %s', (path, canonical) => {
    expect(docker.commands.get(path)?.canonicalPath).toBe(canonical);
  });

  test.each(['container run', 'container exec', 'container create', 'service create', 'compose run', 'compose exec'])(
    'flags stop at the first argument of docker %s',
    (path) => {
      expect(docker.commands.get(path)?.stopsAtFirst).toBe(true);
    },
  );
});

describe('a grammar', () => {
  const empty = { program: 'tool', version: '1', commands: { '': {} } };

  test.each([
    [null, 'not an object'],
    [{}, '"program"'],
    [{ ...empty, version: 1 }, '"version"'],
    [{ ...empty, commands: {} }, '"commands"'],
    [{ ...empty, commands: { '': {}, a: { is: 'b' } } }, 'another spelling of nothing'],
    [{ ...empty, commands: { '': {}, 'a b': {} } }, '"a" is not'],
    [{ ...empty, commands: { '': {}, a: { flags: { x: { alias: 'y' } } } } }, 'another spelling of nothing'],
    [{ ...empty, commands: { '': {}, a: { flags: { x: 1 } } } }, 'the flag "x"'],
    [{ ...empty, commands: { '': {}, a: { args: 1 } } }, 'the arguments of "a"'],
  ])('is not made of %j', (data, message) => {
    expect(() => createGrammar(data)).toThrow(message);
  });

  test('is made of little', () => {
    expect(createGrammar(empty).commands.size).toBe(1);
  });
});
