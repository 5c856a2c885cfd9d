import type { Pack, PackQuestion } from './pack.ts';

/**
 * Finds the domain that a question of a pack counts towards. An exam weighs questions by their objective, so the objective's
 * domain takes precedence over the topic's.
 */
export function domainFinder({
  manifest,
  topics,
}: Pick<Pack, 'manifest' | 'topics'>): (question: Pick<PackQuestion, 'objective' | 'topicSlug'>) => string | null {
  const ofObjective = new Map(manifest.objectives.map(({ id, domain }) => [id, domain]));
  const ofTopic = new Map(topics.map(({ slug, domain }) => [slug, domain]));
  return ({ objective, topicSlug }) =>
    (objective === null ? undefined : ofObjective.get(objective)) ?? ofTopic.get(topicSlug) ?? null;
}
