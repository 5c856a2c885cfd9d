/** How the questions are spread over the exam's parts. */
import type { Manifest, Pack, PackQuestion } from '../content.ts';
import type { Problem } from '../problem.ts';
import type { Places } from './review.ts';

/** Percentage points by which a domain's share of the questions may differ from its weight. */
export const WEIGHT_TOLERANCE = 2;

export interface DomainShare {
  id: string;
  name: string;
  weight: number;
  questions: number;
  /** percent of the questions that belong to any domain */
  share: number;
}

/** How the questions are spread over the domains. A question counts where its objective belongs. */
export function domainShares({ manifest, topics, questions }: Pack): DomainShare[] {
  const ofTopic = new Map(topics.map(({ slug, domain }) => [slug, domain]));
  const ofObjective = new Map(manifest.objectives.map(({ id, domain }) => [id, domain]));
  const domainOf = ({ objective, topicSlug }: PackQuestion) =>
    ofObjective.get(objective ?? '') ?? ofTopic.get(topicSlug);
  const counts = new Map<string | undefined, number>();
  for (const question of questions) counts.set(domainOf(question), (counts.get(domainOf(question)) ?? 0) + 1);
  const total = manifest.domains.reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0);
  return manifest.domains.map(({ id, name, weight }) => {
    const own = counts.get(id) ?? 0;
    return { id, name, weight, questions: own, share: total === 0 ? 0 : (100 * own) / total };
  });
}

/** How many questions each objective has, in the manifest's order. */
export function countByObjective({ manifest, questions }: { manifest: Manifest; questions: readonly PackQuestion[] }) {
  return manifest.objectives.map((objective) => ({
    ...objective,
    questions: questions.filter((question) => question.objective === objective.id).length,
  }));
}

export function checkCoverage(pack: Pack, places: Places): Problem[] {
  const at = (message: string): Problem => ({ file: places.manifest, line: 1, message });
  const asked = new Set(pack.questions.map(({ topicSlug }) => topicSlug));
  return [
    ...countByObjective(pack)
      .filter(({ questions }) => questions === 0)
      .map(({ id, text }) => at(`the objective ${id} (${text}) has no question`)),
    ...pack.topics
      .filter(({ slug }) => !asked.has(slug))
      .map(({ slug }) => ({ file: places.ofTopic(slug), line: 1, message: 'the topic has no question' })),
  ];
}
