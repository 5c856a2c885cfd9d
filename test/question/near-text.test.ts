import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FORGIVABLE, type Forgivable } from '../../src/content/pack.ts';
import { kindOf } from '../../src/question/kinds/index.ts';
import { plainText, slipsIn } from '../../src/question/near-text.ts';
import { rounds } from '../helpers/soak.ts';

const ARTICLES = ['el', 'la', "l'"];

describe('what a keyboard puts in is no difference', () => {
  test.each([
    ['buenos días', '  buenos\u00a0 días. '],
    ['buenos días', 'buenos di\u0301as'],
    ['¡Hola!', 'Hola'],
    ['hola', '“hola”.'],
    ["l'eau", 'l’eau'],
    ['vis-à-vis', 'vis‑à–vis'],
    ['--', '—'],
    ['42', '42.'],
    ['¿Qué?', 'Qué…'],
    ['¡¿Qué?!', 'Qué'],
    ['hola', '“¡Hola!”'.toLowerCase()],
    ['ja', "'ja'"],
    ['12 (zwölf)', '12 (zwölf)!'],
  ])('%j and %j', (one, other) => {
    expect(plainText(one)).toBe(plainText(other));
  });

  test.each([
    ['5', '5!'],
    ['NET', '.NET'],
    ['C', 'C#'],
    ['C', 'C++'],
    ['-5', '5'],
    ['x', 'x²'],
    ['1.5', '15'],
    ['say "hi" to', 'say hi to'],
    ['"a" b', 'a b'],
    ['b "a"', 'b a'],
    ["'a' b", 'a b'],
    ["b 'a'", 'b a'],
    ['e.g. this', 'e.g this'],
    ['a ¿b', 'a b'],
  ])('%j and %j are different all the same', (one, other) => {
    expect(plainText(one)).not.toBe(plainText(other));
  });
});

describe('how a typed text differs', () => {
  test.each([
    ['está', 'está', []],
    ['Está', 'está', ['case']],
    ['esta', 'está', ['accents']],
    ['ESTA', 'está', ['case', 'accents']],
    ['ano', 'año', ['accents']],
    ['corazno', 'corazón', ['accents', 'typos']],
    ['coraozn', 'corazon', ['typos']],
    ['enfermedda', 'enfermedad', ['typos']],
    ['enfremedda', 'enfermedad', ['typos']],
    ['es', 'está', undefined],
    ['si', 'no', undefined],
    ['su', 'si', undefined],
    ['casa', 'cosa', ['typos']],
    ['1954', '1945', undefined],
    ['in 1945 gewonnem', 'in 1945 gewonnen', ['typos']],
    ['', 'si', undefined],
    ['कमल', 'कमाल', undefined],
    ['かき', 'がき', undefined],
  ])('%j for %j', (typed, wanted, slips) => {
    expect(slipsIn(typed, wanted, [])).toEqual(slips);
  });

  test.each([
    ['problema', 'el problema', []],
    ['el problema', 'problema', []],
    ['El problema', 'el problema', []],
    ['la problema', 'el problema', ['article']],
    ['La probléma', 'el problema', ['article', 'accents']],
    ['l’eau', 'eau', []],
    ['la', 'el', undefined],
    ['ella', 'la', undefined],
    ['lana', 'na', undefined],
  ])('%j for %j, with articles', (typed, wanted, slips) => {
    expect(slipsIn(typed, wanted, ARTICLES)).toEqual(slips);
  });

  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'aábcdeéñouüAÁEÑ'), minLength: 1, maxLength: 12 }),
    fc.string({ unit: fc.constantFrom('ab', 'é', ' ', '1', '2', '.', '!', '"', '-', 'か', 'कि'), maxLength: 12 }),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  );

  test('is nothing from itself, and as much one way as the other, but for how long the wanted one is', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(slipsIn(one, one, [])).toEqual([]);
        const [there, back] = [slipsIn(one, other, []), slipsIn(other, one, [])];
        if (there && back) expect(there).toEqual(back);
      }),
      { numRuns: rounds(1000, 20_000) },
    );
  });

  test('is never nothing between two texts that a reader sees to be two', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        if (plainText(one) === plainText(other)) expect(slipsIn(one, other, [])).toEqual([]);
        else expect(slipsIn(one, other, [])).not.toEqual([]);
      }),
      { numRuns: rounds(1000, 20_000) },
    );
  });
});

