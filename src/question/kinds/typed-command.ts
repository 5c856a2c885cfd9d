/** A command line is typed, and judged by what it does. */
import { judge, slipIn } from '../../command-line/compare.ts';
import type { Grammar } from '../../command-line/grammar.ts';
import { LONGEST_TYPED, isRefusal, parseCommandLine } from '../../command-line/parse.ts';
import { inEnglish, remarkText } from '../../command-line/remark.ts';
import { wrapCommandLine } from '../../command-line/wrap.ts';
import { PHONE_CODE_WIDTH, bold, inert } from '../../components.ts';
import type { TypedAnswer } from '../../content/pack.ts';
import type { QuestionKind } from './kind.ts';
import { typedInForm } from './typed.ts';
import { kindWords } from './words.ts';

export const typedCommand: QuestionKind = {
  ...typedInForm,
  name: 'command',
  schema({ z, questionBase, listOf, text, why }) {
    const commandLine = text(300);
    return z
      .strictObject({
        ...questionBase,
        kind: z.literal('command'),
        answers: listOf(commandLine).min(1, 'must have at least one command line').max(5, 'must be at most 5'),
        why,
        mistakes: listOf(z.strictObject({ command: commandLine, why }))
          .max(5, 'must be at most 5')
          .default([]),
      })
      .transform(({ answers, why, mistakes, ...rest }) => ({
        ...rest,
        domc: false,
        options: [],
        typed: { answers, why, mistakes },
      }));
  },
  typing: {
    form(locale) {
      const { field, placeholder } = kindWords(locale);
      return { label: field, placeholder, maxLength: LONGEST_TYPED };
    },
    needsGrammar: true,
    slipIn(_content, typed, grammar) {
      const slip = grammar && slipIn(grammar, typed);
      return slip && ((reader) => remarkText(reader, slip));
    },
    judge({ typed: wanted }, typed, grammar) {
      if (!grammar) return undefined;
      const { correct, says } = judge(grammar, typed, wanted?.answers ?? [], wanted?.mistakes);
      return { correct, says: says.map((said) => (reader: string) => remarkText(reader, said)) };
    },
    mistakesIn: ({ typed: wanted }, grammar) => (wanted && grammar ? mistakesIn(wanted, grammar) : []),
  },
  explanation(locale, { prompt, typed: wanted }, _order, { typed, correct, remarks = [] }) {
    const words = kindWords(locale);
    const lines = remarks.map((remark) => `- ${remark}`);
    const [answer = '', ...others] = wanted?.answers ?? [];
    const also = others.length > 0 ? `\n${words.alsoRight(others.map(inert))}` : '';
    return [
      bold(prompt),
      [words.typed(inert(typed ?? '')), ...lines].join('\n'),
      `${correct ? words.oneWay : words.rightLine}\n\`\`\`sh\n${wrapCommandLine(answer, PHONE_CODE_WIDTH)}\n\`\`\`${also}`,
      wanted?.why ?? '',
    ].join('\n\n');
  },
  lines: ({ typed: wanted }) => [
    ...(wanted?.answers ?? []).map((answer) => `- ✅ \`${answer}\``),
    `- ${wanted?.why}`,
    ...(wanted?.mistakes ?? []).map(({ command, why }) => `- ❌ \`${command}\`: ${why}`),
  ],
};

function mistakesIn({ answers, mistakes }: TypedAnswer, grammar: Grammar): string[] {
  const refused = [...answers, ...mistakes.map(({ command }) => command)].flatMap((line) => {
    const parsed = parseCommandLine(grammar, line, 'shown');
    return isRefusal(parsed) ? [`"${line}": ${inEnglish(parsed.refusal)}`] : [];
  });
  const rightMistakes = mistakes
    .filter(({ command }) => judge(grammar, command, answers).correct)
    .map(({ command }) => `"${command}" is among the mistakes and is the same as an answer`);
  return [...refused, ...rightMistakes];
}
