import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ParsedCommand, isRefusal, parseCommandLine } from '../../src/command-line/parse.ts';
import { inEnglish } from '../../src/command-line/remark.ts';
import { splitShell } from '../../src/command-line/split.ts';
import { docker } from './grammar.ts';

function read(text: string): ParsedCommand {
  const result = parseCommandLine(docker, text);
  if (isRefusal(result)) throw new Error(inEnglish(result.refusal));
  return result;
}

function flagsOf(text: string): string[] {
  return read(text).flags.map(({ owner, flag, value }) => `${owner}|${flag.name}=${value}`);
}

function notesOf(text: string): string[] {
  return read(text).notes.map(inEnglish);
}

function refusalOf(text: string): string {
  const result = parseCommandLine(docker, text);
  return isRefusal(result) ? inEnglish(result.refusal) : '';
}

describe('flags', () => {
  test.each([
    ['docker run --detach nginx', ['detach=true']],
    ['docker run -dit nginx', ['detach=true', 'interactive=true', 'tty=true']],
    ['docker run -p80:80 nginx', ['publish=80:80']],
    ['docker run -p=80:80 nginx', ['publish=80:80']],
    ['docker run -itp 80:80 nginx', ['interactive=true', 'tty=true', 'publish=80:80']],
    ['docker run --rm=false --name=web nginx', ['rm=false', 'name=web']],
    ['docker run -d=false nginx', ['detach=false']],
    ['docker run --net back nginx', ['network=back']],
    ['docker run --env "A=b c" --env \'D="e"\' nginx', ['env=A=b c', 'env=D="e"']],
    ['docker run -e -d nginx', ['env=-d']],
    ['docker run --name= nginx', ['name=']],
    ['docker run \\\n  --name web \\\n  nginx', ['name=web']],
    ['$ docker run --name web nginx', ['name=web']],
    ['sudo -u root docker run --name web nginx', ['name=web']],
    ['docker run —name web -e “A=b c” nginx', ['name=web', 'env=A=b c']],
    ['docker run --name web nginx # in front', ['name=web']],
  ])('%j', (text, expected) => {
    expect(flagsOf(text)).toEqual(expected.map((flag) => `container run|${flag}`));
  });

  test('belong to the command before which they stand', () => {
    expect(flagsOf('docker --context prod ps -fname=web')).toEqual(['|context=prod', 'container ls|filter=name=web']);
    expect(flagsOf('docker compose -f a.yaml logs -f')).toEqual(['compose|file=a.yaml', 'compose logs|follow=true']);
  });

  test('may follow the arguments where the program allows it', () => {
    expect(read('docker stop web -t 5').args).toEqual(['web']);
    expect(read('docker run nginx -t 5').args).toEqual(['nginx', '-t', '5']);
    expect(read('docker exec web ls -- -l').args).toEqual(['web', 'ls', '--', '-l']);
    expect(read('docker rm -- -web').args).toEqual(['-web']);
    expect(read('docker run -- nginx -d').args).toEqual(['nginx', '-d']);
  });

  test('that are other spellings are read as the flag itself', () => {
    expect(flagsOf('docker stop --time 5 web')).toEqual(['container stop|timeout=5']);
    expect(flagsOf('docker commit --pause=false web')).toEqual(['container commit|no-pause=true']);
  });

  test('that are on their way out are taken with a note', () => {
    expect(notesOf('docker stop --time 5 web')).toEqual(['`--time` is deprecated: use --timeout (deprecated 28.0).']);
    expect(notesOf('docker trust inspect web')[0]).toContain('plugin');
  });
});

