import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalise, keyOf } from '../../src/command-line/canonical.ts';
import { judge } from '../../src/command-line/compare.ts';
import { isRefusal, parseCommandLine } from '../../src/command-line/parse.ts';
import { rounds } from '../helpers/soak.ts';
import { type Generated, generated, lineOf } from './generate.ts';
import { docker } from './grammar.ts';

/** Whether two lines are the same to docker, each read to the letter. */
function isSame(one: string, other: string): boolean {
  const [first, second] = [one, other].map((line) => {
    const parsed = parseCommandLine(docker, line, 'shown');
    return isRefusal(parsed) ? undefined : keyOf(canonicalise(parsed));
  });
  return first !== undefined && first === second;
}

const isRight = (typed: string, ...answers: string[]) => judge(docker, typed, answers).correct;

describe('what a phone makes of a command line is forgiven', () => {
  test.each([
    ['a capital at its beginning', 'Docker ps -a'],
    ['a capital after the prompt', '$ Docker ps -a'],
    ['a capital in front of sudo', 'Sudo docker ps -a'],
    ['a long dash', 'docker ps —all'],
    ['a dash of half the length', 'docker ps –all'],
    ['a dash for the one hyphen of a letter', 'docker ps –a'],
    ['a minus', 'docker ps −a'],
    ['hyphens that do not break', 'docker ps ‑‑all'],
    ['a full stop', 'docker ps -a.'],
    ['the full stop that two spaces make', 'docker ps -a. '],
    ['spaces that do not break', 'docker\u00a0ps\u202f-a'],
    ['spaces around it', '\u00a0 docker ps -a\n'],
    ['characters that are not seen', '\ufeffdocker ps\u200b -a'],
  ])('%s', (_, typed) => {
    expect(isRight(typed, 'docker ps --all')).toBe(true);
  });

  test.each([
    ['docker run -e “A=b c” nginx', 'docker run --env "A=b c" nginx'],
    ['docker run -e ‘A=b c’ nginx.', 'docker run --env "A=b c" nginx'],
    ['docker run -e «A=b c» nginx', 'docker run --env "A=b c" nginx'],
    ['docker ps --format “{{.ID}}”.', 'docker ps --format {{.ID}}'],
    ['docker exec web ls — -l', 'docker exec web ls -- -l'],
    ['docker build -t web .', 'docker build -t web .'],
    ['docker cp web:/data/. .', 'docker cp web:/data/. .'],
    ['docker search a.', 'docker search a.'],
    ['$   docker ps', 'docker ps'],
    ['docker exec web ls —', 'docker exec web ls --'],
  ])('%s', (typed, answer) => {
    expect(isRight(typed, answer)).toBe(true);
  });
});

describe('it does not turn a wrong command line right', () => {
  test.each([
    ['docker run -P nginx', 'docker run -p 80:80 nginx'],
    ['docker run -P nginx', 'docker run -p nginx nginx'],
    ['docker ps -A', 'docker ps -a'],
    ['docker PS -a', 'docker ps -a'],
    ['DOCKER ps -a', 'docker ps -a'],
    ['docker Ps', 'docker ps'],
    ['docker run Nginx', 'docker run nginx'],
    ['docker run —Rm nginx', 'docker run --rm nginx'],
    ['docker run -rm nginx', 'docker run --rm nginx'],
    ['docker ps —a', 'docker ps -a'],
    ['docker build -t web', 'docker build -t web .'],
    ['docker build -t web ..', 'docker build -t web .'],
    ['docker cp web:/data .', 'docker cp web:/data/. .'],
    ['docker run -e a–b nginx', 'docker run -e a--b nginx'],
    ['HOST=1 docker ps', 'Host=1 docker ps'],
    ['Host=1 docker ps', 'host=1 docker ps'],
    ['docker run -e $ nginx', 'docker run -e nginx'],
  ])('%s', (typed, answer) => {
    expect(isRight(typed, answer)).toBe(false);
  });

  /** What a keyboard does to a line, each only where it does it. */
  const slips: ((line: string) => string)[] = [
    (line) => line.replace(/^d/, 'D'),
    (line) => line.replace(/(?<= )--(?=[a-z])/g, '—'),
    (line) => line.replace(/(?<= )--(?=[a-z]{2})/g, '–'),
    (line) => line.replace(/"([^"]*)"/g, '“$1”'),
    (line) => line.replace(/'/g, '’'),
    (line) => line.replaceAll(' ', '\u00a0'),
    (line) => `${line}  `,
    (line) => (/[\p{L}\p{N}]$/u.test(line) ? `${line}. ` : line),
  ];
  const phone = fc.subarray(slips).map((chosen) => (line: string) => chosen.reduce((said, slip) => slip(said), line));
  const change = (one: Generated, other: Generated, what: number): Generated => {
    if (what === 0) return other;
    if (what === 1) return { ...one, flags: one.flags.slice(1) };
    return { ...one, args: one.args.slice(0, -1) };
  };

  test('but leaves every verdict as it is', () => {
    let wrong = 0;
    fc.assert(
      fc.property(generated, generated, fc.nat(2), phone, (one, other, what, typedOn) => {
        const answer = lineOf(one);
        for (const meant of [answer, lineOf(change(one, other, what))]) {
          const right = isSame(meant, answer);
          if (!right) wrong++;
          expect(isRight(typedOn(meant), answer)).toBe(right);
        }
      }),
      { numRuns: rounds(600, 10_000) },
    );
    // Otherwise it was only ever asked about right ones.
    expect(wrong).toBeGreaterThan(100);
  });

  test('nor does the case of anything but its first letter matter less', () => {
    fc.assert(
      fc.property(generated, fc.nat(), (one, at) => {
        const answer = lineOf(one);
        const place = 1 + (at % (answer.length - 1));
        const letter = answer[place] ?? '';
        const other = letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();
        fc.pre(other !== letter);
        const typed = answer.slice(0, place) + other + answer.slice(place + 1);
        expect(isRight(typed.replace(/^d/, 'D'), answer)).toBe(isSame(typed, answer));
      }),
      { numRuns: rounds(600, 10_000) },
    );
  });
});
