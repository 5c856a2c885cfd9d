/** How a question and its answer look, in a quiz and as the question of the day alike. */
import type { APISelectMenuOption } from 'discord-api-types/v10';
import type { ActionRow } from '../command.ts';
import { DISCORD_LIMITS, bold, button, buttonRows, clip, inert, selectRow } from '../components.ts';
import type { Difficulty, QuestionContent } from '../pack/content.ts';
import { POINTS, type Rule } from '../score/rules.ts';

export const LETTERS = ['A', 'B', 'C', 'D', 'E'];

export const DIFFICULTY_NAMES: Readonly<Record<Difficulty, string>> = {
  recall: 'Easy',
  understanding: 'Medium',
  applying: 'Hard',
};

export function pointsText(points: number): string {
  return points === 1 ? '1 point' : `${points} points`;
}

/** "Medium, 2 points" */
export function worthText(difficulty: Difficulty): string {
  return `${DIFFICULTY_NAMES[difficulty]}, ${pointsText(POINTS[difficulty])}`;
}

/** The question with its options as lettered lines. */
export function questionText(content: QuestionContent, order: readonly number[]): string {
  const prompt = bold(content.prompt);
  if (content.kind === 'true-false') return `${prompt}\n\nTrue or false?`;
  if (content.typed) return prompt;
  const options = order.map((index, place) => `**${LETTERS[place]}.** ${content.options[index]?.text}`);
  return `${prompt}\n\n${options.join('\n')}`;
}

/**
 * Buttons, or a menu where several options may be right.
 * @param id makes a control's custom ID: of the option at a place, or of the menu
 */
export function answerControls(
  content: QuestionContent,
  order: readonly number[],
  id: (place: number | 'menu') => string,
): ActionRow[] {
  if (content.kind === 'multiple') {
    const options: APISelectMenuOption[] = order.map((index, place) => ({
      label: clip(`${LETTERS[place]}. ${plain(content.options[index]?.text ?? '')}`, DISCORD_LIMITS.selectOption),
      value: String(place),
    }));
    return [selectRow(id('menu'), 'Choose all that apply', options, { min: 1, max: options.length })];
  }
  return buttonRows(
    ...order.map((index, place) =>
      button(content.kind === 'true-false' ? (content.options[index]?.text ?? '') : (LETTERS[place] ?? ''), id(place)),
    ),
  );
}

/** What was chosen, as it was shown: "**B**", "**A** and **D**", "**True**". */
export function choiceText(content: QuestionContent, order: readonly number[], choice: readonly number[]): string {
  if (content.kind === 'true-false') return `**${content.options[choice[0] ?? 0]?.text}**`;
  const letters = order.flatMap((index, place) => (choice.includes(index) ? [`**${LETTERS[place]}**`] : []));
  return letters.length < 2 ? letters.join('') : `${letters.slice(0, -1).join(', ')} and ${letters.at(-1)}`;
}

/** Right or wrong, in words and with a sign, and what it earned. */
export function verdictText(correct: boolean, points: number, rule: Rule): string {
  if (!correct) return '❌ Not right';
  return rule === 'practice' ? '✅ Right! (practice)' : `✅ Right! +${pointsText(points)}`;
}

/** Every option with its explanation; the chosen and the right ones are marked in words. */
export function explanationText(content: QuestionContent, order: readonly number[], choice: readonly number[]): string {
  const prompt = bold(content.prompt);
  if (content.kind === 'true-false') {
    const right = content.options.find((option) => option.correct);
    const chosen = choice[0] === undefined ? undefined : content.options[choice[0]];
    const said = !chosen ? '' : chosen === right ? ', as you said' : `, you said ${chosen.text}`;
    return `${prompt}\n\n**${right?.text}** is right${said}.\n${right?.why}`;
  }
  const lines = order.map((index, place) => {
    const option = content.options[index];
    if (!option) return '';
    const chosen = choice.includes(index);
    const sign = option.correct ? '✅' : chosen ? '❌' : '▫️';
    const said = [option.correct && 'right', chosen && 'your answer'].filter(Boolean).join(', ');
    return `${sign} **${LETTERS[place]}.** ${option.text}${said && ` _(${said})_`}\n${option.why}`;
  });
  return `${prompt}\n\n${lines.join('\n\n')}`;
}

/** What was typed, what is to be said about it, and the command that was meant. */
export function typedExplanationText(
  { prompt, typed: wanted }: QuestionContent,
  typed: string,
  correct: boolean,
  remarks: readonly string[],
): string {
  const lines = remarks.map((remark) => `- ${remark}`);
  const [answer = '', ...others] = wanted?.answers ?? [];
  const also = others.length > 0 ? `\nAlso right: ${others.map(inert).join(', ')}` : '';
  return [
    bold(prompt),
    `You typed ${inert(typed)}${lines.length > 0 ? `\n${lines.join('\n')}` : ''}`,
    `${correct ? 'One way to write it' : 'Right is'}:\n\`\`\`sh\n${answer}\n\`\`\`${also}`,
    wanted?.why ?? '',
  ].join('\n\n');
}

/** A select menu shows no Markdown, so its signs are left out. */
function plain(text: string): string {
  return text.replaceAll(/[`*]/g, '');
}
