/** What a pack covers, as text for its author, and all of it on one page for whoever reviews it. */
import { KINDS, kindOf } from '../../question/kinds/index.ts';
import { DIFFICULTIES, type Pack, type PackQuestion } from '../../content/pack.ts';
import { WEIGHT_TOLERANCE, countByObjective, domainShares } from './coverage.ts';
import { isLongest } from './form.ts';

/** An objective with fewer has too little to draw an exam from. */
const FEW = 5;

/** Topics and questions by domain, objective, difficulty and kind; what is thin is marked as such. */
export function coverageText(pack: Pack): string {
  const { manifest, topics, questions } = pack;
  const count = (is: (question: PackQuestion) => boolean) => questions.filter(is).length;
  const singles = questions.filter(({ content }) => kindOf(content).rightOptions === 'one');
  const perTopic = topics.map(({ slug }) => ({ slug, questions: count((question) => question.topicSlug === slug) }));
  const fewest = Math.min(...perTopic.map((topic) => topic.questions));
  return [
    `${manifest.name}: ${topics.length} topics (${topics.filter(({ diagram }) => diagram).length} with a picture), ${questions.length} questions`,
    '',
    'Domain, questions, share and weight in percent',
    ...domainShares(pack).map(
      ({ name, questions: own, share, weight }) =>
        `  ${name.padEnd(30)} ${String(own).padStart(4)} ${share.toFixed(1).padStart(5)} ${String(weight).padStart(3)}${Math.abs(share - weight) > WEIGHT_TOLERANCE ? '  off its weight' : ''}`,
    ),
    '',
    `Difficulty: ${DIFFICULTIES.map((name) => `${name} ${count(({ content }) => content.difficulty === name)}`).join(', ')}`,
    `Kind: ${KINDS.map(({ name }) => `${name} ${count(({ content }) => content.kind === name)}`).join(', ')}; options that stand alone (domc): ${count(({ domc }) => domc)}`,
    `Right options in multiple: ${shareOfRight(questions)}`,
    `Single choice with the longest option right: ${singles.filter(isLongest).length} of ${singles.length}`,
    `Questions in a topic: at least ${fewest}, in ${perTopic.filter((topic) => topic.questions === fewest).length} of them`,
    '',
    'Questions by objective',
    ...countByObjective(pack).map(
      ({ id, text, questions: own }) => `  ${id} ${String(own).padStart(4)}${own < FEW ? '  few ' : '      '} ${text}`,
    ),
  ].join('\n');
}

/** "2 of 4: 30, 3 of 5: 12" */
function shareOfRight(questions: readonly PackQuestion[]): string {
  const counts = new Map<string, number>();
  for (const { content } of questions) {
    if (kindOf(content).rightOptions !== 'several') continue;
    const key = `${content.options.filter(({ correct }) => correct).length} of ${content.options.length}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .sort()
    .map(([key, own]) => `${key}: ${own}`)
    .join(', ');
}

/** Every topic with its questions, keys and explanations, as Markdown. */
export function reportPage({ manifest, topics, questions }: Pack): string {
  const parts = topics.map((topic) => {
    const own = questions.filter(({ topicSlug }) => topicSlug === topic.slug).map(questionPart);
    const commands = topic.commands ? `\`\`\`sh\n${topic.commands}\n\`\`\`\n\n` : '';
    const picture = topic.diagram ? `Picture: ${topic.diagram.alt}\n\n` : '';
    return `## ${topic.title} (${topic.slug})\n\n${topic.summary}\n\n${topic.details}\n\n${commands}${topic.misconceptions}\n\n${picture}<${topic.docs}>\n\n${own.join('\n\n')}`;
  });
  return `# ${manifest.name}\n\n${parts.join('\n\n')}\n`;
}

function questionPart({ id, objective, domc, content }: PackQuestion): string {
  const facts = [content.kind, content.difficulty, objective ?? 'no objective', ...(domc ? ['domc'] : [])].join(', ');
  return `### ${id} (${facts})\n\n${content.prompt}\n\n${kindOf(content).lines(content).join('\n')}\n\n<${content.docs}>`;
}
