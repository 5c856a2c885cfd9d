/** How ready a member is for a pack's exam: what a profile shows of it. */
import type { App } from '../app.ts';
import type { Manifest } from '../content/pack.ts';
import type { Bank } from '../question/bank.ts';
import { followDifficulties } from '../question/bank-store.ts';
import { fade } from './ability.ts';
import { fullExam } from './exam-format.ts';
import { joinChances } from '../question/exam-curves.ts';
import { ENOUGH_ANSWERS, type ExamPool, type Forecast, forecastExam } from './forecast.ts';
import { type ObjectiveTotal, listObjectiveTotals } from './objective-store.ts';
import { type KnownAbility, listAbilities } from './store.ts';
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
  { db, catalogue, bank }: Pick<App, 'db' | 'catalogue' | 'bank'>,
  userId: string,
  now: number,
  packId?: string,
): Readiness | undefined {
  const [known] = listAbilities(db, userId)
    .filter((one) => (packId === undefined || one.packId === packId) && catalogue.manifest(one.packId))
    .sort((a, b) => b.answers - a.answers);
  const manifest = known && catalogue.manifest(known.packId);
  if (!manifest) return undefined;
  followDifficulties(db, bank);
  const forecast = known.answers < ENOUGH_ANSWERS ? undefined : forecastNow(bank, known, manifest, now);
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
  bank: Bank,
  { ability, updatedAt }: KnownAbility,
  manifest: Manifest,
  now: number,
): Forecast | undefined {
  const today = fade(ability, now - updatedAt);
  return forecastExam(today, examPool(bank, manifest.id), manifest.domains, fullExam(manifest));
}

/** What the exams of a pack draw from. Its curves depend on no member: they are kept with the questions. */
export function examPool(bank: Bank, packId: string): ExamPool {
  return {
    chances: (domain) => joinChances(bank.areas(packId, domain ?? undefined).map((area) => area.examCurves())),
  };
}
