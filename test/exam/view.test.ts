import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/message.ts';
import type { ExamResult, ResultQuestion } from '../../src/exam/result.ts';
import { missReply, resultPicture, resultReply } from '../../src/exam/result-view.ts';
import type { OpenQuestion } from '../../src/exam/session.ts';
import { introReply, parseExamKey, questionReply } from '../../src/exam/view.ts';
import { ENGLISH } from '../../src/language.ts';
import type { Manifest, QuestionContent } from '../../src/content/pack.ts';
import { parseCustomId } from '../../src/components.ts';
import { NOON } from '../helpers/app.ts';
import { controls, words } from '../helpers/commands.ts';
import { PSEUDO } from '../helpers/pseudo-language.ts';

// The most that a pack may hold: see src/pack/schema.ts.
const LONG = 'w'.repeat(700);
const content: QuestionContent = {
  kind: 'multiple',
  difficulty: 'applying',
  prompt: LONG,
  options: [1, 2, 3, 4, 5].map((n) => ({ text: `${n}`.repeat(110), why: 'y'.repeat(250), correct: n < 3 })),
  docs: `https://example.org/${'d'.repeat(380)}`,
};
const slug = (length: number) => 's'.repeat(length);
const manifest: Manifest = {
  id: slug(20),
  name: 'N'.repeat(40),
  command: 'x',
  description: 'x',
  documentationHosts: [],
  domains: Array.from({ length: 25 }, (_, n) => ({ id: `${slug(37)}-${n + 10}`, name: 'D'.repeat(60), weight: 4 })),
  objectives: [],
  suggested: [],
  exams: Array.from({ length: 25 }, (_, n) => ({
    id: `${slug(17)}-${n + 10}`,
    name: 'E'.repeat(40),
    minutes: 600,
    multipleChoice: 100,
    domc: 100,
  })),
};
const exam = {
  id: 'abcdefghijkl',
  userId: 'ada',
  guildId: '',
  packId: manifest.id,
  blueprint: 'full',
  domain: null,
  startedAt: NOON,
  endsAt: NOON + 1,
  finishedAt: NOON + 1,
  correct: 0,
  questions: 200,
};
const order = [0, 1, 2, 3, 4];
const missed = (format: 'choice' | 'domc', answered: boolean, domain: string): ResultQuestion => ({
  position: 199,
  facts: {
    key: 1,
    packId: manifest.id,
    topicId: 1,
    topicSlug: slug(40),
    topicTitle: 'T'.repeat(80),
    domain,
    difficulty: 'applying',
  },
  format,
  content,
  order,
  choice: answered ? order : [],
  shown: order,
  yes: order,
  answered,
  correct: false,
  reviewAt: null,
});
const result: ExamResult = {
  exam,
  questions: manifest.domains.flatMap(({ id }) => [missed('domc', true, id), missed('choice', false, id)]),
};
const names = { title: 'T'.repeat(150), packName: manifest.name, domains: manifest.domains };

function expectToFit(reply: Reply): void {
  const [embed] = reply.embeds ?? [];
  expect(embed?.title?.length ?? 0).toBeLessThanOrEqual(256);
  expect(embed?.description?.length).toBeLessThanOrEqual(4096);
  expect(words(reply).length).toBeLessThanOrEqual(6000);
  expect(reply.components?.length ?? 0).toBeLessThanOrEqual(5);
  for (const row of reply.components ?? []) expect(row.components.length).toBeLessThanOrEqual(5);
  for (const { label = '', custom_id: id = '' } of controls(reply)) {
    expect(label.length).toBeLessThanOrEqual(80);
    expect(id.length).toBeLessThanOrEqual(100);
  }
}

describe.each([ENGLISH, PSEUDO])('in %s the biggest that a pack may hold fits into what Discord takes:', (locale) => {
  const question = (format: 'choice' | 'domc'): OpenQuestion => ({
    exam,
    position: 199,
    format,
    content,
    order,
    judged: format === 'domc' ? 4 : 0,
    chosen: [],
  });

  it.each([
    ['the exam before it starts', introReply(locale, { choice: choice(), offered: choice().blueprint, note: LONG })],
    ['a question with all options', questionReply(locale, question('choice'), LONG)],
    ['a question with one option', questionReply(locale, question('domc'), LONG)],
    ['the result', resultReply(locale, result, names, [], LONG)],
    ['a miss of options one at a time', missReply(locale, result, 0, names)],
    ['a miss that was not answered', missReply(locale, result, 1, names)],
  ])('%s', (_, reply) => {
    expectToFit(reply);
  });

  it("the words of the result's picture", () => {
    expect(resultPicture(locale, result, names)?.description.length).toBeLessThanOrEqual(1024);
  });

  function choice() {
    return { manifest, blueprint: manifest.exams[0]!, domain: manifest.domains[0]!.id };
  }

  it('and the button that starts it names it in full', () => {
    const [start] = controls(introReply(locale, { choice: choice(), offered: choice().blueprint }));
    expect(parseExamKey(parseCustomId(start?.custom_id ?? '').args)).toEqual({
      packId: manifest.id,
      blueprintId: manifest.exams[0]?.id,
      domain: manifest.domains[0]?.id,
    });
  });
});

describe('an option that comes alone', () => {
  const domc = (text: string, judged = 0): OpenQuestion => ({
    exam: { ...exam, questions: 55 },
    position: 11,
    format: 'domc',
    content: { ...content, prompt: 'Which are true?', options: [{ text, why: '', correct: true }] },
    order: [0],
    judged,
    chosen: [],
  });

  it('stands below its question, with the time left and how far the member is', () => {
    expect(words(questionReply(ENGLISH, domc('It is a name')))).toBe(
      [
        'Question 12 of 55',
        '▰▰▱▱▱▱▱▱▱▱',
        `Ends <t:${Math.floor(exam.endsAt / 1000)}:R>, at <t:${Math.floor(exam.endsAt / 1000)}:t>`,
        '',
        '**Which are true?**',
        '',
        'Option 1. Is this right?',
        '> It is a name',
      ].join('\n'),
    );
  });

  it('is quoted whole where it has several lines', () => {
    expect(words(questionReply(ENGLISH, domc('one\ntwo')))).toMatch(/\n> one\n> two$/);
  });

  it('hints at nothing by the look of its buttons', () => {
    const [yes, no] = controls(questionReply(ENGLISH, domc('x'))) as { style?: number }[];
    expect(yes?.style).toBe(no?.style);
  });
});
