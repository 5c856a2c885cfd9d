/** Which topics and questions of a pack are not what they were. */
import type { PackChange } from './notice.ts';
import type { PackState } from './store.ts';

/** @param command the pack's own, which looks a topic up */
export function changesBetween(before: PackState, after: PackState, command: string): PackChange[] {
  const topics = [...after.topics].filter(([slug, { state }]) => before.topics.get(slug)?.state !== state);
  const questions = [...after.questions].filter(([id, state]) => before.questions.get(id) !== state);
  return [
    ...topics.map(([, { title }]): PackChange => ({
      kind: 'topic',
      name: title,
      line: `/${command} topic: ${title}`,
    })),
    ...questions.map(([name]): PackChange => ({ kind: 'question', name })),
  ];
}
