/**
 * What a pack's files may hold. The messages are read by authors, so each says what would be right.
 * The limits keep every rendered message within Discord's (`docs/packs.md` lists them for authors).
 */
import { z } from 'zod';
import { DIFFICULTIES, type ExamBlueprint, type Manifest } from './content.ts';

/** Characters that each part of a topic may have. */
export const TOPIC_LIMITS = { summary: 300, details: 1500, commands: 950, misconceptions: 950 } as const;

const text = (max: number) =>
  z
    .string(`must be text of at most ${max} characters`)
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must be at most ${max} characters`);

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

// Pack ids and topic slugs go into custom IDs together, of which Discord takes 100 characters.
const slugOf = (max: number) =>
  z
    .string('must be a slug like bridge-network')
    .regex(SLUG, 'must be a slug: small letters, digits and single hyphens, like bridge-network')
    .max(max, `must be at most ${max} characters`);
export const topicSlug = slugOf(40);

const address = z
  .url({ protocol: /^https$/, error: 'must be an address that starts with https://' })
  .max(400, 'must be at most 400 characters');

const listOf = <T extends z.ZodType>(item: T) => z.array(item, 'must be a list, like [one, two]');

const objectiveId = z.string('must be an objective\'s id between quotes, like "4.02"');

export const manifestSchema: z.ZodType<Omit<Manifest, 'exams'>> = z.strictObject({
  id: slugOf(20),
  name: text(40),
  command: z
    .string('must be a command name: 1 to 32 small letters, digits, - or _')
    .regex(/^[a-z0-9_-]{1,32}$/, 'must be a command name: 1 to 32 small letters, digits, - or _')
    .describe('the slash command that looks topics up'),
  description: text(100),
  documentationHosts: listOf(z.string('must be a host, like docs.docker.com')).min(
    1,
    'must name at least one host, like docs.docker.com',
  ),
  domains: z
    .array(
      z.strictObject({
        id: slugOf(40),
        name: text(60),
        weight: z.number('must be a number').min(0, 'must be 0 to 100').max(100, 'must be 0 to 100'),
      }),
    )
    .max(25)
    .default([]),
  objectives: listOf(z.strictObject({ id: objectiveId, domain: slugOf(40), text: text(250) })).default([]),
  suggested: listOf(topicSlug).max(25, 'must be at most 25 topics').default([]),
});

/** An exam of more questions nobody sits; it keeps a member's own rows few. */
const MAX_EXAM_QUESTIONS = 200;

const wholeNumber = (min: number, max: number) =>
  z
    .int(`must be a whole number, ${min} to ${max}`)
    .min(min, `must be a whole number, ${min} to ${max}`)
    .max(max, `must be a whole number, ${min} to ${max}`);

export const examSchema: z.ZodType<ExamBlueprint> = z
  .strictObject({
    id: slugOf(20),
    name: text(40),
    minutes: wholeNumber(1, 600),
    multipleChoice: wholeNumber(0, MAX_EXAM_QUESTIONS),
    domc: wholeNumber(0, MAX_EXAM_QUESTIONS),
  })
  .refine(({ multipleChoice, domc }) => multipleChoice + domc > 0 && multipleChoice + domc <= MAX_EXAM_QUESTIONS, {
    path: ['multipleChoice'],
    error: `and "domc" together must be 1 to ${MAX_EXAM_QUESTIONS} questions`,
  });

/** By a topic's slug. */
export const phrasesSchema = z.record(z.string(), listOf(text(80)));

export const topicFrontMatterSchema = z.strictObject({
  title: text(80),
  // A port is a name too, and YAML reads it as a number.
  aliases: listOf(z.union([text(80), z.number()], 'must be text of at most 80 characters').transform(String)).default(
    [],
  ),
  domain: slugOf(40).optional(),
  objectives: listOf(objectiveId).default([]),
  related: listOf(topicSlug).max(8, 'must be at most 8 topics').default([]),
  docs: address,
  diagram: z
    .strictObject({
      file: z
        .string('must be the name of a file in diagrams/, like bridge.dot')
        .regex(/^[a-z0-9-]+\.dot$/, 'must be the name of a file in diagrams/, like bridge.dot'),
      alt: text(500),
    })
    .optional(),
  refusedCommands: listOf(text(200)).default([]),
});
export type TopicFrontMatter = z.infer<typeof topicFrontMatterSchema>;

const questionBase = {
  id: slugOf(70),
  difficulty: z.enum(DIFFICULTIES, `must be one of ${DIFFICULTIES.join(', ')}`),
  objective: objectiveId.optional(),
  question: text(700),
  docs: address.optional(),
  refusedCommands: listOf(text(200)).default([]),
};

const domc = z.boolean('must be true or left out').default(false);

const commandLine = text(300);

const optionSchema = z.strictObject({
  text: text(110),
  why: text(250),
  correct: z.boolean('must be true or left out').default(false),
});

/** Points at the option that repeats another one's text. */
function noRepeats(options: { text: string }[], context: z.RefinementCtx): void {
  options.forEach(({ text }, index) => {
    if (options.findIndex((other) => other.text === text) < index) {
      context.addIssue({ code: 'custom', path: [index, 'text'], message: `"${text}" stands here twice` });
    }
  });
}

const optionList = listOf(optionSchema)
  .min(3, 'must be 3 to 5 options')
  .max(5, 'must be 3 to 5 options')
  .superRefine(noRepeats);

const countCorrect = (options: { correct: boolean }[]) => options.filter((option) => option.correct).length;

export const questionSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      ...questionBase,
      kind: z.literal('single'),
      domc,
      options: optionList.refine(
        (options) => countCorrect(options) === 1,
        'must have exactly one option with "correct: true"',
      ),
    }),
    z.strictObject({
      ...questionBase,
      kind: z.literal('multiple'),
      domc,
      options: optionList.refine(
        (options) => countCorrect(options) >= 2,
        'must have two or more options with "correct: true"',
      ),
    }),
    z.strictObject({
      ...questionBase,
      kind: z.literal('true-false'),
      answer: z.boolean('must be true or false'),
      why: text(250),
    }),
    z.strictObject({
      ...questionBase,
      kind: z.literal('command'),
      answers: listOf(commandLine).min(1, 'must have at least one command line').max(5, 'must be at most 5'),
      why: text(250),
      mistakes: listOf(z.strictObject({ command: commandLine, why: text(250) }))
        .max(5, 'must be at most 5')
        .default([]),
    }),
  ],
  'must be single, multiple, true-false or command',
);
export type AuthoredQuestion = z.infer<typeof questionSchema>;
