/** Which answers are for the member alone. */
import type { answer } from '../db/schema.ts';

type Mode = (typeof answer.$inferSelect)['mode'];

/** How somebody does in mock exams and reviews is nobody else's business, though points earned there count for all to see. */
export const PRIVATE_MODES: Mode[] = ['exam', 'review'];

export function isPrivateMode(mode: Mode): boolean {
  return PRIVATE_MODES.includes(mode);
}
