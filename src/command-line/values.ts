/** What the program takes as a flag's value, and which values are the same to it. */
import type { Command, Flag } from './grammar.ts';
import { type Remark, remark } from './remark.ts';

const WHOLE = new Set(['int', 'int64', 'uint', 'uint16', 'uint32', 'uint64']);
const PORT = String.raw`\d{1,5}(?:-\d{1,5})?`;
const PUBLISH = new RegExp(
  String.raw`^(?:(?:\[[0-9a-f:.]+\]|[\d.]+):)?(?:(?:${PORT})?:)?${PORT}(?:/(?:tcp|udp|sctp))?$`,
  'i',
);
const BYTES = /^(\d+(?:\.\d+)?) ?([kmgtp]?)(?:i?b)?$/i;
const DURATION = /^[+-]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h))+)$/;
const NANOSECONDS: Record<string, number> = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9, m: 6e10, h: 3.6e12 };

const MOUNT_KEYS: Record<string, string> = { src: 'source', dst: 'target', destination: 'target', ro: 'readonly' };
const MOUNT_SWITCHES = new Set(['readonly', 'volume-nocopy', 'bind-nonrecursive', 'bind-create-src']);
const KNOWN_MOUNT_KEYS = new Set([
  ...['type', 'source', 'target', 'consistency', 'bind-propagation', 'bind-recursive', 'volume-subpath'],
  ...['volume-label', 'volume-driver', 'volume-opt', 'image-subpath', 'tmpfs-size', 'tmpfs-mode'],
  ...MOUNT_SWITCHES,
]);
const PATH_FLAGS = new Set(['file', 'env-file', 'input', 'output', 'compose-file', 'cidfile', 'iidfile', 'label-file']);
const IMAGE_FLAGS = new Set(['tag', 'image']);

/** The boolean that Go reads from a word; undefined when it is none. */
export function parseBoolean(value: string): boolean | undefined {
  if (/^(?:1|t|T|true|TRUE|True)$/.test(value)) return true;
  if (/^(?:0|f|F|false|FALSE|False)$/.test(value)) return false;
  return undefined;
}

/** Why the program would refuse this value of a flag, or undefined. `written` is the flag as it stands in the line. */
export function checkValue(flag: Flag, written: string, value: string): Remark | undefined {
  const { type } = flag;
  if (type === undefined) {
    return parseBoolean(value) === undefined ? remark('onOrOff', written, value) : undefined;
  }
  if (WHOLE.has(type)) {
    const isRight = /^[+-]?\d+$/.test(value) && !(type.startsWith('uint') && value.startsWith('-'));
    return isRight ? undefined : remark('wholeNumber', written, value);
  }
  if (type === 'decimal' || type === 'float') {
    return /^(?:\d+\.?\d*|\.\d+)$/.test(value) ? undefined : remark('number', written, value);
  }
  if (type === 'bytes') {
    const isRight = BYTES.test(value) || value === '-1';
    return isRight ? undefined : remark('size', written, '512m', value);
  }
  if (type === 'duration') {
    return DURATION.test(value) ? undefined : remark('duration', written, '30s', value);
  }
  if (type === 'filter' || type === 'map' || type === 'ulimit') {
    // Docker takes an option without a value, as with `--opt encrypted`.
    const isRight = value.includes('=') || (type === 'map' && value !== '');
    return isRight ? undefined : remark('keyAndValue', written, value);
  }
  if (type === 'mount' && flag.name !== 'mount-rm') return checkMount(written, value);
  if (type === 'port' && value.includes('=')) {
    const unknown = fieldsOf(value).find(({ key }) => !/^(?:target|published|protocol|mode)$/.test(key));
    return unknown && remark('unknownKey', written, unknown.key);
  }
  if (type === 'port' || (flag.name === 'publish' && type === 'list')) {
    const isRight = PUBLISH.test(value) && (value.match(/\d+/g) ?? []).every((digits) => Number(digits) <= 65535);
    return isRight ? undefined : remark('ports', written, '8080:80', value);
  }
  return undefined;
}

function checkMount(written: string, value: string): Remark | undefined {
  const fields = mountFields(value);
  for (const { key, value: given } of fields) {
    if (!KNOWN_MOUNT_KEYS.has(key)) return remark('unknownKey', written, key);
    if (given === undefined && !MOUNT_SWITCHES.has(key)) return remark('keyNeedsValue', written, key);
  }
  const type = fields.find(({ key }) => key === 'type')?.value ?? 'volume';
  if (!/^(?:bind|volume|tmpfs|npipe|image|cluster)$/i.test(type)) return remark('unknownType', written, type);
  return fields.some(({ key }) => key === 'target') ? undefined : remark('needsKey', written, 'target');
}

