import { type Canonical, type CanonicalFlag, type Compared, canonicalise, keyOf } from './canonical.ts';
import type { Grammar } from './grammar.ts';
import { type ParsedCommand, isRefusal, parseCommandLine } from './parse.ts';
import { type Remark, remark } from './remark.ts';
import { readingsOf } from './typed.ts';
import type { Place } from './words.ts';

/** A wrong command line that people do type, with what is wrong about it. */
export interface Mistake {
  command: string;
  why: string;
}

export interface Judgement {
  correct: boolean;
  /** at most three: what differs from the nearest answer, or what should be known about a right one */
  says: Remark[];
}

const MOST_REMARKS = 3;

/**
 * Says whether a typed command line is one of the answers, in whatever spelling, and if not, what differs from the
 * nearest one. A mistake that the author foresaw is told in the author's words. What a phone's keyboard adds is forgiven.
 * Never throws.
 */
export function judge(
  grammar: Grammar,
  typed: string,
  answers: readonly string[],
  mistakes: readonly Mistake[] = [],
): Judgement {
  const judged = readingsOf(typed).map((reading) => judgeReading(grammar, reading, answers, mistakes));
  return judged.find(({ correct }) => correct) ?? judged.at(-1) ?? { correct: false, says: [] };
}

function judgeReading(
  grammar: Grammar,
  typed: string,
  answers: readonly string[],
  mistakes: readonly Mistake[],
): Judgement {
  const parsed = parseCommandLine(grammar, typed);
  if (isRefusal(parsed)) return { correct: false, says: [parsed.refusal] };
  const own = canonicalise(parsed);
  const key = keyOf(own);
  const wanted = answers
    .map((answer) => parseCommandLine(grammar, answer, 'shown'))
    .flatMap((answer) => (isRefusal(answer) ? [] : [{ answer, canonical: canonicalise(answer) }]));
  if (wanted.some(({ canonical }) => keyOf(canonical) === key)) {
    return { correct: true, says: parsed.notes.slice(0, MOST_REMARKS) };
  }
  const known = mistakes.find(({ command }) => areSame(grammar, command, key));
  if (known) return { correct: false, says: [{ key: 'author', text: known.why }] };
  const [nearest] = wanted
    .map(({ answer, canonical }) => differences(grammar, own, parsed, canonical, answer))
    .sort((one, other) => one.cost - other.cost);
  return { correct: false, says: nearest?.says.slice(0, MOST_REMARKS) ?? [] };
}

/** Why a line is not one whole command line of the program at all: a slip that is better handed back than judged. */
export function slipIn(grammar: Grammar, typed: string): Remark | undefined {
  const parsed = parseCommandLine(grammar, typed);
  return isRefusal(parsed) && parsed.isSlip ? parsed.refusal : undefined;
}

function areSame(grammar: Grammar, command: string, key: string): boolean {
  const parsed = parseCommandLine(grammar, command, 'shown');
  return !isRefusal(parsed) && keyOf(canonicalise(parsed)) === key;
}

interface Differences {
  cost: number;
  says: Remark[];
}

function differences(
  grammar: Grammar,
  own: Canonical,
  parsed: ParsedCommand,
  wanted: Canonical,
  answer: ParsedCommand,
): Differences {
  if (own.path !== wanted.path) {
    const name = `${grammar.program} ${parsed.command.path}`.trim();
    return { cost: 1000, says: [remark('otherCommand', name)] };
  }
  const late = lateOptions(own, parsed, wanted);
  if (late !== undefined) return { cost: 1, says: [late] };
  const says = [...flagDifferences(own, wanted), ...argumentDifferences(own, wanted, answer)];
  if (own.isHelp && !wanted.isHelp) says.push(remark('onlyHelp', '--help'));
  says.push(...listDifferences(compareAll(wanted.environment), compareAll(own.environment), 'front'));
  says.push(...listDifferences(compareAll(wanted.redirects), compareAll(own.redirects), 'end'));
  if (says.length === 0) says.push(remark('differs'));
  return { cost: says.length, says };
}

const compareAll = (texts: readonly string[]) => texts.map((text) => ({ typed: text, normal: text }));

/** `docker run nginx -d` hands -d to the container; the sentence says so, if it is what went wrong. */
function lateOptions(own: Canonical, { command, args }: ParsedCommand, wanted: Canonical): Remark | undefined {
  if (!command.stopsAtFirst || args.length <= wanted.args.length) return undefined;
  const missing = wanted.flags
    .filter((flag) => !own.flags.some((given) => isSameFlag(given, flag)))
    .map(({ flag }) => flag);
  const isLate = args.slice(1).some((arg) => {
    const name = /^--([a-z][a-z-]*)/.exec(arg)?.[1];
    if (name !== undefined) return missing.some((flag) => flag.name === name);
    return /^-\w/.test(arg) && [...arg.slice(1)].some((letter) => missing.some(({ short }) => short === letter));
  });
  if (!isLate) return undefined;
  return remark('afterOptions', command.args[0]?.name ?? '');
}

function flagDifferences(own: Canonical, wanted: Canonical): Remark[] {
  const says: Remark[] = [];
  for (const flag of wanted.flags) {
    const given = own.flags.find((other) => isSameFlag(other, flag));
    says.push(...valueDifferences(flag, given?.values ?? [], flag.values));
  }
  for (const flag of own.flags) {
    if (!wanted.flags.some((other) => isSameFlag(other, flag))) says.push(...valueDifferences(flag, flag.values, []));
  }
  return says;
}

