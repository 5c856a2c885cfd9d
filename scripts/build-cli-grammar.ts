/**
 * Writes `data/packs/docker/cli.json`, by which typed and shown `docker` commands are judged.
 *
 *   npx tsx scripts/build-cli-grammar.ts FACTS.json [OUTPUT.json]
 *
 * FACTS.json holds what the command references of docker/cli, buildx and compose say. It is compared with
 * `docker … --help` of the installed client: where the two disagree, the facts (newer) win and the difference is
 * printed. Without a client the facts are taken alone; what neither knows is in the tables below.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import type { CommandData, FlagData } from '../src/command-line/grammar.ts';
import { argumentsOfUsage } from '../src/command-line/usage.ts';

interface FactFlag {
  s?: string;
  t?: string;
  d?: string;
  dep?: string | true;
  hid?: true;
  exp?: true;
  alias_of?: string;
}
interface Fact {
  src: string;
  usage?: string;
  aliases?: string[];
  subs?: string[];
  flags: Record<string, FactFlag>;
  noint?: true;
  also?: string;
  dep?: string | true;
  exp?: true;
}
interface Facts {
  meta: { engine: { tag: string } };
  commands: Record<string, Fact>;
}

/** buildx's reference gives no usage lines in a form that can be read by a program. */
const BUILDX_USAGE: Record<string, string> = {
  bake: '[TARGET...]',
  build: 'PATH | URL | -',
  create: '[CONTEXT|ENDPOINT]',
  'dap build': 'PATH | URL | -',
  'debug build': 'PATH | URL | -',
  'history export': '[REF...]',
  'history inspect': '[REF]',
  'history inspect attachment': '[REF] [DIGEST]',
  'history logs': '[REF]',
  'history open': '[REF]',
  'history rm': '[REF...]',
  'history trace': '[REF]',
  'imagetools create': '[SOURCE...]',
  'imagetools inspect': 'NAME',
  inspect: '[NAME]',
  'policy eval': 'SOURCE',
  'policy test': 'PATH',
  rm: '[NAME...]',
  stop: '[NAME]',
  use: 'NAME',
};

/** Groups that do something without a subcommand too. */
const ALSO_RUN = new Set(['buildx history inspect', 'buildx debug']);

/** In the references these share a page with `docker build`, but they are commands of their own. */
const NOT_THE_SAME = new Set(['buildx debug build', 'buildx dap build']);

/** Plugins for which no reference is at hand: what follows them is not judged. */
const OPEN_PLUGINS = ['desktop', 'init', 'scout'];

/** What a reader should know about a command and all below it. */
const NOTES: Record<string, string> = { trust: 'it left the CLI in 29.0 and is a plugin of its own since' };

/** Defaults that are not what happens when the flag is left out: shown by the reference, but told apart by the CLI. */
const NO_DEFAULT: Record<string, string> = {
  timeout: 'docker stop -t 0 kills at once',
  time: 'the same flag',
  'stop-timeout': 'the same time, kept with the container',
  'no-tty': 'true only where the reference was made, without a terminal',
  config: "the machine's own path",
  tlscacert: "the machine's own path",
  tlscert: "the machine's own path",
  tlskey: "the machine's own path",
};

/** Types of flags that may be given several times. */
const REPEATS = new Set(
  'list stringArray stringSlice filter map mount network ulimit port secret config pref ipSlice ipNetSlice external-ca gpu-request stringToString'.split(
    ' ',
  ),
);

const program = 'docker';
const [factsFile, output = 'data/packs/docker/cli.json'] = process.argv.slice(2);
if (factsFile === undefined) {
  console.error('Name the file of facts: npx tsx scripts/build-cli-grammar.ts FACTS.json');
  process.exit(2);
}
const { meta, commands: facts } = JSON.parse(readFileSync(factsFile, 'utf8')) as Facts;
compareWithInstalled();
const commands = build();
writeFileSync(output, serialise(commands));
console.log(`${output}: ${Object.keys(commands).length} commands of ${program} ${meta.engine.tag}`);

