import fc from 'fast-check';
import type { Command, Flag } from '../../src/command-line/grammar.ts';
import { docker } from './grammar.ts';

const VALUES: Record<string, fc.Arbitrary<string>> = {
  decimal: fc.constantFrom('1', '0.5', '1.50', '.25'),
  float: fc.constantFrom('0', '0.5'),
  bytes: fc.constantFrom('512m', '1g', '0.5G', '64MiB', '1024'),
  duration: fc.constantFrom('30s', '1m30s', '100ms', '1h'),
  filter: fc.constantFrom('name=web', 'label=a=b', 'Status=exited', 'label!=a'),
  map: fc.constantFrom('a=b', 'c=d e', 'encrypted'),
  ulimit: fc.constantFrom('nofile=1024', 'nofile=10:10', 'nproc=5:9'),
  mount: fc.constantFrom('type=bind,src=/a,dst=/b,ro', 'target=/b', '"volume-opt=o=a,b",target=/c'),
  port: fc.constantFrom('8080:80', '80', '53:53/udp', 'target=80,published=8080,mode=host'),
};
const WORDS = fc.constantFrom(
  'web',
  'nginx:1',
  'a b',
  "it's",
  '$HOME',
  '{{ .ID }}',
  '/srv',
  './x',
  'é',
  'a=b',
  '8080:80',
);

function valueOf({ type = '', name }: Flag): fc.Arbitrary<string> {
  if (/int/.test(type)) return fc.constantFrom('0', '1', '007', '+3');
  if (name === 'publish' && type === 'list') return fc.constantFrom('8080:80', '127.0.0.1:80:80/tcp', '80');
  return VALUES[type] ?? WORDS;
}

const ARGUMENTS = fc.constantFrom('web', 'nginx', 'reg.example.com:5000/a/b@sha256:12', 'a b', '.', "it's", '-');

function argumentsOf({ args }: Command): fc.Arbitrary<string[]> {
  const one = (name: string) => {
    if (name.includes('=')) return fc.constantFrom('a=1', 'b=2');
    if (/^[a-z]+(\|[a-z]+)+$/.test(name)) return fc.constantFrom(...name.split('|'));
    if (name.includes(':SRC_PATH')) return fc.constant('web:/a');
    return name.startsWith('DEST_PATH') ? fc.constant('.') : ARGUMENTS;
  };
  const all = args.map(({ name, many }) => (many ? fc.array(one(name), { minLength: 1, maxLength: 3 }) : one(name)));
  return fc.tuple(...all).map((list) => list.flat());
}

const quote = (text: string) => (/^[\w./:=@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`);

/** A command line that docker takes, with a spelling and a place for each flag. */
export interface Generated {
  command: Command;
  flags: { flag: Flag; value: string; style: number; rank: number }[];
  args: string[];
}

const runnable = [...docker.commands.values()].filter(
  ({ path, isGroup, isOpen }) => path !== '' && !isGroup && !isOpen,
);
export const generated: fc.Arbitrary<Generated> = fc.constantFrom(...runnable).chain((command) => {
  const usable = [...command.flags.values()];
  const flag = usable.length === 0 ? undefined : fc.constantFrom(...usable);
  const given = flag?.chain((chosen) =>
    fc.record({
      flag: fc.constant(chosen),
      value: chosen.type === undefined ? fc.constantFrom('true', 'false', '1') : valueOf(chosen),
      style: fc.nat(3),
      rank: fc.nat(),
    }),
  );
  const flags: fc.Arbitrary<Generated['flags']> =
    given === undefined ? fc.constant([]) : fc.uniqueArray(given, { maxLength: 6, selector: nameOf });
  return fc.record({ command: fc.constant(command), flags, args: argumentsOf(command) });
});

/** Two spellings of one flag must not stand together: the later one would count. */
function nameOf({ flag }: { flag: Flag }): string {
  return flag.alias ?? flag.name;
}

function spell({ flag, value, style }: Generated['flags'][number]): string {
  if (flag.type === undefined) {
    if (value === 'true' && style % 2 === 0) return flag.short === undefined ? `--${flag.name}` : `-${flag.short}`;
    return style < 2 || flag.short === undefined ? `--${flag.name}=${value}` : `-${flag.short}=${value}`;
  }
  if (style === 0 || flag.short === undefined) return `--${flag.name}=${quote(value)}`;
  if (style === 1) return `--${flag.name} ${quote(value)}`;
  return style === 2 ? `-${flag.short} ${quote(value)}` : `-${flag.short}=${quote(value)}`;
}

/** Writes it out, under another path if one is given. */
export function lineOf({ command, flags, args }: Generated, path = command.path): string {
  return ['docker', path, ...flags.map(spell), '--', ...args.map(quote)].filter((word) => word !== '').join(' ');
}
