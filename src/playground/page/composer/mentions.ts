/** People, roles and channels as one types them, and as Discord keeps them: `@Ada` and `<@1>`. Nothing of the page here. */

/** Whom and what one can name in a place. */
export interface Named {
  /** with its sign: `@Ada`, `#general` */
  label: string;
  /** as Discord keeps it */
  code: string;
  description: string;
}

export interface Place {
  people: readonly { id: string; name: string; isBot: boolean }[];
  roles: readonly { id: string; name: string }[];
  channels: readonly { id: string; name: string; topic: string | null }[];
}

export function namedIn({ people, roles, channels }: Place): Named[] {
  return [
    ...people.map(({ id, name, isBot }) => ({ label: `@${name}`, code: `<@${id}>`, description: isBot ? 'bot' : '' })),
    ...roles
      .filter(({ name }) => !name.startsWith('@'))
      .map(({ id, name }) => ({ label: `@${name}`, code: `<@&${id}>`, description: 'role' })),
    ...channels.map(({ id, name, topic }) => ({ label: `#${name}`, code: `<#${id}>`, description: topic ?? '' })),
  ];
}

/** What was typed, as it is sent. The longest name wins, and none within a word. */
export function toCodes(text: string, named: readonly Named[]): string {
  const byLabel = new Map(named.toReversed().map((one) => [one.label, one.code]));
  const labels = [...byLabel.keys()].sort((a, b) => b.length - a.length).map(escape);
  if (labels.length === 0) return text;
  const pattern = new RegExp(`(?<![\\w<])(?:${labels.join('|')})(?![\\w-])`, 'g');
  return text.replace(pattern, (label) => byLabel.get(label) ?? label);
}

/** What was sent, as one would type it. */
export function toLabels(content: string, named: readonly Named[]): string {
  return content.replace(/<(?:@[&!]?|#)\d+>/g, (code) => {
    const plain = code.replace('!', '');
    return named.find((one) => one.code === plain)?.label ?? code;
  });
}

export interface Started {
  sign: '@' | '#' | ':';
  /** behind the sign */
  text: string;
  /** where the sign stands */
  at: number;
}

/** The name that is being typed where the caret stands. */
export function startedAt(text: string, caret: number): Started | undefined {
  const match = /(?:^|[\s(])(?:([@#])([^\s@#:]{0,32})|(:)([\w+-]{2,32}))$/.exec(text.slice(0, caret));
  if (!match) return undefined;
  const typed = match[2] ?? match[4] ?? '';
  return { sign: (match[1] ?? match[3]) as Started['sign'], text: typed, at: caret - typed.length - 1 };
}

/** Those that fit: what begins so first. */
export function matchNamed({ sign, text }: Started, named: readonly Named[], most: number): Named[] {
  const wanted = text.toLowerCase();
  const own = named.filter(({ label }) => label.startsWith(sign));
  const begin = own.filter(({ label }) => label.slice(1).toLowerCase().startsWith(wanted));
  const hold = own.filter((one) => !begin.includes(one) && one.label.toLowerCase().includes(wanted));
  return [...begin, ...hold].slice(0, most);
}

function escape(label: string): string {
  return label.replace(/[\\^$.*+?()[\]{}|-]/g, '\\$&');
}
