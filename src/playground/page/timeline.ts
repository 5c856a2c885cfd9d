/** Messages and notes in the order in which they came. No elements here, and nothing of the page's state. */

/** What has an id of Discord's, which begins with the time. */
interface Dated {
  id: string;
}

export interface Note {
  kind: 'sending' | 'failed';
  /** the message below which it stands, when it failed */
  after: string;
}

/** For sorting: ids are numbers too large for a number. */
export function byId(a: Dated, b: Dated): number {
  return a.id.length - b.id.length || (a.id === b.id ? 0 : a.id < b.id ? -1 : 1);
}

export type Entry<M, N> = { message: M } | { note: N };

/**
 * What failed stands where it happened: below what was there, above what came later. What is on its way stands last.
 * @param messages in the order of their ids
 */
export function inOrder<M extends Dated, N extends Note>(messages: readonly M[], notes: readonly N[]): Entry<M, N>[] {
  const failed = notes.filter(({ kind }) => kind === 'failed');
  const entries: Entry<M, N>[] = [];
  let placed = 0;
  for (const message of messages) {
    for (; placed < failed.length; placed++) {
      const note = failed[placed];
      if (!note || byId({ id: note.after }, message) >= 0) break;
      entries.push({ note });
    }
    entries.push({ message });
  }
  const rest = [...failed.slice(placed), ...notes.filter(({ kind }) => kind === 'sending')];
  return [...entries, ...rest.map((note) => ({ note }))];
}
