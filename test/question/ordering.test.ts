import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseCustomId } from '../../src/components.ts';
import { ENGLISH } from '../../src/language.ts';
import type { QuestionContent } from '../../src/content/pack.ts';
import { parseQuestions } from '../../src/pack/parse-questions.ts';
import { optionsAt, parsePlaces } from '../../src/question/answering.ts';
import { asCorrected } from '../../src/question/corrected.ts';
import { kindOf } from '../../src/question/kinds/index.ts';
import { controls } from '../helpers/read.ts';

const step = (text: string, rank: number) => ({ text, why: `Why ${text}.`, correct: true, rank });

function question(texts: readonly string[]): QuestionContent {
  return {
    kind: 'ordering',
    difficulty: 'applying',
    prompt: 'How?',
    options: texts.map(step),
    docs: 'https://x.test/',
  };
}

const TEA = question(['boil', 'pour', 'drink']);
/** A is drink, B is boil, C is pour. */
const SHOWN = [2, 0, 1];
const kind = kindOf(TEA);
const ids = { press: (pressed: string) => `quiz:answer:q:0:${pressed}`, menu: () => 'menu' };

/** The buttons that can be pressed, with what each says. */
function buttons(chosen: readonly number[]) {
  const found = controls({ content: '', embeds: [], components: kind.controls(ENGLISH, TEA, SHOWN, ids, chosen) });
  return found.flatMap(({ label = '', custom_id = '', disabled }) => (disabled ? [] : [[label, custom_id]]));
}

describe('steps to be put in order', () => {
  it.each([
    [
      'at first: a button for each',
      [],
      [
        ['A', '0'],
        ['B', '1'],
        ['C', '2'],
      ],
    ],
    [
      'after one: it is taken, and can be undone',
      [0],
      [
        ['A', '10'],
        ['C', '12'],
        ['Undo', ''],
      ],
    ],
    [
      'after two: the last one ends it',
      [0, 1],
      [
        ['A', '120'],
        ['Undo', '1'],
      ],
    ],
  ])('%s', (_, chosen, expected) => {
    expect(buttons(chosen)).toEqual(expected.map(([label, pressed]) => [label, ids.press(pressed ?? '')]));
  });

  it('show what is chosen so far', () => {
    expect(kind.text(ENGLISH, TEA, SHOWN, [])).toContain('**A.** drink\n**B.** boil\n**C.** pour\n\nPress the letters');
    expect(kind.text(ENGLISH, TEA, SHOWN, [0, 1])).toContain('So far: **B** → **C**');
  });

  it('are explained with both orders and the first misplaced step', () => {
    const wrong = kind.explanation(ENGLISH, TEA, SHOWN, { choice: [0, 2, 1] });
    expect(wrong).toContain('Your order: **B** → **A** → **C**\n❌ Step 2 is **C**, and not **A**.');
    expect(wrong).toContain('✅ Right order: **B** → **C** → **A**');
    expect(wrong).toContain('**2.** pour (**C**)\nWhy pour.');
    expect(kind.explanation(ENGLISH, TEA, SHOWN, { choice: [0, 1, 2] })).toContain(
      '✅ Your order is right: **B** → **C** → **A**',
    );
    expect(kind.explanation(ENGLISH, TEA, SHOWN, { choice: [] })).not.toContain('our order');
  });

  it('tell a group how many were right up to each step', () => {
    expect(kind.told(ENGLISH, TEA, SHOWN)).toEqual([
      { index: 0, mark: '1', text: 'boil' },
      { index: 1, mark: '2', text: 'pour' },
      { index: 2, mark: '3', text: 'drink' },
    ]);
    expect(
      kind.counted(TEA, [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
      ]),
    ).toEqual([2, 1, 1]);
  });

  it('keep what was answered when their right order is corrected', () => {
    const now = asCorrected(TEA, question(['pour', 'boil', 'drink']));
    expect(now.options.map(({ text }) => text)).toEqual(['boil', 'pour', 'drink']);
    expect(kind.isRight(now, [0, 1, 2])).toBe(false);
    expect(kind.isRight(now, [1, 0, 2])).toBe(true);
    expect(kind.explanation(ENGLISH, now, SHOWN, { choice: [0, 1, 2] })).toContain(
      'Right order: **C** → **B** → **A**',
    );
  });

  it.each([
    [3, 1 / 6],
    [4, 1 / 24],
    [6, 1 / 720],
  ])('are guessed, where there are %d, with the chance %d', (options, chance) => {
    expect(kind.guessingChance({ kind: 'ordering', options, right: options })).toBeCloseTo(chance, 12);
  });
});

const permutations = fc.integer({ min: 3, max: 6 }).chain((count) => {
  const all = Array.from({ length: count }, (_, index) => index);
  const order = () => fc.shuffledSubarray(all, { minLength: count, maxLength: count });
  return fc.record({ count: fc.constant(count), shown: order(), choice: order() });
});

test('any order of the steps is right if, and only if, it is the one of the file', () => {
  fc.assert(
    fc.property(permutations, ({ count, choice }) => {
      const content = question(Array.from({ length: count }, (_, index) => `step ${index}`));
      const isSame = choice.every((index, place) => index === place);
      expect(kind.isWhole(content, choice)).toBe(true);
      expect(kind.isRight(content, choice)).toBe(isSame);
      expect(kind.isWhole(content, choice.slice(1))).toBe(false);
      expect(kind.isRight(content, choice.slice(0, -1))).toBe(false);
    }),
  );
});

test('pressing the letters of an order, whatever the order shown, gives that order in short custom IDs', () => {
  fc.assert(
    fc.property(permutations, ({ count, shown, choice }) => {
      const content = question(Array.from({ length: count }, (_, index) => `step ${index}`));
      let chosen: number[] = [];
      for (const index of choice) {
        const rows = kind.controls(ENGLISH, content, shown, ids, chosen) as never;
        const letter = 'ABCDEF'[shown.indexOf(index)];
        const pressed = controls({ content: '', embeds: [], components: rows }).find(({ label }) => label === letter);
        expect(pressed?.disabled).toBeFalsy();
        const id = pressed?.custom_id ?? '';
        expect(id.length).toBeLessThanOrEqual(100);
        chosen = optionsAt(shown, parsePlaces(parseCustomId(id).args[2]));
      }
      expect(chosen).toEqual(choice);
    }),
  );
});

describe('in a file', () => {
  const read = (steps: string[]) =>
    parseQuestions(
      'tea.yaml',
      'tea',
      `- id: tea-making\n  kind: ordering\n  difficulty: recall\n  question: How?\n  steps:\n${steps
        .map((text) => `    - text: ${text}\n      why: Because.\n`)
        .join('')}`,
      'https://x.test/',
    );

  it('the steps stand in the right order, which goes with each', () => {
    const { questions, problems } = read(['boil', 'pour', 'drink']);
    expect(problems).toEqual([]);
    expect(questions[0]?.question.content.options).toMatchObject([
      { text: 'boil', rank: 0 },
      { text: 'pour', rank: 1 },
      { text: 'drink', rank: 2 },
    ]);
  });

  it.each([
    ['two steps', ['boil', 'pour'], '"steps" must be 3 to 6 steps'],
    ['seven steps', [...'abcdefg'], '"steps" must be 3 to 6 steps'],
    ['a step twice', ['boil', 'pour', 'boil'], '"boil" stands here twice'],
  ])('%s are refused', (_, steps, message) => {
    expect(read(steps).problems.map((problem) => problem.message)).toEqual([message]);
  });
});
