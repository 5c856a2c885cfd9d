import { join } from 'node:path';
import { planExam } from '../content/exam-blueprint.ts';
import { kindOf } from '../question/kinds/index.ts';
import type { ExamBlueprint, Pack } from '../content/pack.ts';
import { domainFinder } from '../content/domain.ts';
import type { Problem } from './problem.ts';
import type { PackFiles } from './read.ts';
import { examSchema } from './schema.ts';
import { checkYaml, readYaml } from './yaml.ts';

const FILE = 'exam.yaml';
/** The most choices that Discord offers. */
const MAX_EXAMS = 25;

export interface ParsedExams {
  file: string;
  exams: { exam: ExamBlueprint; lineOf: (key: keyof ExamBlueprint) => number }[];
  problems: Problem[];
}

/** Reads `exam.yaml`: a list of mock exams. A pack without the file has none. */
export function parseExams({ folder, exams: source }: Pick<PackFiles, 'folder' | 'exams'>): ParsedExams {
  const file = join(folder, FILE);
  if (source === undefined) return { file, exams: [], problems: [] };
  const yaml = readYaml(file, source);
  if (yaml.problems.length > 0) return { file, exams: [], problems: yaml.problems };
  if (!Array.isArray(yaml.value) || yaml.value.length === 0 || yaml.value.length > MAX_EXAMS) {
    const message = `must be a list of 1 to ${MAX_EXAMS} exams, each starting with "- id:"`;
    return { file, exams: [], problems: [{ file, line: 1, message }] };
  }
  const parsed: ParsedExams = { file, exams: [], problems: [] };
  yaml.value.forEach((entry: unknown, index) => {
    const checked = checkYaml(file, examSchema, entry, yaml.lineOf, [index]);
    parsed.problems.push(...checked.problems);
    if (!checked.value) return;
    const exam = checked.value;
    const lineOf = (key: keyof ExamBlueprint) => yaml.lineOf([index, key]);
    if (parsed.exams.some((other) => other.exam.id === exam.id)) {
      const message = `"${exam.id}" is already the id of another one; choose another`;
      parsed.problems.push({ file, line: lineOf('id'), message });
    }
    parsed.exams.push({ exam, lineOf });
  });
  return parsed;
}

/** Names every exam that asks for more questions of a domain than there are, by the domains' weights. */
export function checkExams({ file, exams }: ParsedExams, pack: Pack): Problem[] {
  const domainOf = domainFinder(pack);
  return exams.flatMap(({ exam, lineOf }) =>
    planExam(exam, pack.manifest.domains).flatMap(({ domain, multipleChoice, domc }) => {
      const own = pack.questions.filter((question) => domain === null || domainOf(question) === domain);
      const oneByOne = own.filter((question) => question.domc).length;
      const usable = own.filter(({ content }) => kindOf(content).inExam).length;
      const where = domain === null ? 'the pack' : `the domain ${domain}`;
      const problems: Problem[] = [];
      const report = (key: keyof ExamBlueprint, message: string) => problems.push({ file, line: lineOf(key), message });
      if (oneByOne < domc) {
        report(
          'domc',
          `"domc" takes ${domc} from ${where} by weight, and ${oneByOne} of its questions have "domc: true"`,
        );
      } else if (usable < domc + multipleChoice) {
        const taken = domc + multipleChoice;
        const message = `"multipleChoice" and "domc" take ${taken} from ${where} by weight, and it has ${usable} that are not typed`;
        report('multipleChoice', message);
      }
      return problems;
    }),
  );
}
