import type { Manifest } from '../content/pack.ts';
import type { ExamFormat } from './forecast.ts';

/** As long as the Docker exam; for a pack that describes none. */
const USUAL: ExamFormat = { multipleChoice: 55, domc: 0 };

/** The format of a pack's full exam: the one with the most questions. */
export function fullExam({ exams = [] }: Partial<Pick<Manifest, 'exams'>>): ExamFormat {
  const questions = ({ multipleChoice, domc }: ExamFormat) => multipleChoice + domc;
  return exams.reduce<ExamFormat>(
    (longest, one) => (questions(one) > questions(longest) ? one : longest),
    exams[0] ?? USUAL,
  );
}
