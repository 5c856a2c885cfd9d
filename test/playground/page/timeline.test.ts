import { describe, expect, it } from 'vitest';
import { type Note, inOrder } from '../../../src/playground/page/timeline.ts';

const messages = (...ids: string[]) => ids.map((id) => ({ id }));
const failed = (after: string): Note => ({ kind: 'failed', after });
/** m1 for a message, n0 for a note */
const order = (ids: string[], notes: Note[]) =>
  inOrder(messages(...ids), notes).map((entry) =>
    'note' in entry ? `note ${notes.indexOf(entry.note)}` : entry.message.id,
  );

describe('messages and notes', () => {
  it('stand where they came: what failed above what came later, what is on its way last', () => {
    const notes: Note[] = [failed('9'), { kind: 'sending', after: '' }, failed('10')];
    expect(order(['9', '10', '11'], notes)).toEqual(['9', 'note 0', '10', 'note 2', '11', 'note 1']);
  });

  it('keep a note whose message was dismissed', () => {
    expect(order(['9', '11'], [failed('10')])).toEqual(['9', 'note 0', '11']);
    expect(order([], [failed('')])).toEqual(['note 0']);
  });
});
