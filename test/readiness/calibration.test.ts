import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePack } from '../../src/pack/parse.ts';
import { readPackFiles } from '../../src/pack/read.ts';
import { quizChooser } from '../../scripts/calibration/chooser.ts';
import { poolOf } from '../../scripts/calibration/generate.ts';
import { measure } from '../../scripts/calibration/measure.ts';
import { SCENARIOS } from '../../scripts/calibration/scenario.ts';
import { fullExam } from '../../src/readiness/exam-format.ts';
import { REAL_PACKS, seededRandom } from '../helpers/app.ts';
import { rounds } from '../helpers/soak.ts';

const MEMBERS = rounds(50, 400);

const { pack } = parsePack(readPackFiles(join(REAL_PACKS, 'docker')));
if (!pack) throw new Error('the pack has mistakes');
const exam = { pool: poolOf(pack), domains: pack.manifest.domains, format: fullExam(pack.manifest) };

// `npm run calibrate` is the same with a thousand members each; so few can only show that nothing is far off.
describe('the forecast for made-up members of the shipped pack', () => {
  it.each(['as modelled', 'unequal questions', 'others than thought'])('holds what it says: %s', (name) => {
    const scenario = SCENARIOS.find((one) => one.name === name);
    if (!scenario) throw new Error(`no scenario ${name}`);
    const measured = measure(scenario, exam, MEMBERS, quizChooser, seededRandom(1));
    const mean = (of: (one: (typeof measured)[number]) => number) =>
      measured.reduce((sum, one) => sum + of(one), 0) / measured.length;
    expect(mean(({ held }) => held)).toBeGreaterThan(0.72);
    expect(mean(({ held }) => held)).toBeLessThan(0.88);
    expect(mean(({ expectedError }) => expectedError)).toBeLessThan(
      mean(({ plainExpectedError }) => plainExpectedError),
    );
    expect(measured.at(-1)?.expectedError).toBeLessThan(measured[0]?.expectedError ?? 0);
  });
});
