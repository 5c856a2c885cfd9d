import { existsSync } from 'node:fs';
import { createGrammars } from './command-line/grammars.ts';
import { closeDatabase } from './db/durable.ts';
import { openDatabase } from './db/open.ts';
import { OperatorError } from './errors.ts';
import { importPacks } from './pack/import.ts';
import { FOLLOWERS } from './followers.ts';
import { formatProblem } from './pack/problem.ts';
import { kindOf } from './question/kinds/index.ts';
import { rebuild } from './score/rebuild.ts';

export interface Rescored {
  answers: number;
  /** of them: could not be taken into totals, cards and abilities */
  setAside: number;
}

/**
 * Scores every answer of a database anew, by the packs as they lie on the disk. No bot may run on it meanwhile.
 * @param now UTC milliseconds
 * @throws OperatorError when there is no such database, or a pack has mistakes; then nothing has been scored
 */
export async function rescore(databasePath: string, packsFolder: string, now: number): Promise<Rescored> {
  // Opening would make an empty one, and the operator would believe that a mistyped path had been scored.
  if (!existsSync(databasePath)) {
    throw new OperatorError(`There is no database ${databasePath}. Set DATABASE_PATH to the one that the bot uses.`);
  }
  const db = openDatabase(databasePath);
  try {
    const results = await importPacks(db, packsFolder, now);
    const problems = results.flatMap((result) => (result.outcome === 'refused' ? result.problems : []));
    if (problems.length > 0) {
      const lines = problems.map((problem) => `  ${formatProblem(problem)}\n`).join('');
      throw new OperatorError(
        `Nothing was scored, because of mistakes in the packs:\n${lines}Mend them and try again.`,
      );
    }
    const grammarOf = createGrammars(packsFolder);
    const { answers, setAside } = rebuild(db, FOLLOWERS, now, (packId, typed, content) => {
      return kindOf(content).typing?.judge(content, typed, grammarOf(packId))?.correct;
    });
    return { answers, setAside: setAside.length };
  } finally {
    await closeDatabase(db);
  }
}
