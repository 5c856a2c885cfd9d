/** The fields of a pack's files, with messages for authors: each says what would be right. Only the pack's reader loads this. */
import { z } from 'zod';
import { DIFFICULTIES } from '../../content/pack.ts';

export { z };

export const text = (max: number) =>
  z
    .string(`must be text of at most ${max} characters`)
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must be at most ${max} characters`);

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

// Pack ids and topic slugs go into custom IDs together, of which Discord takes 100 characters.
export const slugOf = (max: number) =>
  z
    .string('must be a slug like bridge-network')
    .regex(SLUG, 'must be a slug: small letters, digits and single hyphens, like bridge-network')
    .max(max, `must be at most ${max} characters`);

export const address = z
  .url({ protocol: /^https$/, error: 'must be an address that starts with https://' })
  .max(400, 'must be at most 400 characters');

export const listOf = <T extends z.ZodType>(item: T) => z.array(item, 'must be a list, like [one, two]');

export const objectiveId = z.string('must be an objective\'s id between quotes, like "4.02"');

/** What a question of any kind has. */
export const questionBase = {
  id: slugOf(70),
  difficulty: z.enum(DIFFICULTIES, `must be one of ${DIFFICULTIES.join(', ')}`),
  objective: objectiveId.optional(),
  question: text(700),
  docs: address.optional(),
  refusedCommands: listOf(text(200)).default([]),
};

export const domc = z.boolean('must be true or left out').default(false);

export const optionText = text(110);
export const why = text(250);

const optionSchema = z.strictObject({
  text: optionText,
  why,
  correct: z.boolean('must be true or left out').default(false),
});

/** Points at the option that repeats another one's text. */
export function noRepeats(options: { text: string }[], context: z.RefinementCtx): void {
  options.forEach(({ text }, index) => {
    if (options.findIndex((other) => other.text === text) < index) {
      context.addIssue({ code: 'custom', path: [index, 'text'], message: `"${text}" stands here twice` });
    }
  });
}

export const optionList = listOf(optionSchema)
  .min(3, 'must be 3 to 5 options')
  .max(5, 'must be 3 to 5 options')
  .superRefine(noRepeats);
