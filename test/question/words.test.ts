import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { ENGLISH } from '../../src/language.ts';
import type { QuestionContent } from '../../src/content/pack.ts';
import { judgeTyped, parseTyped, slipIn } from '../../src/question/answering.ts';
import { KINDS, kindOf } from '../../src/question/kinds/index.ts';
import { verdictText, worthText } from '../../src/question/view.ts';
import { docker } from '../command-line/grammar.ts';
import { controls } from '../helpers/read.ts';
import { MARKED, marked, unmarked } from '../helpers/language.ts';

const ids = { press: (pressed: string) => `id:${pressed}`, menu: () => 'id', form: () => 'id' };

/** Texts of a pack are numbers here, so that every other word is one of ours. */
const option = (rank: number) => ({ text: `10${rank}`, why: `20${rank}`, correct: rank < 2, rank });
function content(kind: string): QuestionContent {
  const options =
    kind === 'true-false'
      ? ['True', 'False'].map((text) => ({ text, why: '200', correct: text === 'True' }))
      : [0, 1, 2].map(option);
  const typed = { answers: ['111', '112'], why: '200', mistakes: [] };
  return {
    kind,
    difficulty: 'recall',
    prompt: '300',
    options,
    docs: 'https://x.test/',
    ...((kind === 'command' || kind === 'text') && { typed }),
  };
}

/** Letters of options and the mark of a code block are the same in all languages. */
const words = (text: string) => unmarked(text, ['```sh']).match(/\p{L}{2,}/gu) ?? [];

describe.each(KINDS.map(({ name }) => name))('a question of the kind %s', (name) => {
  const question = content(name);
  const kind = kindOf(question);
  const order = question.options.map((_, index) => index);
  const given = [
    { choice: [0], typed: '111', correct: true, remarks: [] },
    { choice: [1], typed: '113', correct: false, remarks: [] },
    { choice: [0, 1], typed: '113', correct: false, remarks: [] },
    { choice: order, typed: '113', correct: true, remarks: [] },
    { choice: [], typed: '', correct: false, remarks: [] },
  ];

  it('is asked in the language of whoever reads it', () => {
    for (const chosen of [[], [1], [1, 0]]) {
      expect(words(kind.text(MARKED, question, order, chosen))).toEqual([]);
      const shown = controls({
        content: '',
        embeds: [],
        components: kind.controls(MARKED, question, order, ids, chosen),
      });
      expect(shown.flatMap(({ label = '', placeholder = '' }) => words(`${label} ${placeholder}`))).toEqual([]);
    }
    const form = kind.typing?.form(MARKED);
    expect(words(`${form?.label ?? ''} ${form?.placeholder ?? ''}`)).toEqual([]);
  });

  it('is explained in it', () => {
    for (const one of given) {
      expect(words(kind.explanation(MARKED, question, order, one))).toEqual([]);
      expect(words(kind.givenText(MARKED, question, order, one))).toEqual([]);
    }
    for (const { mark, text } of kind.told(MARKED, question, order)) expect(words(`${mark ?? ''} ${text}`)).toEqual([]);
  });

  it('has words of ours in it, in English', () => {
    const english = given.map((one) => kind.explanation(ENGLISH, question, order, one)).join(' ');
    expect(words(english)).not.toEqual([]);
  });
});

it('is worth and earns points in the language of whoever reads it', () => {
  expect(worthText(MARKED, 'understanding')).toBe(marked('Medium, 2 points'));
  expect(verdictText(MARKED, true, 1, 'right')).toBe(`✅ ${marked('Right! +1 point')}`);
  expect(verdictText(MARKED, true, 0, 'practice')).toBe(`✅ ${marked('Right! (practice)')}`);
  expect(verdictText(MARKED, false, 0, 'wrong')).toBe(`❌ ${marked('Not right')}`);
});

it.each([
  ['nothing was typed', () => parseTyped('  ')],
  ['nobody can judge it', () => judgeTyped(content('command'), 'x', undefined)],
])('a typed answer is refused in the language of whoever reads it where %s', (_, refuse) => {
  let said: UserError | undefined;
  try {
    refuse();
  } catch (error) {
    said = error as UserError;
  }
  expect(said).toBeInstanceOf(UserError);
  expect(said?.say(MARKED)).toBe(marked(said?.say(ENGLISH) ?? ''));
});

it.each([
  ['is of no program', 'gti', docker],
  ['has no end', 'docker ps "', docker],
  ['nobody can judge', 'docker ps', undefined],
])('a typed command that %s is handed back in the language of whoever reads it', (_, typed, grammar) => {
  const slip = slipIn(content('command'), typed, grammar);
  expect(slip?.(MARKED)).toBe(marked(slip?.(ENGLISH) ?? ''));
});
