/** Questions that ask the same in nearly the same words. */
import { stemmer } from 'stemmer';
import { kindOf } from '../../question/kinds/index.ts';
import type { PackQuestion } from '../../content/pack.ts';
import type { Problem } from '../problem.ts';
import type { Places } from './check.ts';

/** Cosine of the weighted words, 0 to 1, from which two questions are taken for one. */
const SAME = 0.65;

/** Words weigh by how rare they are in the pack (tf-idf, Salton and Buckley 1988), compared by the cosine. */
export function findNearDuplicates(questions: readonly PackQuestion[], places: Places): Problem[] {
  const bags = questions.map(wordsOf);
  const occursIn = new Map<string, number>();
  for (const bag of bags) for (const word of bag) occursIn.set(word, (occursIn.get(word) ?? 0) + 1);
  const weight = (word: string) => Math.log(1 + questions.length / (occursIn.get(word) ?? 1));
  const lengths = bags.map((bag) => Math.sqrt([...bag].reduce((sum, word) => sum + weight(word) ** 2, 0)));
  const holding = new Map<string, number[]>();
  const problems: Problem[] = [];
  questions.forEach((question, index) => {
    const shared = new Map<number, number>();
    for (const word of bags[index] ?? []) {
      const others = holding.get(word) ?? [];
      for (const other of others) shared.set(other, (shared.get(other) ?? 0) + weight(word) ** 2);
      holding.set(word, [...others, index]);
    }
    for (const [other, product] of shared) {
      const before = questions[other];
      if (!before || product / ((lengths[index] ?? 1) * (lengths[other] ?? 1)) < SAME) continue;
      const { file, line } = places.ofQuestion(before);
      const message = `${question.id} asks the same as ${before.id} (${file}:${line}); change or remove one`;
      problems.push({ ...places.ofQuestion(question), message });
    }
  });
  return problems;
}

/** The words of what is asked and of what is right: two questions with one stem may well ask for different things. */
function wordsOf({ content }: PackQuestion): Set<string> {
  const text = [content.prompt, ...kindOf(content).rightTexts(content)].join(' ').toLowerCase();
  return new Set((text.match(/--?[a-z][a-z-]*|[\p{L}\p{N}][\p{L}\p{N}._/-]*/gu) ?? []).map(stemmer));
}
