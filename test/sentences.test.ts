/** No sentence that a member can read stands outside of the words of its feature, also where no other test leads. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

/** What members are answered by. Packs are checked, and the program is run, in English alone. */
const FOR_MEMBERS =
  /^(commands|src\/(daily|discord|engine|exam|guild|health|help|leaderboard|profile|quiz|readiness|review|score|topic))\//;
/** Sentences, names of work for the log, and what the operator reads when the connection is lost. */
const ELSEWHERE = /(^|[/-])(words|word-lists)\.ts$|^src\/(score\/follow(ing)?|discord\/connection)\.ts$/;

/** Two words with a space between them, of which the second is a small one: a sentence and no name, key or address. */
const SENTENCE = /[A-Za-z]{2,}[ …]+[a-z]{2,}/;

function sentencesIn(file: string, code: string): string[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || isForOthers(node)) return;
    const text = textOf(node);
    if (text !== undefined && SENTENCE.test(text)) found.push(`${file}: ${text}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** For the log, for SQLite, for whoever mends a fault, or what is typed. */
function isForOthers(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return /^(Operator|Range)?Error$/.test(node.expression.getText());
  if (ts.isCallExpression(node)) return /\b(log|logger)\.\w+$|\.(prepare|exec|pragma)$/.test(node.expression.getText());
  if (ts.isTaggedTemplateExpression(node)) return /^sql\b/.test(node.tag.getText());
  if (ts.isVariableDeclaration(node)) return node.name.getText() === node.name.getText().toUpperCase() && isSql(node);
  return ts.isPropertyAssignment(node) && ['example', 'name'].includes(node.name.getText());
}

function isSql({ initializer }: ts.VariableDeclaration): boolean {
  return /^\W*(select|insert|update|delete|json_)/i.test(initializer?.getText() ?? '');
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('');
}

it('is found where one is written', () => {
  const code = "const reply = { content: `You have ${count} points left` }; log.warn('this is for the log');";
  expect(sentencesIn('a.ts', code)).toEqual(['a.ts: You have … points left']);
});

it('no sentence for members stands outside of the words', () => {
  const files = ['commands', 'src']
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
    .filter((path) => path.endsWith('.ts') && FOR_MEMBERS.test(path) && !ELSEWHERE.test(path));
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap((file) => sentencesIn(file, readFileSync(file, 'utf8')))).toEqual([]);
});
