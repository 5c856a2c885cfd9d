/** How the questions are spread over the exam's parts. */
import type { Manifest, Pack, PackQuestion } from '../../content/pack.ts';
import { domainFinder } from '../../content/domain.ts';
import type { Problem } from '../problem.ts';
import type { Places } from './check.ts';

/** Percentage points by which a domain's share of the questions may differ from its weight. */
export const WEIGHT_TOLERANCE = 2;
/** With fewer questions the shares jump by whole points, and a pack that grows would never be right. */
const ENOUGH = 100;

export interface DomainShare {
  id: string;
  name: string;
  weight: number;
  questions: number;
  /** percent of the questions that belong to any domain */
  share: number;
}

/** How the questions are spread over the domains. A question counts where its objective belongs. */
export function domainShares(pack: Pick<Pack, 'manifest' | 'topics' | 'questions'>): DomainShare[] {
  const domainOf = domainFinder(pack);
  const counts = new Map<string | null, number>();
  for (const question of pack.questions) {
    const domain = domainOf(question);
    counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  const { domains } = pack.manifest;
  const total = domains.reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0);
  return domains.map(({ id, name, weight }) => {
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
  const isWeighed = pack.questions.length >= ENOUGH;
  return [
    ...domainShares(pack)
      .filter(({ weight, share }) => isWeighed && Math.abs(share - weight) > WEIGHT_TOLERANCE)
      .map(({ name, weight, share }) =>
        at(
          `${name} has ${share.toFixed(1)} percent of the questions and weighs ${weight} in the exam; ` +
            `at most ${WEIGHT_TOLERANCE} percentage points apart are allowed`,
        ),
      ),
    ...countByObjective(pack)
      .filter(({ questions }) => questions === 0)
      .map(({ id, text }) => at(`the objective ${id} (${text}) has no question`)),
    ...pack.topics
      .filter(({ slug }) => !asked.has(slug))
      .map(({ slug }) => ({ file: places.ofTopic(slug), line: 1, message: 'the topic has no question' })),
  ];
}
