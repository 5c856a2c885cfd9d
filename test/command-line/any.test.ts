import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalise, keyOf } from '../../src/command-line/canonical.ts';
import { judge } from '../../src/command-line/compare.ts';
import { isRefusal, parseCommandLine } from '../../src/command-line/parse.ts';
import { inEnglish } from '../../src/command-line/remark.ts';
import { generated, lineOf } from './generate.ts';
import { docker } from './grammar.ts';
import { renderCommand } from './render.ts';
import { rounds } from '../helpers/soak.ts';

describe('any command line', () => {
  const canonical = (line: string) => {
    const parsed = parseCommandLine(docker, line);
    if (isRefusal(parsed)) throw new Error(`${line}: ${inEnglish(parsed.refusal)}`);
    return canonicalise(parsed);
  };

  test('is the same in another order and spelling of its flags, and by its long name', () => {
    fc.assert(
      fc.property(generated, (one) => {
        const shuffled = [...one.flags]
          .sort((a, b) => a.rank - b.rank)
          .map((flag) => ({ ...flag, style: 3 - flag.style }));
        const own = docker.commands.get(one.command.canonicalPath);
        const isWhole = one.flags.every(
          ({ flag }) =>
            own?.flags.get(flag.name)?.type === flag.type && own?.flags.get(flag.name)?.short === flag.short,
        );
        const path = isWhole ? one.command.canonicalPath : one.command.path;
        expect(keyOf(canonical(lineOf({ ...one, flags: shuffled }, path)))).toBe(keyOf(canonical(lineOf(one))));
      }),
      { numRuns: rounds(600, 10_000) },
    );
  });

  test('reads as the same again when its canonical form is written out', () => {
    fc.assert(
      fc.property(generated, (one) => {
        const first = canonical(lineOf(one));
        const written = renderCommand(docker, first);
        expect(keyOf(canonical(written))).toBe(keyOf(first));
        expect(renderCommand(docker, canonical(written))).toBe(written);
      }),
      { numRuns: rounds(600, 10_000) },
    );
  });

  test('is judged without an error, in at most three sentences of at most 120 characters', () => {
    fc.assert(
      fc.property(generated, generated, fc.string({ unit: 'binary', maxLength: 40 }), (one, other, noise) => {
        for (const typed of [lineOf(one), `${lineOf(one)} ${noise}`, `docker ${noise}`]) {
          const { says } = judge(docker, typed, [lineOf(other), lineOf({ ...one, flags: other.flags })]);
          expect(says.length).toBeLessThanOrEqual(3);
          for (const said of says) expect(inEnglish(said).length).toBeLessThanOrEqual(120);
        }
        expect(judge(docker, lineOf(one), [lineOf(other), lineOf(one)]).correct).toBe(true);
      }),
      { numRuns: rounds(300, 5000) },
    );
  });
});
