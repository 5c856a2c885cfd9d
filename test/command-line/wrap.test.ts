import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitShell } from '../../src/command-line/split.ts';
import { wrapCommandLine } from '../../src/command-line/wrap.ts';
import { generated, lineOf } from './generate.ts';

/** What the shell would hand on. */
function readByShell(line: string) {
  const { words, redirects, broken } = splitShell(line);
  return { words: words.map(({ text }) => text), redirects, broken };
}

describe('a command line that is folded', () => {
  test.each([
    ['docker node rm w3', 'docker node rm w3'],
    ['docker exec -it web sh -c true', 'docker exec -it web sh -c true'],
    ['docker run -d --name web --network host nginx', 'docker run -d --name web \\\n  --network host nginx'],
    ['docker pull --platform linux/arm64 alpine:3.20', 'docker pull \\\n  --platform linux/arm64 \\\n  alpine:3.20'],
    ["docker info --format '{{.NCPU}} {{.MemTotal}}'", "docker info --format \\\n  '{{.NCPU}} {{.MemTotal}}'"],
    [
      'docker service create --publish published=80,target=80,mode=host nginx',
      'docker service create \\\n  --publish published=80,\\\ntarget=80,mode=host nginx',
    ],
    ['docker -H unix:///run/user/1000/docker.sock ps', 'docker -H unix:///run/user/\\\n1000/docker.sock ps'],
    [
      'docker run -v /var/run/docker.sock:/var/run/docker.sock app',
      'docker run -v \\\n  /var/run/docker.sock:\\\n/var/run/docker.sock app',
    ],
    [
      'docker run --rm alpine ls > a-file-of-that-name.txt',
      'docker run --rm alpine \\\n  ls > a-file-of-that-name.txt',
    ],
    [
      'docker run \\\n  --network host --name a-long-name nginx',
      'docker run \\\n  --network host --name a-long-name nginx',
    ],
  ])('%s', (line, folded) => {
    expect(wrapCommandLine(line, 30)).toBe(folded);
  });

  test('is the same to the shell, and no line is longer than asked for but a single word', () => {
    fc.assert(
      fc.property(generated, fc.integer({ min: 20, max: 60 }), (one, width) => {
        const line = lineOf(one);
        const folded = wrapCommandLine(line, width);
        expect(readByShell(folded)).toEqual(readByShell(line));
        for (const part of folded.split('\n')) {
          const text = part.replace(/ ?\\$/, '');
          if (part.length > width) expect(splitShell(text).words).toHaveLength(1);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
