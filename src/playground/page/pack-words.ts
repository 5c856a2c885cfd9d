import type { PackNotice } from '../server/protocol.ts';

/** What happened to a pack; of its mistakes the first one, and how many there are. */
export function packWords({ packId, outcome, problems, more }: PackNotice): string {
  const [first] = problems;
  if (outcome === 'unchanged') return `The mistake in the pack ${packId} was taken back.`;
  if (outcome === 'retired') return `The pack ${packId} was taken away.`;
  if (outcome === 'imported' || !first) return `The pack ${packId} was saved and loaded.`;
  const count = problems.length + more;
  const others = count > 1 ? ` There are ${count} mistakes.` : '';
  return `Mistake in ${first.file}, line ${first.line}: ${first.message}.${others}`;
}
