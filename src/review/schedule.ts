/**
 * When a question comes again: FSRS 6, the Free Spaced Repetition Scheduler of the open-spaced-repetition project
 * (https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm), as ts-fsrs implements it. Pure: a card and a time
 * go in, a new card comes out.
 */
import { type Grade, Rating, State, fsrs } from 'ts-fsrs';
import { DAY_MS } from '../time/local-day.ts';

/** One member's memory of one question. Instants are UTC milliseconds; `stability` and `scheduledDays` are days. */
export interface Card {
  state: number;
  due: number;
  stability: number;
  /** 1 (easy) to 10; 0 while the card is New */
  difficulty: number;
  scheduledDays: number;
  learningSteps: number;
  reps: number;
  lapses: number;
  lastReview: number | null;
  createdAt: number;
  firstReviewAt: number | null;
}

export interface Scheduler {
  /** The card after one review. */
  review(card: Card, grade: Grade, at: number): Card;
  /** The chance, 0 to 1, that the member still knows it; 0 for a New card. */
  retrievability(card: Pick<Card, 'state' | 'stability' | 'lastReview'>, now: number): number;
}

const MAXIMUM_INTERVAL_DAYS = 365;

/** @param weights FSRS's parameters; left out: those that the project publishes as the defaults */
export function createScheduler({
  weights,
  maximumIntervalDays = MAXIMUM_INTERVAL_DAYS,
}: { weights?: readonly number[]; maximumIntervalDays?: number } = {}): Scheduler {
  const algorithm = fsrs({
    ...(weights && { w: weights }),
    request_retention: 0.9,
    maximum_interval: maximumIntervalDays,
    // The same log has to give the same cards every time.
    enable_fuzz: false,
    // Short-term steps would bring a card back after 1 and 10 minutes. A member comes by once a day and nothing here rings in
    // between, so such cards would pile up as overdue, and a review that was minutes late would count as days late. Without
    // steps every review is worth a whole number of days, one at least.
    enable_short_term: false,
  });
  return {
    review(card, grade, given) {
      // The clock of a machine may be set back: a review then counts as of the last one, since FSRS knows no time before that.
      const at = Math.max(given, card.lastReview ?? given);
      const next = algorithm.next(
        {
          state: card.state,
          due: card.due,
          stability: card.stability,
          difficulty: card.difficulty,
          elapsed_days: 0,
          scheduled_days: card.scheduledDays,
          learning_steps: card.learningSteps,
          reps: card.reps,
          lapses: card.lapses,
          // ts-fsrs counts the midnights of UTC in between, which fall in the evening of half of the world. Whole days before
          // `at`, it counts days of 24 hours, rounded, as FSRS means them.
          last_review: card.lastReview === null ? null : at - elapsedDays(card.lastReview, at) * DAY_MS,
        },
        at,
        grade,
      ).card;
      // To keep Hard, Good and Easy apart, ts-fsrs puts Good and Easy up to two days beyond the maximum.
      const scheduledDays = Math.min(next.scheduled_days, maximumIntervalDays);
      return {
        state: next.state,
        due: at + scheduledDays * DAY_MS,
        stability: next.stability,
        difficulty: next.difficulty,
        scheduledDays,
        learningSteps: next.learning_steps,
        reps: next.reps,
        lapses: next.lapses,
        lastReview: at,
        createdAt: card.createdAt,
        firstReviewAt: card.firstReviewAt ?? at,
      };
    },
    retrievability({ state, stability, lastReview }, now) {
      if (isNew({ state }) || lastReview === null) return 0;
      return algorithm.forgetting_curve(Math.max(0, now - lastReview) / DAY_MS, stability);
    },
  };
}

function elapsedDays(lastReview: number, at: number): number {
  return Math.round((at - lastReview) / DAY_MS);
}

/** A card that was never reviewed, due at once. */
export function newCard(at: number): Card {
  return {
    state: State.New,
    due: at,
    stability: 0,
    difficulty: 0,
    scheduledDays: 0,
    learningSteps: 0,
    reps: 0,
    lapses: 0,
    lastReview: null,
    createdAt: at,
    firstReviewAt: null,
  };
}

// A number, as it stands in the table.
const NEW: number = State.New;

export function isNew({ state }: Pick<Card, 'state'>): boolean {
  return state === NEW;
}

export const CONFIDENCES = ['guess', 'unsure', 'sure'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

const GRADES: Readonly<Record<Confidence, Grade>> = { guess: Rating.Hard, unsure: Rating.Good, sure: Rating.Easy };

/** FSRS's grade of an answer; a right one without a stated confidence is Good. */
export function gradeOf(correct: boolean, confidence: Confidence | null): Grade {
  return correct ? GRADES[confidence ?? 'unsure'] : Rating.Again;
}