/** Why the program would refuse these arguments, of which there are enough and not too many, or undefined. */
export function checkArgument(command: Command, args: readonly string[]): Remark | undefined {
  for (const [index, arg] of args.entries()) {
    const name = (command.args[index] ?? command.args.at(-1))?.name ?? '';
    if (name.includes('=') && !arg.includes('=')) return remark('writeAs', name, arg);
    if (/^[a-z]+(?:\|[a-z]+)+$/.test(name) && !name.split('|').includes(arg)) {
      return remark('oneOf', name, arg);
    }
  }
  if (command.args[0]?.name.endsWith(':SRC_PATH')) {
    const inContainer = args.filter((arg) => /^[^/.:][^:]*:./.test(arg)).length;
    if (inContainer !== 1) return remark('onePathInContainer', 'NAME:PATH');
  }
  return undefined;
}

/** The values for which one given value stands: some flags take several with commas between them. */
export function separateValues(flag: Flag, value: string): string[] {
  return flag.type === 'stringSlice' || flag.type === 'ipSlice' || flag.type === 'ipNetSlice'
    ? value.split(',')
    : [value];
}

/** The same text for all values between which the program makes no difference. */
export function normaliseValue(flag: Flag, value: string): string {
  const { name, type } = flag;
  if (type === undefined) return String(parseBoolean(value) ?? value);
  if (checkValue(flag, name, value) !== undefined) return value;
  if (WHOLE.has(type)) return value.replace(/^([+-]?)0*(?=\d)/, '$1').replace(/^\+/, '');
  if (type === 'decimal' || type === 'float') return String(Number(value));
  if (type === 'bytes') return normaliseBytes(value);
  if (type === 'duration') return normaliseDuration(value);
  if (type === 'mount') return normaliseMount(value);
  if (type === 'port') return normalisePort(value);
  if (type === 'secret' || type === 'config') return normaliseReference(value);
  if (type === 'network') return normaliseFields(value, 'name');
  if (type === 'filter') return value.replace(/^[^=!]*/, (key) => key.trim().toLowerCase());
  if (type === 'ulimit') return value.replace(/^([^=]*)=(\d+):\2$/, '$1=$2');
  if (type === 'pref') return value.replace(/\s/g, '');
  if (/^(?:publish|expose)$/.test(name)) return value.replace(/\/tcp$/i, '').toLowerCase();
  if (/^cap-(?:add|drop)$/.test(name)) return value.toUpperCase().replace(/^CAP_/, '');
  if (/^constraint/.test(name)) return value.replace(/\s*([!=]=)\s*/, '$1').trim();
  if (name === 'signal') return value.toUpperCase().replace(/^SIG/, '');
  if (name === 'format') return value.replace(/\{\{(-?) *(.*?) *(-?)\}\}/g, '{{$1$2$3}}');
  if (name === 'add-host') return value.includes(':') && !/^[^:]*=/.test(value) ? value : value.replace('=', ':');
  if (name === 'security-opt') {
    const withSign = value.includes('=') ? value : value.replace(':', '=');
    return withSign.replace(/^no-new-privileges=true$/, 'no-new-privileges');
  }
  if (name === 'volume') return normaliseVolume(value);
  if (IMAGE_FLAGS.has(name)) return normaliseImage(value);
  return PATH_FLAGS.has(name) ? normalisePath(value) : value;
}

/** An argument as it is compared; `name` is what the usage calls it. */
export function normaliseArgument(name: string, value: string, keepsTag: boolean): string {
  if (/IMAGE$/.test(name)) return keepsTag ? normaliseImage(value) : normaliseImage(value).replace(/:latest$/, '');
  return /PATH|FILE|file/.test(name) && !name.includes(':') ? normalisePath(value) : value;
}

/** A path below the current folder: a leading `./` makes no difference. */
export function normalisePath(path: string): string {
  return path === './' ? '.' : path.replace(/^\.\/(?=[^/])/, '');
}

/** `nginx` is `docker.io/library/nginx:latest`. */
function normaliseImage(image: string): string {
  const [reference = '', digest] = image.split('@', 2);
  const slash = reference.lastIndexOf('/');
  const colon = reference.indexOf(':', slash + 1);
  const path = colon === -1 ? reference : reference.slice(0, colon);
  const tag = colon === -1 ? (digest === undefined ? ':latest' : '') : reference.slice(colon);
  const first = path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
  const isHost = /[.:]/.test(first) || first === 'localhost';
  const host = isHost ? first.replace(/^index\.docker\.io$/, 'docker.io') : 'docker.io';
  const rest = isHost ? path.slice(first.length + 1) : path;
  const namespace = host === 'docker.io' && !rest.includes('/') ? 'library/' : '';
  return `${host}/${namespace}${rest}${tag}${digest === undefined ? '' : `@${digest}`}`;
}

