/**
 * What a pack's files may hold. The messages are read by authors, so each says what would be right.
 * The limits keep every rendered message within Discord's (`docs/packs.md` lists them for authors).
 */
import type { ZodType, z as types } from 'zod';
import { KINDS } from '../question/kinds/index.ts';
import * as fields from '../question/kinds/fields.ts';
import type { ExamBlueprint, Manifest } from '../content/pack.ts';

const { z, text, slugOf, address, listOf, objectiveId } = fields;

/** Characters that each part of a topic may have. */
export const TOPIC_LIMITS = { summary: 300, details: 1500, commands: 950, misconceptions: 950 } as const;

export const topicSlug = slugOf(40);

export const manifestSchema: ZodType<Omit<Manifest, 'exams'>> = z.strictObject({
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

/** Nobody sits an exam of more questions; the limit also keeps a member's rows few. */
const MAX_EXAM_QUESTIONS = 200;

const wholeNumber = (min: number, max: number) =>
  z
    .int(`must be a whole number, ${min} to ${max}`)
    .min(min, `must be a whole number, ${min} to ${max}`)
    .max(max, `must be a whole number, ${min} to ${max}`);

export const examSchema: ZodType<ExamBlueprint> = z
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
export type TopicFrontMatter = types.infer<typeof topicFrontMatterSchema>;

const schemas = KINDS.map((kind) => kind.schema(fields));
const names = KINDS.map(({ name }) => name);

/** A question of any kind. */
export const questionSchema = z.discriminatedUnion(
  'kind',
  schemas as [(typeof schemas)[number], ...typeof schemas],
  `must be ${names.slice(0, -1).join(', ')} or ${names.at(-1)}`,
);