function build(): Record<string, CommandData> {
  const built: Record<string, CommandData> = {};
  for (const [path, fact] of Object.entries(facts)) built[path] = toCommand(path, fact);
  built['help'] = { args: 'COMMAND...' };
  for (const name of OPEN_PLUGINS) built[name] = { args: 'ARG...', open: true };
  for (const [path, canonical] of spellings()) {
    const original = built[canonical] ?? {};
    const own = built[path];
    const differs = own?.flags && JSON.stringify(sorted(own.flags)) !== JSON.stringify(sorted(original.flags ?? {}));
    built[path] = { is: canonical, ...(differs && { flags: own.flags }), ...(own?.note && { note: own.note }) };
  }
  // The client hands `docker builder …` to buildx whole.
  for (const path of Object.keys(built).filter((name) => name.startsWith('buildx '))) {
    const forwarded = path.replace('buildx', 'builder');
    if (!built[forwarded]?.is) built[forwarded] = { is: built[path]?.is ?? path };
  }
  addPrunedFlags(built);
  return built;
}

/** `docker builder prune` is `docker buildx prune`, which also takes the old builder's flags. */
function addPrunedFlags(built: Record<string, CommandData>): void {
  const old = facts['builder prune'];
  const prune = built['buildx prune'];
  if (old && prune) prune.flags = { ...toFlags(old.flags), ...prune.flags };
}

function toCommand(path: string, fact: Fact): CommandData {
  const also = fact.also === undefined ? {} : facts[fact.also]?.flags;
  const flags = toFlags({ ...fact.flags, ...also });
  const buildx = fact.src === 'buildx' ? BUILDX_USAGE[path.replace('buildx ', '')] : undefined;
  const usage = fact.usage?.split('\n')[0]?.replace(`${program} ${path}`, '');
  let args = argumentsOfUsage(buildx ?? (path === '' ? '' : (usage ?? '')));
  // `docker image ls nginx` is about all tags of nginx, not about nginx:latest.
  if (path === 'image ls' || path === 'images') args = 'REPOSITORY?';
  const isGroup = Object.keys(facts).some((other) => path !== '' && other.startsWith(`${path} `));
  const deprecated = fact.dep === undefined ? undefined : 'it is deprecated';
  const note = NOTES[path] ?? deprecated ?? (fact.exp && 'it is experimental');
  return {
    ...(isGroup && !ALSO_RUN.has(path)
      ? { group: true }
      : args !== '' && !isGroup && args !== 'COMMAND'
        ? { args }
        : {}),
    ...(ALSO_RUN.has(path) && args !== '' && { args }),
    ...(fact.noint && { stops: true }),
    ...(/(^| )update$/.test(path) && { changes: true }),
    ...(note && { note }),
    ...(Object.keys(flags).length > 0 && { flags }),
  };
}

function toFlags(written: Record<string, FactFlag>): Record<string, FlagData> {
  const flags: Record<string, FlagData> = {};
  for (const [dashed, flag] of Object.entries(written)) {
    const name = dashed.slice(2);
    if (name === 'help') continue;
    const deprecated = flag.dep === undefined ? undefined : flag.dep === true ? 'deprecated' : flag.dep;
    const other = flag.alias_of ?? /^use (--[a-z-]+)/.exec(deprecated ?? '')?.[1];
    const isAlias = other !== undefined && other in written;
    const byDefault = Object.hasOwn(NO_DEFAULT, name) || flag.d === '<nil>' || flag.d === 'policy' ? undefined : flag.d;
    flags[name] = {
      ...(flag.s !== undefined && { short: flag.s.slice(1) }),
      ...(flag.t !== undefined && { type: flag.t }),
      ...(flag.t !== undefined &&
        (REPEATS.has(flag.t) || (dashed === '--host' && flag.s === '-H')) && { repeats: true }),
      ...(byDefault !== undefined && byDefault !== '' && { default: byDefault }),
      ...(isAlias && { alias: other.slice(2) }),
      ...(isAlias && other === `--no-${name}` && { negated: true }),
      ...(deprecated !== undefined && { deprecated }),
      ...(flag.hid && { hidden: true }),
      ...(flag.exp && { experimental: true }),
    };
  }
  return flags;
}

