/** What can stand in an option, and what is meant by what stands there. */
import { ApplicationCommandOptionType as Type } from 'discord-api-types/v10';
import type { OptionInput } from '../../server/protocol.ts';
import { type State, guildOf } from '../state.ts';
import type { Option } from './commands.ts';
import { lengthProblem } from './lengths.ts';
import { rangeText } from './ranges.ts';

export interface Choice {
  label: string;
  description: string;
  value: OptionInput;
}

export interface Field {
  option: Option;
  text: string;
  /** what was chosen from the list */
  chosen: Choice | null;
}

const MOST_CHOICES = 25;

/** What this page can offer itself; undefined where the bot is to be asked. */
export function offeredFor({ option, text }: Field, state: State): Choice[] | undefined {
  if ('autocomplete' in option && option.autocomplete) return undefined;
  const wanted = text.replace(/^[#@]/, '').toLowerCase();
  return everythingFor(option, state)
    .filter(({ label }) => label.replace(/^[#@]/, '').toLowerCase().includes(wanted))
    .slice(0, MOST_CHOICES);
}

function everythingFor(option: Option, state: State): Choice[] {
  const guild = guildOf(state);
  const people = (guild?.members ?? state.places?.people ?? []).map(({ id, name, isBot }) => ({
    label: `@${name}`,
    description: isBot ? 'bot' : '',
    value: id,
  }));
  const roles = (guild?.roles ?? []).map(({ id, name }) => ({
    label: name.startsWith('@') ? name : `@${name}`,
    description: 'role',
    value: id,
  }));
  switch (option.type) {
    case Type.Boolean:
      return [
        { label: 'True', description: '', value: true },
        { label: 'False', description: '', value: false },
      ];
    case Type.User:
      return people;
    case Type.Role:
      return roles;
    case Type.Mentionable:
      return [...people, ...roles];
    case Type.Channel: {
      const types = option.channel_types;
      return (guild?.channels ?? [])
        .filter(({ type }) => !types?.length || types.includes(type as (typeof types)[number]))
        .map(({ id, name, topic }) => ({ label: `#${name}`, description: topic ?? '', value: id }));
    }
    case Type.String:
    case Type.Integer:
    case Type.Number:
      return ('choices' in option ? (option.choices ?? []) : []).map(({ name, value }) => ({
        label: name,
        description: '',
        value,
      }));
    default:
      return [];
  }
}

export type Meant = { value: OptionInput } | { problem: string };

/** What is meant by what stands in a field. */
export function meantBy(field: Field, state: State): Meant {
  const { option, chosen } = field;
  const text = field.text.trim();
  if (chosen && chosen.label === field.text) return { value: chosen.value };
  const known = everythingFor(option, state);
  if (known.length > 0) {
    const wanted = text.replace(/^[#@]/, '').toLowerCase();
    const hit = known.find(
      ({ label, value }) =>
        label.replace(/^[#@]/, '').toLowerCase() === wanted || String(value).toLowerCase() === wanted,
    );
    return hit ? { value: hit.value } : { problem: `${option.name}: pick one from the list` };
  }
  if (option.type === Type.Integer || option.type === Type.Number) {
    const number = Number(text);
    if (text === '' || Number.isNaN(number)) return { problem: `${option.name}: a number, please` };
    const { min_value: min = -Infinity, max_value: max = Infinity } = option as {
      min_value?: number;
      max_value?: number;
    };
    if (option.type === Type.Integer && !Number.isInteger(number))
      return { problem: `${option.name}: a whole number, please` };
    if (number < min || number > max) return { problem: `${option.name}: a number ${rangeText(option)}` };
    return { value: number };
  }
  if (option.type !== Type.String) return { problem: `${option.name}: nothing to choose here` };
  const problem = lengthProblem(option, text);
  return problem ? { problem: `${option.name}: ${problem}` } : { value: text };
}
