/**
 * The files of a pack that somebody begins: one topic, and a question of each kind. They pass the checks as they are, and their
 * comments say what each part is for.
 */
import { KINDS } from '../question/kinds/index.ts';

/** What a pack cannot do without, as its author is told. */
export const REQUIRED =
  'Required: pack.yaml with id, name, command, description and documentationHosts; for each topic a file in topics/ with ' +
  'title, docs, a short answer, "## Details" and "## What people get wrong"; and at least one question on it in questions/. ' +
  'All else may be left out.';

/** The files by their paths in the pack's folder. @param id the folder's name, a slug of at most 20 characters */
export function newPackFiles(id: string): Record<string, string> {
  return {
    'pack.yaml': manifest(id),
    'topics/first-topic.md': TOPIC,
    'questions/first-topic.yaml': questions(),
  };
}

/** The kinds that have no example here. */
export function kindsWithoutExample(): string[] {
  return KINDS.map(({ name }) => name).filter((name) => EXAMPLES[name] === undefined);
}

function manifest(id: string): string {
  const name = id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
  return `# Required. The folder's name: it never changes, members' answers refer to it.
id: ${id}
# Required. The subject as members read it, at most 40 characters.
name: ${name}
# Required. Members type /${id} to look something up; none of the bot's own commands, and no other pack's.
command: ${id}
# Required. What Discord shows beside the command, at most 100 characters.
description: Look up a topic of ${name}
# Required. The addresses that links in this pack ("docs") may lead to.
documentationHosts:
  - example.org
# Shown before a member has typed anything; the names of files in topics/, at most 25.
suggested: [first-topic]
# The parts of the subject, for quizzes and boards on one of them. Their weights add up to 100.
# Leave all of it out where the subject has no parts.
domains:
  - id: basics
    name: Basics
    weight: 100
# What is to be learnt, each under its domain. With this list every question names one of it as its "objective".
# objectives:
#   - id: "1.01"
#     domain: basics
#     text: Say what the subject is about
#
# Beside this file may stand, all optional: exam.yaml (mock exams; without it the pack has none), phrases.yaml (how people
# ask), diagrams/ (pictures), cli.json (command lines). docs/packs.md describes them.
`;
}

const TOPIC = `---
# The file's name, first-topic, is the topic's slug: small letters, digits and hyphens. Lines with # here are comments.
# Required. At most 80 characters.
title: Your first topic
# Other names that people type: abbreviations, symbols, error messages.
aliases: [first page]
# One of the domains in pack.yaml.
domain: basics
# Two to six topics that belong to it, by their slugs, closest first.
related: []
# Required. Where one can read on.
docs: https://example.org/
---

The short answer: one or two sentences that stand alone, at most 300 characters.

## Details

How it works and what to know, at most 1,500 characters. Discord shows **bold**, *italic*, \`code\` and lists.

## Commands

\`\`\`sh
# Leave this section out, or
# keep lines to 30 characters
echo "an example"
\`\`\`

## What people get wrong

- "Something that people believe." What is true instead.
`;

function questions(): string {
  const head = `# The questions on the topic first-topic, a list. Every one has
#   id          begins with the topic's slug; it never changes and is never used again
#   kind        how it is answered; below stands one of each kind
#   difficulty  recall (know it), understanding (know why) or applying (use it)
#   question    at most 700 characters
# and what its kind needs. Every "why" is shown with the answer, at most 250 characters.
`;
  const examples = KINDS.flatMap(({ name }) => EXAMPLES[name] ?? []);
  return `${head}\n${examples.join('\n')}`;
}

/** By the kind's name. */
const EXAMPLES: Readonly<Record<string, string>> = {
  single: `# Three to five options, one of them right. "domc: true" would let a mock exam show them one at a time.
- id: first-topic-single
  kind: single
  difficulty: recall
  question: Which of these is the right one?
  options:
    - text: This one
      correct: true
      why: It is right, and here stands why.
    - text: Another one
      why: What is wrong with it.
    - text: A third one
      why: What is wrong with that.
`,
  multiple: `# Three to five options, two or more of them right.
- id: first-topic-multiple
  kind: multiple
  difficulty: understanding
  question: Which of these are numbers? Choose all that apply.
  options:
    - text: Seven
      correct: true
      why: One counts with it.
    - text: Twelve
      correct: true
      why: It comes after eleven.
    - text: Green
      why: That is a colour.
`,
  'true-false': `- id: first-topic-true-false
  kind: true-false
  difficulty: recall
  question: A pack is made of text files.
  answer: true
  why: Any editor can write them.
`,
  ordering: `# Three to six steps, written in the right order. Members see them shuffled.
- id: first-topic-ordering
  kind: ordering
  difficulty: applying
  question: You add a question to a pack. In which order do you do this?
  steps:
    - text: Write the question into its file
      why: There has to be something to check.
    - text: Run npm run pack:check
      why: It reads what was written, and names what is wrong.
    - text: Mend what the check has named
      why: Only then does the bot take the pack over.
`,
  text: `# A word or a few to type. "forgive" says what makes no difference: case, accents, typos.
- id: first-topic-text
  kind: text
  difficulty: recall
  question: What is this folder of text files called?
  answers: [a pack, a study pack]
  articles: [a, the]
  forgive: [case, typos]
  why: A pack teaches one subject.
  mistakes:
    - answer: a topic
      why: That is one page of it.
`,
  command: `# A command line to type, for subjects that have a program. It needs the file cli.json, which says what the program
# accepts: see docs/packs.md. With that file, take the first two signs off each of these lines.
# - id: first-topic-command
#   kind: command
#   difficulty: applying
#   question: Type the command that shows what has changed.
#   answers:
#     - git status
#   why: It lists changed files.
`,
};
