/** What came of a finished exam. */
import type { Db } from '../db/open.ts';
import type { Manifest, QuestionContent } from '../content/pack.ts';
import { asCorrected } from '../question/corrected.ts';
import { type QuestionFacts, getQuestionContent } from '../question/store.ts';
import { getOwnExam, judgedOptions } from './session.ts';
import { type Exam, type ExamQuestion, listExamQuestions } from './store.ts';

export interface ResultQuestion {
  position: number;
  facts: QuestionFacts;
  format: ExamQuestion['format'];
  content: QuestionContent;
  /** the options in the order shown, or in which they would have been: indices into `content.options` */
  order: number[];
  /** `choice`: the options chosen */
  choice: number[];
  /** `domc`: the options that were shown, and those of them judged Yes */
  shown: number[];
  yes: number[];
  /** false: it was still open when the exam ended, which counts as wrong */
  answered: boolean;
  correct: boolean;
  /** when the member put it into their reviews (UTC ms); null: they did not, or had it there */
  reviewAt: number | null;
}

export interface ExamResult {
  exam: Exam;
  /** in the order asked */
  questions: ResultQuestion[];
}

export interface DomainScore {
  /** null: of questions that belong to no domain of the pack */
  name: string | null;
  /** percent of the exam; null: not a part of it any more */
  weight: number | null;
  questions: number;
  correct: number;
}

/** @throws UserError when the exam is gone or is somebody else's */
export function getExamResult(db: Db, userId: string, examId: string): ExamResult {
  const exam = getOwnExam(db, userId, examId);
  const questions = listExamQuestions(db, examId).map(({ asked, facts, currentRevision }) => ({
    position: asked.position,
    facts,
    format: asked.format,
    content: correctedContent(db, asked, currentRevision),
    order: asked.optionOrder,
    choice: asked.choice ?? [],
    ...judgedOptions(asked),
    answered: asked.answeredAt !== null,
    correct: asked.correct ?? false,
    reviewAt: asked.reviewAt,
  }));
  return { exam, questions };
}

/** The words by which a question is explained: a mistake in its pack may have been corrected since. */
function correctedContent(db: Db, { questionKey, revision }: ExamQuestion, currentRevision: string): QuestionContent {
  const then = getQuestionContent(db, questionKey, revision);
  return revision === currentRevision ? then : asCorrected(then, getQuestionContent(db, questionKey, currentRevision));
}

/** What was not right: answered wrong, or not answered. */
export function missedQuestions({ questions }: ExamResult): ResultQuestion[] {
  return questions.filter(({ correct }) => !correct);
}

/** The score of each domain that was asked about, in the manifest's order; what belongs to none of them comes last. */
export function scoreByDomain(
  questions: readonly { facts: Pick<QuestionFacts, 'domain'>; correct: boolean }[],
  domains: Manifest['domains'],
): DomainScore[] {
  const score = (
    name: string | null,
    weight: number | null,
    isOwn: (domain: string | null) => boolean,
  ): DomainScore => {
    const own = questions.filter(({ facts }) => isOwn(facts.domain));
    return { name, weight, questions: own.length, correct: own.filter(({ correct }) => correct).length };
  };
  const known = new Set(domains.map(({ id }) => id));
  return [
    ...domains.map(({ id, name, weight }) => score(name, weight, (domain) => domain === id)),
    score(null, null, (domain) => domain === null || !known.has(domain)),
  ].filter((entry) => entry.questions > 0);
}

/** The domain whose misses cost most of the whole exam, by its weight; undefined where nothing was missed. */
export function mostToGain(scores: readonly DomainScore[]): DomainScore | undefined {
  const loss = ({ weight, correct, questions }: DomainScore) => (weight ?? 0) * (1 - correct / questions);
  const [first] = [...scores].sort((a, b) => loss(b) - loss(a));
  return first && loss(first) > 0 ? first : undefined;
}