/** Every other spelling of a command with the one by which it is compared: the longest one that the facts know. */
function spellings(): Map<string, string> {
  const groups = new Map<string, Set<string>>();
  for (const [path, { aliases = [] }] of Object.entries(facts)) {
    if (NOT_THE_SAME.has(path)) continue;
    const group = new Set([path, ...aliases].flatMap((name) => [name, ...(groups.get(name) ?? [])]));
    for (const name of group) groups.set(name, group);
  }
  groups.set('builder prune', new Set(['builder prune', 'buildx prune']));
  const result = new Map<string, string>();
  for (const group of groups.values()) {
    const rank = (path: string) =>
      (path in facts ? 0 : 8) -
      path.split(' ').length +
      (path.startsWith('builder') ? 4 : path.startsWith('buildx') ? 0.5 : 0);
    const [canonical = '', ...others] = [...group].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
    for (const path of others) result.set(path, canonical);
  }
  return result;
}

function compareWithInstalled(): void {
  const version = help('--version');
  if (version === undefined) {
    console.log(`${program} is not installed; the facts are taken alone`);
    return;
  }
  console.log(`compared with ${version.trim()}:`);
  for (const path of Object.keys(facts).sort()) {
    const fact = facts[path];
    // Help lists what is there, so a plugin or command that the installed client lacks says nothing.
    const text =
      fact && /^(engine|trust-plugin)$/.test(fact.src) ? help(...path.split(' ').filter(Boolean), '--help') : '';
    if (!fact || !text?.includes(`Usage:  ${program}${path && ` ${path}`}`)) continue;
    const say = (what: string) => {
      console.log(`  ${program} ${path}: ${what}`);
    };
    const usage = /^Usage: {2}(.*)$/m.exec(text)?.[1] ?? '';
    if (path !== '' && fact.usage !== undefined && fact.usage !== usage) say(`facts "${fact.usage}", help "${usage}"`);
    const installed = new Map<string, { short: string | undefined; type: string | undefined }>();
    for (const [, short, name = '', type] of text.matchAll(
      /^ {2,6}(?:(-\w), )?(--[a-z0-9-]+)(?: ([A-Za-z0-9-]+))?(?: {2,}|$)/gm,
    )) {
      installed.set(name, { short, type });
    }
    for (const [name, { short, type }] of installed) {
      const known = fact.flags[name];
      if (!known) say(`${name} is in the help only; left out`);
      else if (known.hid) say(`${name} is shown by the help and hidden since`);
      else if (known.s !== short || kindOf(known.t) !== kindOf(type))
        say(`${name} facts ${known.s ?? ''} ${known.t ?? 'bool'}, help ${short ?? ''} ${type ?? 'bool'}`);
    }
    for (const [name, flag] of Object.entries(fact.flags)) {
      if (!installed.has(name) && !flag.hid) say(`${name} is in the facts only`);
    }
    const subcommands = [...text.matchAll(/^ {2}([a-z][a-z-]*)\*? {2,}/gm)].map((match) => match[1] ?? '');
    for (const word of text.includes('Commands:') ? subcommands : []) {
      if (!Object.hasOwn(facts, `${path} ${word}`.trim())) say(`${word} is in the help only; left out`);
    }
  }
}

/** The reference and the help name the same types differently. */
function kindOf(type: string | undefined): string | undefined {
  return type
    ?.replace(/^u?int\d*$/, 'int')
    .replace(/^(stringSlice|ipSlice|ipNetSlice)$/, 'strings')
    .replace(/^ip$/, 'string');
}

function help(...args: string[]): string | undefined {
  try {
    const env = { ...process.env, COLUMNS: '400' };
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], env });
  } catch {
    return undefined;
  }
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** One command a line, so that a difference between two versions can be read. */
function serialise(built: Record<string, CommandData>): string {
  const lines = Object.entries(sorted(built)).map(([path, command]) => {
    const value = command.flags ? { ...command, flags: sorted(command.flags) } : command;
    return `    ${JSON.stringify(path)}: ${JSON.stringify(value)}`;
  });
  const head = `  "program": ${JSON.stringify(program)},\n  "version": ${JSON.stringify(meta.engine.tag.replace(/^v/, ''))},`;
  return `{\n${head}\n  "commands": {\n${lines.join(',\n')}\n  }\n}\n`;
}
