/** A mistake in a pack: where it stands and what would be right. */
export interface Problem {
  /** path as an author would open it */
  file: string;
  /** counted from 1 */
  line: number;
  message: string;
}

export function formatProblem({ file, line, message }: Problem): string {
  return `${file}:${line}: ${message}`;
}