function normaliseBytes(value: string): string {
  const [, amount = value, unit = ''] = BYTES.exec(value) ?? [];
  return String(Math.trunc(Number(amount) * 1024 ** ' kmgtp'.indexOf(unit.toLowerCase() || ' ')));
}

function normaliseDuration(value: string): string {
  let total = 0;
  for (const [, amount, unit = ''] of value.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/g)) {
    total += Number(amount) * (NANOSECONDS[unit] ?? 0);
  }
  return `${value.startsWith('-') ? '-' : ''}${Math.round(total / 1e6)}ms`;
}

function normaliseVolume(value: string): string {
  const parts = value.split(':');
  const options = parts.length > 2 ? (parts.pop() ?? '').split(',') : [];
  const kept = options.filter((option) => option !== 'rw').sort();
  return [...parts, ...(kept.length > 0 ? [kept.join(',')] : [])].join(':').replace(/^\$\((pwd)\)|^\$\{PWD\}/, '$PWD');
}

function normalisePort(value: string): string {
  if (!value.includes('=')) {
    const [ports = '', protocol = 'tcp'] = value.toLowerCase().split('/');
    const target = ports.slice(ports.lastIndexOf(':') + 1);
    const published = ports.includes(':') ? ports.slice(0, ports.lastIndexOf(':')) : undefined;
    const long = [`target=${target}`, ...(published ? [`published=${published}`] : []), `protocol=${protocol}`];
    return normalisePort(long.join(','));
  }
  const fields = fieldsOf(value).filter(
    ({ key, value: given }) => `${key}=${given}` !== 'protocol=tcp' && `${key}=${given}` !== 'mode=ingress',
  );
  return joined(fields);
}

function normaliseMount(value: string): string {
  const fields = mountFields(value)
    .map(({ key, value: given }) => ({ key, value: MOUNT_SWITCHES.has(key) ? switchOf(given) : given }))
    .map(({ key, value: given }) => ({ key, value: key === 'tmpfs-size' ? sizeOf(given) : given }))
    .filter(({ key, value: given }) => !(key === 'type' && given === 'volume') && given !== 'false');
  return joined(fields);
}

const switchOf = (value = 'true') => String(parseBoolean(value) ?? value);
const sizeOf = (value = '') => (BYTES.test(value) ? normaliseBytes(value) : value);

/** A secret or config: `site` alone is one whose target has the same name. */
function normaliseReference(value: string): string {
  if (!value.includes('=')) return value;
  const fields = fieldsOf(value).map(({ key, value: given }) => ({
    key: key === 'src' ? 'source' : key,
    value: given,
  }));
  const source = fields.find(({ key }) => key === 'source')?.value;
  const kept = fields.filter(({ key, value: given }) => !(key === 'target' && given === source));
  return kept.length === 1 && source !== undefined ? source : joined(kept);
}

function normaliseFields(value: string, main: string): string {
  if (!value.includes('=')) return value;
  const fields = fieldsOf(value);
  return fields.length === 1 && fields[0]?.key === main ? (fields[0].value ?? '') : joined(fields);
}

interface Field {
  key: string;
  value: string | undefined;
}

function mountFields(value: string): Field[] {
  return fieldsOf(value).map(({ key, value: given }) => ({
    key: Object.hasOwn(MOUNT_KEYS, key) ? (MOUNT_KEYS[key] ?? key) : key,
    value: given,
  }));
}

/** Fields with commas between them; a field in double quotes may hold commas. */
function fieldsOf(value: string): Field[] {
  return [...value.matchAll(/"((?:[^"]|"")*)"(?:,|$)|([^,]*)(?:,|$)/g)]
    .filter(({ index }) => index < value.length)
    .map(([, quoted, bare = '']) => quoted?.replaceAll('""', '"') ?? bare)
    .map((field) => {
      const split = field.indexOf('=');
      if (split === -1) return { key: field.trim().toLowerCase(), value: undefined };
      return { key: field.slice(0, split).trim().toLowerCase(), value: field.slice(split + 1) };
    });
}

function joined(fields: readonly Field[]): string {
  const written = fields.map(({ key, value }) => (value === undefined ? key : `${key}=${value}`));
  return written
    .map((field) => (/[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .sort()
    .join(',');
}
