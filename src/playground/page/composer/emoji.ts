/** Emoji by their names. They are loaded when somebody first asks for one. */

export interface Emoji {
  emoji: string;
  /** what stands between two colons */
  name: string;
  /** other words that find it */
  words: readonly string[];
}

let loading: Promise<readonly Emoji[]> | undefined;

export function loadEmoji(): Promise<readonly Emoji[]> {
  return (loading ??= import('gemoji').then(({ gemoji }) =>
    gemoji.flatMap(({ emoji, names, tags }) => names.map((name) => ({ emoji, name, words: [...names, ...tags] }))),
  ));
}

/** What begins so first, then what holds it, then what has another word that begins so; each emoji once. */
export function findEmoji(typed: string, all: readonly Emoji[], most: number): Emoji[] {
  const wanted = typed.trim().toLowerCase().replaceAll(' ', '_');
  const rules: readonly ((one: Emoji) => boolean)[] = [
    ({ name }) => name.startsWith(wanted),
    ({ name }) => name.includes(wanted),
    ({ words }) => words.some((word) => word.startsWith(wanted)),
  ];
  const found = new Map<string, Emoji>();
  for (const fits of rules) {
    for (const one of all) {
      if (found.size >= most) return [...found.values()];
      if (!found.has(one.emoji) && fits(one)) found.set(one.emoji, one);
    }
  }
  return [...found.values()];
}

/** `:tada:` as the emoji, where there is one of that name. */
export function replaceNames(text: string, all: readonly Emoji[]): string {
  return text.replace(/:([\w+-]+):/g, (typed, name: string) => all.find((one) => one.name === name)?.emoji ?? typed);
}
