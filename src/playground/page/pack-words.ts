import type { PackNotice } from '../../pack/notice.ts';

const NAMED_CHANGES = 3;

/** What happened to a pack; of its mistakes the first one, and how many there are. */
export function packWords({ packId, outcome, changed, problems, more }: PackNotice): string {
  const [first] = problems;
  if (outcome === 'unchanged' && packId === '') return 'The packs can be read again.';
  if (outcome === 'unchanged') return `The mistake in the pack ${packId} was taken back.`;
  if (outcome === 'retired') return `The pack ${packId} was taken away.`;
  if (outcome === 'imported' || !first) {
    const names = changed.slice(0, NAMED_CHANGES).map(({ kind, name }) => `${kind} ${name}`);
    const what =
      names.length > 0 ? ` Changed: ${names.join(', ')}${changed.length > names.length ? ' and more' : ''}.` : '';
    return `The pack ${packId} was saved and loaded.${what}`;
  }
  const count = problems.length + more;
  const others = count > 1 ? ` There are ${count} mistakes.` : '';
  return `Mistake in ${first.file}, line ${first.line}: ${first.message}.${others}`;
}