describe('a typed answer', () => {
  const judge = (typed: string, answers: string[], forgives: (typeof FORGIVABLE)[number][], mistakes: string[] = []) =>
    kindOf({ kind: 'text' }).typing?.judge(
      {
        kind: 'text',
        difficulty: 'recall',
        prompt: 'x',
        docs: 'x',
        options: [],
        typed: {
          answers,
          why: 'x',
          mistakes: mistakes.map((command) => ({ command, why: `no: ${command}` })),
          forgives,
        },
      },
      typed,
      undefined,
    );
  const says = (...args: Parameters<typeof judge>) => judge(...args)?.says.map((say) => say('en-US'));

  test('is told what it nearly is', () => {
    expect(judge('esta', ['está'], ['case', 'typos'])?.correct).toBe(false);
    expect(says('esta', ['está'], ['case', 'typos'])).toEqual(['Nearly: mind the accents.']);
    expect(says('Esta', ['está'], [])).toEqual(['Nearly: mind the capital letters and accents.']);
    expect(says('montag', ['Montag'], [])).toEqual(['Nearly: mind the capital letters.']);
    expect(says('coraçon', ['alma', 'corazón'], [])).toEqual(['Nearly: mind the accents and spelling of **corazón**.']);
    expect(says('perro', ['corazón'], [])).toEqual([]);
  });

  test('is told how it is written where that was forgiven, but for capital letters', () => {
    expect(judge('Esta', ['está'], ['case', 'accents'])?.correct).toBe(true);
    expect(says('Esta', ['está'], ['case', 'accents'])).toEqual(['Only mind the accents.']);
    expect(says('Está', ['está'], ['case', 'accents'])).toEqual([]);
    expect(says('corazno', ['corazón'], [...FORGIVABLE])).toEqual(['Only mind the accents and spelling.']);
  });

  test('that the author foresaw as a mistake is one, though a slip of the finger away from an answer', () => {
    expect(judge('cama', ['casa'], ['case', 'typos'])?.correct).toBe(true);
    expect(judge('cama', ['casa'], ['case', 'typos'], ['cama'])?.correct).toBe(false);
    expect(says('Cama', ['casa'], ['case', 'typos'], ['cama'])).toEqual(['no: cama']);
    expect(judge('casa', ['casa'], ['case', 'typos'], ['cama'])?.correct).toBe(true);
    expect(says('capa', ['casa'], ['case', 'typos'], ['cama', 'capa'])).toEqual(['no: capa']);
    expect(says('perro', ['casa'], ['case', 'typos'], ['cama', 'capa'])).toEqual([]);
    // What the check of packs refuses, and a bot may be served all the same.
    expect(judge('casa', ['casa'], ['case'], ['Casa'])?.correct).toBe(true);
  });

  test('is compared with the nearest of the answers first', () => {
    expect(says('corazon', ['korazón', 'corazón'], [])).toEqual(['Nearly: mind the accents of **corazón**.']);
  });

  test('is asked for with what is forgiven, and explained with what was typed, every answer and why', () => {
    const kind = kindOf({ kind: 'text' });
    const content = (answers: string[], forgives?: Forgivable[]) => ({
      ...{ kind: 'text', difficulty: 'recall' as const, prompt: 'Heart?', docs: 'x', options: [] },
      typed: { answers, why: 'So it is.', mistakes: [], ...(forgives && { forgives }) },
    });
    expect(kind.text('en-US', content(['x'], ['case', 'accents']), [])).toBe(
      '**Heart?**\n\nForgiven here: capital letters and accents.',
    );
    expect(kind.text('en-US', content(['x'], []), [])).toBe('**Heart?**\n\nEvery letter counts, capital letters too.');
    expect(kind.text('en-US', content(['x']), [])).toContain('Every letter counts');
    const given = { choice: [], typed: 'perro', correct: false, remarks: ['One.', 'Two.'] };
    expect(kind.explanation('en-US', content(['corazón']), [], given)).toBe(
      '**Heart?**\n\nYou typed `perro`\nOne.\nTwo.\n\nRight: **corazón**\n\nSo it is.',
    );
    expect(kind.explanation('en-US', content(['corazón', 'alma']), [], { choice: [], typed: 'perro' })).toBe(
      '**Heart?**\n\nYou typed `perro`\n\nRight: **corazón**\nAlso right: **alma**\n\nSo it is.',
    );
    expect(kind.typing?.form('en-US')).toEqual({
      label: 'Your answer',
      placeholder: 'A word or a few',
      maxLength: 150,
    });
    expect(kind.typing?.slipIn(content(['x']), 'x'.repeat(150), undefined)).toBeUndefined();
    expect(kind.typing?.slipIn(content(['x']), 'x'.repeat(151), undefined)?.('en-US')).toBe(
      'An answer has at most 150 characters.',
    );
    expect(kind.lines(content(['corazón']))).toEqual(['- ✅ corazón', '- So it is.']);
  });

  const word = fc.string({ unit: fc.constantFrom(...'aábeéñoAÁE1'), minLength: 1, maxLength: 10 });
  const forgives = fc.subarray([...FORGIVABLE]);

  test('is right exactly where it is the answer once what is forgiven is taken from both', () => {
    const folded = (said: string, forgiven: readonly string[]) => {
      const accents = forgiven.includes('accents') ? said.normalize('NFD').replace(/\p{Mn}/gu, '') : said;
      return forgiven.includes('case') ? accents.toLowerCase() : accents;
    };
    fc.assert(
      fc.property(word, word, forgives, (typed, answer, forgiven) => {
        fc.pre(!forgiven.includes('typos'));
        const isSame = folded(typed, forgiven) === folded(answer, forgiven);
        expect(judge(typed, [answer], forgiven)?.correct).toBe(isSame);
      }),
      { numRuns: rounds(2000, 20_000) },
    );
  });

  /** What a keyboard does to a text, each only where it does it. */
  const slips: ((text: string) => string)[] = [
    (text) => text.replaceAll(' ', '\u00a0'),
    (text) => text.replaceAll("'", '’'),
    (text) => text.replaceAll('--', '—'),
    (text) => ` ${text}  `,
    (text) => text.normalize('NFD'),
    (text) => (/[\p{L}\p{N}]$/u.test(text) ? `${text}. ` : text),
  ];

  test('has the verdict that it had before a phone typed it', () => {
    const phrase = fc
      .array(word, { minLength: 1, maxLength: 3 })
      .chain((words) => fc.constantFrom(' ', "'", '--').map((by) => words.join(by)));
    const near = fc
      .tuple(phrase, fc.nat(3))
      .map(([text, change]) => [text, [text, text.toUpperCase(), `${text}b`, text.slice(1)][change] ?? text] as const);
    fc.assert(
      fc.property(near, fc.subarray(slips), forgives, ([answer, meant], chosen, forgiven) => {
        const typed = chosen.reduce((said, slip) => slip(said), meant);
        expect(judge(typed, [answer], forgiven)).toMatchObject({ correct: judge(meant, [answer], forgiven)?.correct });
      }),
      { numRuns: rounds(2000, 20_000) },
    );
  });

  test('is never made wrong by forgiving more, nor right by another figure', () => {
    fc.assert(
      fc.property(word, word, forgives, (typed, answer, forgiven) => {
        const figures = (said: string) => said.replace(/\D/g, '');
        const right = judge(typed, [answer], forgiven)?.correct;
        if (right) expect(judge(typed, [answer], [...FORGIVABLE])?.correct).toBe(true);
        if (figures(typed) !== figures(answer)) expect(right).toBe(false);
        if (!forgiven.includes('accents') && typed.length === answer.length && right && !forgiven.includes('typos'))
          expect(typed.toLowerCase()).toBe(answer.toLowerCase());
      }),
      { numRuns: rounds(2000, 20_000) },
    );
  });

  test('is judged without an error, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 160 }),
        fc.string({ unit: 'binary', maxLength: 100 }),
        (a, b) => {
          expect(judge(a, [b, a], [...FORGIVABLE])?.correct).toBe(true);
        },
      ),
      { numRuns: rounds(500, 5000) },
    );
  });
});
