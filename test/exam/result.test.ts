import { describe, expect, it } from 'vitest';
import { mostToGain, scoreByDomain } from '../../src/exam/result.ts';

const DOMAINS = [
  { id: 'a', name: 'Alpha', weight: 60 },
  { id: 'b', name: 'Beta', weight: 30 },
  { id: 'c', name: 'Gamma', weight: 10 },
];
const answers = (domain: string | null, marks: string) =>
  [...marks].map((mark) => ({ facts: { domain }, correct: mark === '+' }));

describe('the score by domain', () => {
  it('counts each in the order of the manifest, and leaves out what was not asked', () => {
    expect(scoreByDomain([...answers('b', '+-'), ...answers('a', '++-+'), ...answers('b', '+')], DOMAINS)).toEqual([
      { name: 'Alpha', weight: 60, questions: 4, correct: 3 },
      { name: 'Beta', weight: 30, questions: 3, correct: 2 },
    ]);
  });

  it('counts what belongs to no domain, or to one that is gone, last', () => {
    expect(scoreByDomain([...answers(null, '+'), ...answers('gone', '-'), ...answers('c', '-')], DOMAINS)).toEqual([
      { name: 'Gamma', weight: 10, questions: 1, correct: 0 },
      { name: null, weight: null, questions: 2, correct: 1 },
    ]);
  });
});

describe('most to gain', () => {
  it('is where the missed share weighs most', () => {
    // Of 100%: 60 × 1/4 = 15, 30 × 2/3 = 20, 10 × 1 = 10.
    const scores = scoreByDomain([...answers('a', '++-+'), ...answers('b', '+--'), ...answers('c', '--')], DOMAINS);
    expect(mostToGain(scores)?.name).toBe('Beta');
  });

  it('is nowhere when nothing was missed', () => {
    expect(mostToGain(scoreByDomain(answers('a', '++'), DOMAINS))).toBeUndefined();
    expect(mostToGain([])).toBeUndefined();
  });
});
