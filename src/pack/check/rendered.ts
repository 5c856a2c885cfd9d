/** Whether everything fits Discord's messages once it is drawn up, in the language in which it is longest. */
import { ENGLISH } from '../../language.ts';
import { kindOf } from '../../question/kinds/index.ts';
import { kindWords } from '../../question/kinds/words.ts';
import type { Pack } from '../../content/pack.ts';
import type { Problem } from '../problem.ts';
import type { Places } from './check.ts';

/** Characters that an embed's description and one of its fields may have, by Discord's documentation of embeds. */
const DESCRIPTION = 4096;
const FIELD = 1024;

export function checkRendered({ topics, questions }: Pack, places: Places): Problem[] {
  const problems: Problem[] = [];
  for (const { slug, commands, misconceptions } of topics) {
    const fields = { Commands: `\`\`\`sh\n${commands}\n\`\`\``, 'What people get wrong': misconceptions };
    for (const [name, text] of Object.entries(fields)) {
      if (text.length <= FIELD) continue;
      problems.push({
        file: places.ofTopic(slug),
        line: 1,
        message: `"${name}" is ${text.length} characters on Discord, which takes ${FIELD}`,
      });
    }
  }
  for (const question of questions) {
    const { content } = question;
    const order = content.options.map((_, index) => index);
    const kind = kindOf(content);
    const given = { choice: [...order].reverse(), typed: 'x'.repeat(100) };
    const lengths = [ENGLISH, ...kindWords.locales].flatMap((locale) => [
      kind.text(locale, content, order).length,
      kind.explanation(locale, content, order, given).length,
    ]);
    const longest = Math.max(...lengths);
    if (longest > DESCRIPTION) {
      problems.push({
        ...places.ofQuestion(question),
        message: `${question.id} is ${longest} characters on Discord, which takes ${DESCRIPTION}`,
      });
    }
  }
  return problems;
}
