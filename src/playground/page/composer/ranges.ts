/** From where to where a number in an option may go. */
import type { Option } from './commands.ts';

/** "from 1 to 20", where there is such a limit. */
export function rangeText(option: Option): string {
  const { min_value: min, max_value: max } = option as { min_value?: number; max_value?: number };
  if (min !== undefined && max !== undefined) return `from ${min} to ${max}`;
  return min !== undefined ? `from ${min}` : max !== undefined ? `up to ${max}` : '';
}

/** What an option is for, and from where to where a number goes, unless that was said already. */
export function optionNote(option: Option): string {
  const { description } = option;
  const range = rangeText(option);
  const said = new Set(description.match(/\d+/g));
  const isSaid = (range.match(/\d+/g) ?? []).every((limit) => said.has(limit));
  return isSaid ? description : `${description}, ${range}`;
}
