/** A word or a few are typed, and judged letter by letter, as strictly as the author says. */
import { bold, inert } from '../../components.ts';
import { FORGIVABLE, type Forgivable, type TypedAnswer } from '../../content/pack.ts';
import { type Slip, plainText, slipsIn } from '../near-text.ts';
import type { QuestionKind, Verdict } from './kind.ts';
import { typedInForm } from './typed.ts';
import { kindWords } from './words.ts';

/** Characters of an answer; what is typed may be a little longer. */
const LONGEST_ANSWER = 100;
const LONGEST_TYPED = 150;

const FORGIVEN: readonly Forgivable[] = ['case'];

export const typedText: QuestionKind = {
  ...typedInForm,
  name: 'text',
  schema({ z, questionBase, listOf, text, why }) {
    const answer = text(LONGEST_ANSWER);
    const forgivable = z.enum(FORGIVABLE, `must be one of ${FORGIVABLE.join(', ')}`);
    return z
      .strictObject({
        ...questionBase,
        kind: z.literal('text'),
        answers: listOf(answer).min(1, 'must have at least one answer').max(10, 'must be at most 10'),
        why,
        mistakes: listOf(z.strictObject({ answer, why })).max(10, 'must be at most 10').default([]),
        forgive: listOf(forgivable).default([...FORGIVEN]),
        articles: listOf(text(20)).max(20, 'must be at most 20 words').default([]),
      })
      .transform(({ answers, why, mistakes, forgive, articles, ...rest }) => ({
        ...rest,
        domc: false,
        options: [],
        typed: {
          answers,
          why,
          mistakes: mistakes.map(({ answer, why }) => ({ command: answer, why })),
          forgives: FORGIVABLE.filter((one) => forgive.includes(one)),
          articles: articles.map((article) => article.toLowerCase()),
        },
      }));
  },
  typing: {
    form(locale) {
      const { yourAnswer, fewWords } = kindWords(locale);
      return { label: yourAnswer, placeholder: fewWords, maxLength: LONGEST_TYPED };
    },
    needsGrammar: false,
    slipIn: (_content, typed) =>
      typed.length > LONGEST_TYPED ? (reader) => kindWords(reader).tooLong(LONGEST_TYPED) : undefined,
    judge: ({ typed: wanted }, typed) => (wanted ? judge(wanted, typed) : undefined),
    mistakesIn: ({ typed: wanted }) => (wanted ? mistakesIn(wanted) : []),
  },
  text(locale, { prompt, typed: wanted }) {
    return `${bold(prompt)}\n\n${kindWords(locale).forgiven(wanted?.forgives ?? [])}`;
  },
  explanation(locale, { prompt, typed: wanted }, _order, { typed, remarks = [] }) {
    const words = kindWords(locale);
    const [answer = '', ...others] = wanted?.answers ?? [];
    return [
      bold(prompt),
      [words.typed(inert(typed ?? '')), ...remarks].join('\n'),
      [words.rightText(`**${answer}**`), ...(others.length > 0 ? [words.alsoRight(others.map(bold))] : [])].join('\n'),
      wanted?.why ?? '',
    ].join('\n\n');
  },
  lines: ({ typed: wanted }) => [
    ...(wanted?.answers ?? []).map((answer) => `- ✅ ${answer}`),
    `- ${wanted?.why}`,
    ...(wanted?.mistakes ?? []).map(({ command, why }) => `- ❌ ${command}: ${why}`),
  ],
};

/** An answer and how what was typed differs from it. */
interface Near {
  text: string;
  slips: Slip[];
}

/**
 * Right where what was typed differs from an answer only in ways that are forgiven. A mistake that the author foresaw is one
 * even if it lies a forgiven slip of the finger away from an answer.
 */
function judge(wanted: TypedAnswer, typed: string): Verdict {
  const { forgives = [], articles = [] } = wanted;
  const isForgiven = (slips: readonly Slip[]) => slips.every((slip) => forgives.some((forgiven) => forgiven === slip));
  const nearIn = (texts: readonly string[]): Near[] =>
    texts
      .flatMap((text) => {
        const slips = slipsIn(typed, text, articles);
        return slips ? [{ text, slips }] : [];
      })
      .sort((one, other) => one.slips.length - other.slips.length);
  const isLetterByLetter = ({ slips }: Near) => isForgiven(slips) && !slips.includes('typos');
  const near = nearIn(wanted.answers);
  const right = near.find(isLetterByLetter);
  if (right) return rightVerdict(wanted, right);
  const foreseen = nearIn(wanted.mistakes.map(({ command }) => command)).find(isLetterByLetter);
  const why = wanted.mistakes.find(({ command }) => command === foreseen?.text)?.why;
  if (why !== undefined) return { correct: false, says: [() => why] };
  const forgiven = near.find(({ slips }) => isForgiven(slips));
  if (forgiven) return rightVerdict(wanted, forgiven);
  const [nearest] = near;
  return {
    correct: false,
    says: nearest ? [(reader) => kindWords(reader).nearly(nearest.slips, named(wanted, nearest))] : [],
  };
}

/** The answer stands below what is said of it, so it is named only where there are others. */
function named({ answers }: TypedAnswer, { text }: Near): string | undefined {
  return answers.length > 1 ? bold(text) : undefined;
}

function rightVerdict(wanted: TypedAnswer, near: Near): Verdict {
  // Who types on a phone knows about capital letters.
  const told = near.slips.filter((slip) => slip !== 'case');
  return {
    correct: true,
    says: told.length > 0 ? [(reader) => kindWords(reader).written(told, named(wanted, near))] : [],
  };
}

/** What the question's own rules make useless. */
function mistakesIn(wanted: TypedAnswer): string[] {
  const { answers, mistakes, forgives = [], articles = [] } = wanted;
  const strict = { ...wanted, mistakes: [], forgives: forgives.filter((forgiven) => forgiven !== 'typos') };
  const isRight = (text: string, texts: readonly string[]) => judge({ ...strict, answers: [...texts] }, text).correct;
  const isEmpty = (text: string) => plainText(text) === '';
  const texts = [...answers, ...mistakes.map(({ command }) => command)];
  return [
    ...texts.filter(isEmpty).map((text) => `"${text}" has nothing in it that is compared`),
    ...answers.flatMap((answer, index) => {
      const before = answers.slice(0, index).find((other) => isRight(answer, [other]));
      return before === undefined ? [] : [`"${answer}" is the same as "${before}" here; leave one of them out`];
    }),
    ...mistakes
      .filter(({ command }) => isRight(command, answers))
      .map(({ command }) => `"${command}" is among the mistakes and is right by what the question forgives`),
    ...articles.filter((article) => /\s/.test(article)).map((article) => `"${article}" is more than one word`),
  ];
}
