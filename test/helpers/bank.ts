/** Questions for a bank, without a database. */
import type { NewQuestion } from '../../src/question/bank.ts';

/** A medium question with four options of the pack's first topic and domain, unless told otherwise. */
export function newQuestion(key: number, more: Partial<NewQuestion> = {}): NewQuestion {
  return {
    key,
    revision: `r${key}`,
    packId: 'git',
    topicId: 1,
    domain: 'history',
    label: 'understanding',
    kind: 'single',
    options: 4,
    right: 1,
    domc: true,
    proved: null,
    ...more,
  };
}
