import type { DatabaseFault } from '../db/faults.ts';

/** Something that an operator can act on, as plain data: it goes from thread to thread, and is said where it is read. */
export type Wrong =
  | { key: 'clockOff'; aheadMs: number }
  | { key: 'clockJumped'; jumpMs: number }
  | { key: 'timeUnknown' }
  | { key: 'databaseFault'; fault: DatabaseFault }
  | { key: 'diskFailing'; path: string; message: string }
  | { key: 'databaseLost' }
  | { key: 'notFollowing' }
  | { key: 'setAside'; answers: number }
  | { key: 'connectionBroken' }
  | { key: 'commandsRefused'; message: string };
