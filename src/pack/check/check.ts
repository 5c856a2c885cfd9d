/**
 * What `npm run pack:check` says about a pack that the bot could read: is it good to learn from? The bot itself does not
 * ask, so that a pack with an unlucky question is served all the same.
 */
import type { Grammar } from '../../command-line/grammar.ts';
import type { Pack, PackQuestion } from '../../content/pack.ts';
import type { Problem } from '../problem.ts';
import type { PackFiles } from '../read.ts';
import { checkCodeWidth } from './code-width.ts';
import { checkCommands } from './commands.ts';
import { checkCoverage } from './coverage.ts';
import { checkForm } from './form.ts';
import { findNearDuplicates } from './near-duplicates.ts';
import { checkRendered } from './rendered.ts';
import { checkTyped } from './typed.ts';

/** Where a question or a topic stands. */
export interface Places {
  ofQuestion(question: Pick<PackQuestion, 'id' | 'topicSlug'>): Pick<Problem, 'file' | 'line'>;
  /** path of a topic's file */
  ofTopic(slug: string): string;
  manifest: string;
}

/** Everything to be said, in the order of the files. @param grammar of the pack's program, if it has one */
export function checkPack(files: PackFiles, pack: Pack, grammar: Grammar | undefined): Problem[] {
  const places = placesIn(files);
  return [
    ...checkForm(pack.questions, places),
    ...checkRendered(pack, places),
    ...checkCodeWidth(files, pack, places),
    ...findNearDuplicates(pack.questions, places),
    ...checkCoverage(pack, places),
    ...checkTyped(pack.questions, grammar, places),
    ...checkCommands(files, pack, grammar, places),
  ].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

function placesIn({ folder, topics, questions }: PackFiles): Places {
  const topicFiles = new Map(topics.map(({ slug, file }) => [slug, file]));
  const questionFiles = new Map(questions.map((file) => [file.slug, file]));
  return {
    manifest: `${folder}/pack.yaml`,
    ofTopic: (slug) => topicFiles.get(slug) ?? folder,
    ofQuestion({ id, topicSlug }) {
      const source = questionFiles.get(topicSlug);
      const index = source?.source
        .split('\n')
        .findIndex((line) => new RegExp(`^-?\\s*id:\\s*["']?${id}["']?\\s*$`).test(line.replace(/^- /, '')));
      return { file: source?.file ?? folder, line: (index ?? 0) + 1 };
    },
  };
}
