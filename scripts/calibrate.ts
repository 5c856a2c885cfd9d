/**
 * `npm run calibrate`: shows on made-up members, whose abilities are known, how well the exam forecast holds. The questions
 * and the exam are those of the shipped pack; another pack's folder may be given. The seeds are fixed, so that the figures
 * repeat themselves.
 */
import { join } from 'node:path';
import { parsePack } from '../src/pack/parse.ts';
import { readPackFiles } from '../src/pack/read.ts';
import { PACKS_FOLDER } from '../src/paths.ts';
import type { Random } from '../src/random.ts';
import { quizChooser } from './calibration/chooser.ts';
import { poolOf } from './calibration/generate.ts';
import { type Measured, measure } from './calibration/measure.ts';
import { SCENARIOS } from './calibration/scenario.ts';
import { fullExam } from '../src/readiness/exam-format.ts';

const MEMBERS = 1000;
const AIM = { low: 0.75, high: 0.85 };

const folder = process.argv[2] ?? join(PACKS_FOLDER, 'docker');
const { pack } = parsePack(readPackFiles(folder));
if (!pack) throw new Error(`${folder} has mistakes; npm run pack:check names them`);

const format = fullExam(pack.manifest);
const exam = { pool: poolOf(pack), domains: pack.manifest.domains, format };
console.log(
  `${pack.manifest.name}: ${exam.pool.length} questions; the exam has ${format.multipleChoice} multiple choice and ` +
    `${format.domc} DOMC.\n${MEMBERS} members a scenario. Held: 80 percent ranges that hold the score of an exam sat then.\n` +
    'Error: mean distance of the middle from that score; plain: of the share right so far; in brackets: from the mean of many exams.\n',
);
SCENARIOS.forEach((scenario, index) => {
  console.log(`${scenario.name}: ${scenario.what}`);
  for (const measured of measure(scenario, exam, MEMBERS, quizChooser, seeded(index + 1))) console.log(line(measured));
  console.log('');
});

function line(measured: Measured): string {
  const { answers, held, width, error, plainError, expectedError, plainExpectedError } = measured;
  const verdict = [
    held >= AIM.low && held <= AIM.high ? '' : `outside ${100 * AIM.low} to ${100 * AIM.high}`,
    error < plainError ? '' : 'not better than plain',
  ].filter(Boolean);
  return [
    `${String(answers).padStart(5)} answers`,
    `held ${(100 * held).toFixed(1)}%`,
    `width ${width.toFixed(1)}`,
    `error ${error.toFixed(1)} (${expectedError.toFixed(1)})`,
    `plain ${plainError.toFixed(1)} (${plainExpectedError.toFixed(1)})`,
    ...verdict,
  ].join('  ');
}

/** Reproducible random numbers: mulberry32, by Tommy Ettinger. */
function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
