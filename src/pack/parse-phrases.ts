import { join } from 'node:path';
import type { Problem } from './problem.ts';
import type { PackFiles } from './read.ts';
import { phrasesSchema } from './schema.ts';
import { checkYaml, readYaml } from './yaml.ts';

const FILE = 'phrases.yaml';

/**
 * Reads `phrases.yaml`: for each topic, what people type when that is the answer that they need. A pack without
 * the file has none.
 * @param slugs the pack's topics
 * @param owners which topic each name leads to, in lower case: a phrase may not lead to another
 */
export function parsePhrases(
  { folder, phrases: source }: Pick<PackFiles, 'folder' | 'phrases'>,
  slugs: ReadonlySet<string>,
  owners: ReadonlyMap<string, string>,
): { phrases: Map<string, string[]>; problems: Problem[] } {
  const file = join(folder, FILE);
  const phrases = new Map<string, string[]>();
  if (source === undefined) return { phrases, problems: [] };
  const yaml = readYaml(file, source);
  if (yaml.problems.length > 0) return { phrases, problems: yaml.problems };
  const { value, problems } = checkYaml(file, phrasesSchema, yaml.value, yaml.lineOf);
  const known = new Map(owners);
  for (const [slug, list] of Object.entries(value ?? {})) {
    if (!slugs.has(slug)) problems.push({ file, line: yaml.lineOf([slug]), message: `there is no topic ${slug}` });
    list.forEach((phrase, index) => {
      const owner = known.get(phrase.toLowerCase());
      if (owner !== undefined) {
        const message =
          owner === slug
            ? `"${phrase}" leads to this topic already; remove it`
            : `"${phrase}" leads to the topic ${owner} already; one phrase leads to one topic`;
        problems.push({ file, line: yaml.lineOf([slug, index]), message });
      }
      known.set(phrase.toLowerCase(), slug);
    });
    phrases.set(slug, list);
  }
  return { phrases, problems };
}