describe('a command line', () => {
  test.each([
    ['docker --version', ''],
    ['docker ps', 'container ls'],
    ['docker help run', 'help'],
    ['docker run --help', 'container run'],
    ['docker ps -h', 'container ls'],
    ['docker volume --help', 'volume'],
    ['docker build - < Dockerfile', 'image build'],
    ['docker rm $(docker ps -aq)', 'container rm'],
    ['docker rm "$NAME"', 'container rm'],
    ['docker buildx history inspect attachment', 'buildx history inspect attachment'],
    ['docker buildx history inspect', 'buildx history inspect'],
    ['docker scout cves --only-severity critical nginx', 'scout'],
    ['docker ps;', 'container ls'],
  ])('%j is taken', (text, path) => {
    expect(read(text).path).toBe(path);
  });

  test('may have variables and redirections', () => {
    const { environment, redirects } = read('DOCKER_CONTENT_TRUST=1 docker save web >web.tar 2>&1');
    expect(environment).toEqual(['DOCKER_CONTENT_TRUST=1']);
    expect(redirects).toEqual([
      { operator: '>', target: 'web.tar' },
      { operator: '2>&', target: '1' },
    ]);
  });

  test.each([
    ['', 'The line must begin with `docker`.'],
    ['podman ps', 'The line must begin with `docker`.'],
    ['docker', 'A command is missing after `docker`.'],
    ['docker volume', 'A command is missing after `docker volume`.'],
    ['docker imgaes', 'There is no command `docker imgaes`; `docker images` is the nearest.'],
    ['docker network attach web', 'There is no command `docker network attach`.'],
    ['docker run --detatch nginx', '`docker run` has no flag `--detatch`; `--detach` is the nearest.'],
    ['docker run -name web nginx', 'Write `--name` with two hyphens.'],
    ['docker run -env A=b nginx', 'Write `--env` with two hyphens.'],
    ['docker run -dX nginx', '`docker run` has no flag `-X`.'],
    ['docker -a ps', '`-a` is not a flag that may stand before the command.'],
    ['docker ps --debug', '`docker ps` has no flag `--debug`.'],
    ['docker run --name', '`--name` needs a value.'],
    ['docker run -d', '`docker run` needs `IMAGE [COMMAND] [ARG]…` after it.'],
    ['docker tag web', '`docker tag` needs `SOURCE_IMAGE TARGET_IMAGE` after it.'],
    ['docker ps web', '`docker ps` takes no arguments, so not `web`.'],
    ['docker pull a b', '`docker pull` takes only `IMAGE`; `b` is too many.'],
    ['docker service scale web 5', 'Write `SERVICE=REPLICAS`: `web` has no `=`.'],
    ['docker swarm join-token workers', 'This must be one of `worker|manager`, not `workers`.'],
    ['docker cp a b', 'One of the two paths is in a container: `NAME:PATH`.'],
    ['docker run --rm=maybe nginx', '`--rm` is on or off; `maybe` is neither.'],
    ['docker run -m much nginx', '`-m` takes a size like `512m`, not `much`.'],
    ['docker run --cpus two nginx', '`--cpus` takes a number, not `two`.'],
    ['docker run -p web nginx', '`-p` takes ports like `8080:80`, not `web`.'],
    ['docker run -p 80:99999 nginx', '`-p` takes ports like `8080:80`, not `80:99999`.'],
    ['docker run --health-interval 5 nginx', '`--health-interval` takes a time like `30s`, not `5`.'],
    ['docker run --mount type=bind,source=/a nginx', '`--mount` needs a `target`.'],
    ['docker run --mount type=bind,from=/a,target=/b nginx', '`--mount` knows no `from`.'],
    ['docker run --mount typ,target=/b nginx', '`--mount` knows no `typ`.'],
    ['docker service create --replicas=-1 nginx', '`--replicas` takes a whole number, not `-1`.'],
    ['docker ps --filter name', '`--filter` takes `key=value`, not `name`.'],
    ['docker ps | wc', 'Give one command line, without `|`.'],
    ['docker ps\ndocker images', 'Give one command line; end a line with `\\` to go on below it.'],
    ['docker rm <name>', 'Put a real value in place of `<name>`.'],
    ['docker rm "web', 'This command line is not complete: a quotation mark is not closed.'],
    ['docker save web >', 'This command line is not complete: a file is missing after < or >.'],
    ['docker rm $(docker ps', 'This command line is not complete: a parenthesis is not closed.'],
    [`docker rm ${'x'.repeat(500)}`, 'This is longer than the 500 characters that a command line may have here.'],
  ])('%j is refused', (text, sentence) => {
    expect(refusalOf(text)).toBe(sentence);
  });

  test('in a text may have placeholders, a mention may lack its arguments', () => {
    const isTaken = (text: string, mode: 'shown' | 'mentioned') => !isRefusal(parseCommandLine(docker, text, mode));
    expect(isTaken('docker swarm join --token <token> <host>:2377', 'shown')).toBe(true);
    expect(isTaken('docker run --memory SIZE IMAGE', 'shown')).toBe(true);
    expect(isTaken('docker run -p 80:80 …', 'shown')).toBe(true);
    expect(isTaken('docker run -p 80:80', 'shown')).toBe(false);
    expect(isTaken('docker run -p 80:80', 'mentioned')).toBe(true);
    expect(isTaken('docker volume', 'mentioned')).toBe(true);
    expect(isTaken('docker service update --image', 'mentioned')).toBe(true);
    expect(isTaken('docker …', 'mentioned')).toBe(true);
    expect(isTaken('docker volume attach', 'mentioned')).toBe(false);
    expect(isTaken('docker ps --nope', 'mentioned')).toBe(false);
  });
});

describe('hostile text', () => {
  const pieces = fc.constantFrom(
    ...[
      'docker ',
      'run ',
      '-',
      '--',
      '=',
      '"',
      "'",
      '`',
      '$(',
      ')',
      '<',
      '>',
      '|',
      '&',
      ';',
      '\\',
      '\n',
      '\r',
      '#',
      '…',
    ],
    ...[
      '--name',
      '-p ',
      '--mount ',
      'a=b,',
      '\u202e',
      '\ud800',
      '{{',
      '}}',
      'ps ',
      'compose ',
      '<a>',
      '—',
      '&>',
      '@',
      ':',
    ],
  );
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 600 }),
    fc.array(pieces, { maxLength: 60 }).map((list) => list.join('')),
    fc.array(pieces, { maxLength: 40 }).map((list) => `docker run ${list.join('')}`),
  );

  test('never throws, and a refusal is one line of at most 120 characters with whole code spans', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom('typed', 'shown', 'mentioned'), (text, mode) => {
        const result = parseCommandLine(docker, text, mode);
        if (!isRefusal(result)) return;
        const refusal = inEnglish(result.refusal);
        expect(refusal.length).toBeLessThanOrEqual(120);
        expect(refusal).not.toMatch(/[\n\r\u202e\ud800]/);
        expect((refusal.match(/`/g) ?? []).length % 2).toBe(0);
      }),
      { numRuns: 3000 },
    );
  });

  test('is taken apart to its end', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        let at = 0;
        for (let rounds = 0; at < text.length; rounds++) {
          expect(rounds).toBeLessThanOrEqual(text.length);
          const { end } = splitShell(text, at);
          expect(end).toBeGreaterThan(at);
          at = end;
        }
      }),
      { numRuns: 3000 },
    );
  });
});