function isSameFlag(one: CanonicalFlag, other: CanonicalFlag): boolean {
  return one.owner === other.owner && one.flag.name === other.flag.name;
}

function valueDifferences({ flag }: CanonicalFlag, own: readonly Compared[], wanted: readonly Compared[]): Remark[] {
  const name = `--${flag.name}`;
  const missing = without(wanted, own);
  const extra = without(own, wanted);
  const says: Remark[] = [];
  for (const one of missing) {
    const other = extra.shift();
    if (flag.type === undefined) {
      const isOff = one.normal === 'false';
      says.push(isOff ? remark('missing', `${name}=false`) : remark('missing', name));
    } else if (other) says.push(wrongValue(name, one.typed, other.typed));
    else if (own.length === 0 && wanted.length === 1) says.push(remark('missing', name));
    else says.push(remark('missingWith', name, one.typed));
  }
  for (const { typed } of extra) {
    if (flag.type === undefined && missing.length > 0) break;
    says.push(
      wanted.length === 0 || flag.type === undefined ? remark('extra', name) : remark('extraWith', name, typed),
    );
  }
  return says;
}

function wrongValue(name: string, wanted: string, typed: string): Remark {
  const isSwapped = wanted.includes(':') && wanted.split(':').reverse().join(':') === typed;
  if (isSwapped && /^--(?:publish|publish-add)$/.test(name)) {
    return remark('hostPortFirst', name, wanted, typed);
  }
  if (isSwapped && name === '--volume') {
    return remark('mountedFirst', name, wanted, typed);
  }
  return remark('wrongValue', name, wanted, typed);
}

function argumentDifferences(own: Canonical, wanted: Canonical, { command }: ParsedCommand): Remark[] {
  const says: Remark[] = [];
  const listFrom = command.args.at(-1)?.anyOrder ? wanted.anyOrderFrom : Infinity;
  const tailFrom = startOfTail(command);
  const fixed = Math.min(listFrom, tailFrom);
  const [ownFixed, wantedFixed] = [own.args.slice(0, fixed), wanted.args.slice(0, fixed)];
  const isReordered =
    ownFixed.length > 1 &&
    keyOfAll(ownFixed) !== keyOfAll(wantedFixed) &&
    keyOfSorted(ownFixed) === keyOfSorted(wantedFixed);
  if (isReordered) {
    says.push(remark('wrongOrder', wantedFixed.map(({ typed }) => typed).join(' ')));
  } else {
    for (let index = 0; index < Math.max(ownFixed.length, wantedFixed.length); index++) {
      const [one, other] = [wantedFixed[index], ownFixed[index]];
      const name = (command.args[index] ?? command.args.at(-1))?.name ?? '';
      if (!one && other) says.push(remark('extra', other.typed));
      else if (one && !other) says.push(remark('missing', one.typed));
      else if (one && other && one.normal !== other.normal) {
        says.push(remark('wrongArgument', name, one.typed, other.typed));
      }
    }
  }
  if (listFrom !== Infinity) says.push(...listDifferences(wanted.args.slice(listFrom), own.args.slice(listFrom)));
  if (tailFrom !== Infinity)
    says.push(...tailDifferences(own.args.slice(tailFrom), wanted.args.slice(tailFrom), command));
  return says;
}

function listDifferences(wanted: readonly Compared[], own: readonly Compared[], place: Place = 'middle'): Remark[] {
  return [
    ...without(wanted, own).map(({ typed }) => remark('missing', typed, place)),
    ...without(own, wanted).map(({ typed }) => remark('extra', typed, place)),
  ];
}

/** What follows the image or container is one thing: the command that runs inside. */
function tailDifferences(
  own: readonly Compared[],
  wanted: readonly Compared[],
  command: ParsedCommand['command'],
): Remark[] {
  const [ownText, wantedText] = [own, wanted].map((part) => part.map(({ typed }) => typed).join(' ')) as [
    string,
    string,
  ];
  if (keyOfAll(own) === keyOfAll(wanted)) return [];
  const first = command.args[0]?.name ?? '';
  if (own.length === 0) return [remark('missingAfter', first, wantedText)];
  if (wanted.length === 0) return [remark('extraAfter', first, ownText)];
  return [remark('wrongAfter', first, wantedText, ownText)];
}

/** Where a command line within the command line begins: at the COMMAND of `docker run IMAGE [COMMAND] [ARG...]`. */
function startOfTail({ args, stopsAtFirst }: ParsedCommand['command']): number {
  const index = stopsAtFirst ? args.findIndex(({ name }) => name === 'COMMAND' || name === 'OPTION') : -1;
  return index === -1 ? Infinity : index;
}

const keyOfAll = (list: readonly Compared[]) => JSON.stringify(list.map(({ normal }) => normal));
const keyOfSorted = (list: readonly Compared[]) => JSON.stringify(list.map(({ normal }) => normal).sort());

/** What is in one list and not in the other, each as often as it stands there. */
function without(list: readonly Compared[], other: readonly Compared[]): Compared[] {
  const left = other.map(({ normal }) => normal);
  return list.filter(({ normal }) => {
    const index = left.indexOf(normal);
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
}
