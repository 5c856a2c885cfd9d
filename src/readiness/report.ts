/** How ready a member is for a pack's exam: what a profile shows of it. */
import type { Catalogue } from '../catalogue.ts';
import type { Db } from '../db/open.ts';
import type { Manifest } from '../pack/content.ts';
import { fade } from './ability.ts';
import { fullExam } from './exam-format.ts';
import { ENOUGH_ANSWERS, type Forecast, forecastExam } from './forecast.ts';
import {
  type KnownAbility,
  type ObjectiveTotal,
  listAbilities,
  listExamQuestions,
  listObjectiveTotals,
} from './store.ts';
import { weakestObjectives } from './weakest.ts';

const WEAKEST = 3;

export interface Readiness {
  manifest: Manifest;
  /** questions that the member has answered, whose first answers are all the evidence there is */
  firstAnswers: number;
  /** undefined while there is too little evidence, or when the pack has no questions for an exam */
  forecast: Forecast | undefined;
  weakest: ObjectiveTotal[];
  /** the domain in which least would be right */
  weakestDomain: Manifest['domains'][number] | undefined;
}

/**
 * @param packId which pack; left out: the one of which the member answered most
 * @returns undefined when the member has answered nothing of it
 */
export function findReadiness(
  db: Db,
  catalogue: Catalogue,
  userId: string,
  now: number,
  packId?: string,
): Readiness | undefined {
  const [known] = listAbilities(db, userId)
    .filter((one) => (packId === undefined || one.packId === packId) && catalogue.manifest(one.packId))
    .sort((a, b) => b.answers - a.answers);
  const manifest = known && catalogue.manifest(known.packId);
  if (!manifest) return undefined;
  const forecast = known.answers < ENOUGH_ANSWERS ? undefined : forecastNow(db, known, manifest, now);
  const [least] = [...(forecast?.domains ?? [])].sort((a, b) => a.middle - b.middle);
  return {
    manifest,
    firstAnswers: known.answers,
    forecast,
    weakest: weakestObjectives(listObjectiveTotals(db, userId, manifest.id), WEAKEST),
    weakestDomain: manifest.domains.find(({ id }) => id === least?.id),
  };
}

function forecastNow(
  db: Db,
  { ability, updatedAt }: KnownAbility,
  manifest: Manifest,
  now: number,
): Forecast | undefined {
  const today = fade(ability, now - updatedAt);
  return forecastExam(today, listExamQuestions(db, manifest.id), manifest.domains, fullExam(manifest));
}
