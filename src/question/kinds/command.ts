/** A command line is typed, and judged by what it does. */
import { isOfAnotherProgram, judge } from '../../command-line/compare.ts';
import type { Grammar } from '../../command-line/grammar.ts';
import { LONGEST_TYPED, isRefusal, parseCommandLine } from '../../command-line/parse.ts';
import { inEnglish } from '../../command-line/remark.ts';
import { bold, button, buttonRows, inert } from '../../components.ts';
import { UserError } from '../../errors.ts';
import type { TypedAnswer } from '../../content/pack.ts';
import type { QuestionKind } from './kind.ts';

export const command: QuestionKind = {
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
    form: { label: 'Your command line', placeholder: 'Any order of options will do', maxLength: LONGEST_TYPED },
    check(typed, grammar) {
      if (isOfAnotherProgram(grammar, typed))
        throw new UserError(
          `You typed ${inert(typed)}, which does not begin with \`${grammar.program}\`. Nothing was counted: press the button again.`,
        );
    },
    judge: ({ typed: wanted }, typed, grammar) => judge(grammar, typed, wanted?.answers ?? [], wanted?.mistakes),
    mistakesIn: ({ typed: wanted }, grammar) => (wanted ? mistakesIn(wanted, grammar) : []),
  },
  inGroup: false,
  // An exam has buttons and menus alone.
  inExam: false,
  order: () => [],
  text: ({ prompt }) => bold(prompt),
  controls(_content, _order, { form }) {
    if (!form) throw new Error('a typed answer needs a form, and there is none here');
    return buttonRows(button('Type your answer', form(), { style: 'primary', emoji: '⌨️' }));
  },
  isWhole: () => true,
  isRight: () => false,
  guessingChance: () => 0,
  givenText: (_content, _order, { typed }) => inert(typed ?? ''),
  explanation({ prompt, typed: wanted }, _order, { typed, correct, remarks = [] }) {
    const lines = remarks.map((remark) => `- ${remark}`);
    const [answer = '', ...others] = wanted?.answers ?? [];
    const also = others.length > 0 ? `\nAlso right: ${others.map(inert).join(', ')}` : '';
    return [
      bold(prompt),
      `You typed ${inert(typed ?? '')}${lines.length > 0 ? `\n${lines.join('\n')}` : ''}`,
      `${correct ? 'One way to write it' : 'Right is'}:\n\`\`\`sh\n${answer}\n\`\`\`${also}`,
      wanted?.why ?? '',
    ].join('\n\n');
  },
  told: () => [],
  counted: () => [],
  rightTexts: ({ typed: wanted }) => wanted?.answers ?? [],
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
