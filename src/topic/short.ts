/** What of a topic stands in the first answer, which is to fit the screen of a phone. */

const MOST_COMMANDS = 3;
/** Characters of code on one line of a phone. */
const PHONE_WIDTH = 36;

/**
 * The first commands of a topic's block, each with the comment above it; packs begin with what is needed most. One that is too
 * long for the room is passed over; where all of them are, the shortest one is taken.
 * @param commands steps with an empty line between them
 * @param room lines on a phone, empty ones and wrapped ones counted
 * @returns three commands at most, unless a single step has more
 */
export function firstCommands(commands: string, room: number): string {
  const steps = commands.split(/\n\s*\n/).filter((step) => step.trim() !== '');
  const chosen: string[] = [];
  let lines = 0;
  let count = 0;
  for (const step of steps) {
    const more = linesOf(step) + (chosen.length > 0 ? 1 : 0);
    if (lines + more > room || count + commandsIn(step) > MOST_COMMANDS) continue;
    chosen.push(step);
    lines += more;
    count += commandsIn(step);
  }
  return (chosen.length > 0 ? chosen : shortest(steps)).join('\n\n');
}

function shortest(steps: readonly string[]): string[] {
  return [...steps].sort((one, other) => linesOf(one) - linesOf(other)).slice(0, 1);
}

function linesOf(step: string): number {
  return step.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / PHONE_WIDTH)), 0);
}

/** Lines that begin a command: no comments, no continued or indented lines. */
function commandsIn(step: string): number {
  const lines = step.split('\n');
  return lines.filter((line, index) => /^[^\s#]/.test(line) && !lines[index - 1]?.endsWith('\\')).length;
}
