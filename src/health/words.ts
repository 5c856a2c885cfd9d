/** What organisers and the log are told about what is wrong with the bot as a whole. */
import { inLanguages } from '../language.ts';

const UNITS = [
  ['day', 24 * 60 * 60_000],
  ['hour', 60 * 60_000],
  ['minute', 60_000],
] as const;

/** "30 days", "1 hour", in the largest unit that fits */
function span(ms: number): string {
  const [unit, size] = UNITS.find(([, one]) => Math.abs(ms) >= one) ?? (['minute', 60_000] as const);
  const count = Math.max(1, Math.round(Math.abs(ms) / size));
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

const english = {
  clockOff: (aheadMs: number) =>
    `The clock of this machine is ${span(aheadMs)} ${aheadMs > 0 ? 'ahead of' : 'behind'} Discord's. ` +
    "Set it right; until then everything goes by Discord's.",
  clockJumped: (jumpMs: number) =>
    `The clock of this machine has jumped ${jumpMs > 0 ? 'ahead' : 'back'} by ${span(jumpMs)}, and Discord cannot ` +
    'be asked what time it is. Nothing is posted, closed or left out until it can.',
  timeUnknown: 'Discord cannot be asked what time it is. Nothing is posted, closed or left out until it can.',

  diskFailing: (path: string, message: string) =>
    `What members do is not kept safely: the disk of ${path} cannot be written (${message}). ` +
    'Nothing is confirmed to anybody meanwhile. Look at the disk: it may be failing, full or gone.',
  databaseLost:
    'A file of the database was deleted, moved or replaced while it was in use, so I have to stop. The log says where ' +
    'everything is, and what to do.',

  notFollowing:
    'Answers are kept, but points, boards and reviews do not follow. The log says why; nothing is lost, and it goes on by itself.',
  setAside: (answers: number) =>
    `${answers === 1 ? 'One answer counts' : `${answers} answers count`} nowhere, because of a fault of mine that the log names. ` +
    '`npm run rebuild` tries again, or the next version.',

  connectionBroken:
    'The connection to Discord is broken, so members of some or all servers get no answer. It is being made again; if this ' +
    'lasts, check the network of this machine and whether Discord has an outage.',
  commandsRefused: (message: string) =>
    `Discord did not take the list of commands (${message}), so people see those of before, or none. I try again by ` +
    'myself; if this lasts, look for a newer version of me.',
};

export const healthWords = inLanguages(english);
