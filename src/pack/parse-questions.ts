import { createHash } from 'node:crypto';
import type { AuthoredQuestion } from '../question/kinds/kind.ts';
import type { PackQuestion, QuestionContent } from '../content/pack.ts';
import { questionSchema } from './schema.ts';
import type { Problem } from './problem.ts';
import { checkYaml, readYaml } from './yaml.ts';

export interface ParsedQuestions {
  questions: { question: PackQuestion; line: number; lineOf: (key: string) => number }[];
  problems: Problem[];
}

/** Reads `questions/<topic slug>.yaml`: a list of questions. `topicDocs` is where a question without `docs` points. */
export function parseQuestions(file: string, topicSlug: string, source: string, topicDocs: string): ParsedQuestions {
  const yaml = readYaml(file, source);
  if (yaml.problems.length > 0) return { questions: [], problems: yaml.problems };
  if (!Array.isArray(yaml.value)) {
    return {
      questions: [],
      problems: [{ file, line: 1, message: 'must be a list of questions, each starting with "- id:"' }],
    };
  }
  const questions: ParsedQuestions['questions'] = [];
  const problems: Problem[] = [];
  yaml.value.forEach((entry: unknown, index) => {
    const checked = checkYaml(file, questionSchema, entry, yaml.lineOf, [index]);
    problems.push(...checked.problems);
    if (!checked.value) return;
    const line = yaml.lineOf([index, 'id']);
    if (!checked.value.id.startsWith(`${topicSlug}-`)) {
      const message = `"id" ${checked.value.id} must start with the topic's slug, like ${topicSlug}-${checked.value.id}`;
      problems.push({ file, line, message });
    }
    questions.push({
      question: toPackQuestion(checked.value, topicSlug, topicDocs),
      line,
      lineOf: (key) => yaml.lineOf([index, key]),
    });
  });
  return { questions, problems };
}

function toPackQuestion(authored: AuthoredQuestion, topicSlug: string, topicDocs: string): PackQuestion {
  const content: QuestionContent = {
    kind: authored.kind,
    difficulty: authored.difficulty,
    prompt: authored.question,
    options: authored.options,
    ...(authored.typed && { typed: authored.typed }),
    docs: authored.docs ?? topicDocs,
  };
  return {
    id: authored.id,
    topicSlug,
    objective: authored.objective ?? null,
    domc: authored.domc,
    refusedCommands: authored.refusedCommands,
    revision: revisionOf(content),
    content,
  };
}

/**
 * The revision of a question is the hash of its content, so that every installation gives the same wording the same
 * name, and no author has to count.
 */
function revisionOf(content: QuestionContent): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12);
}
