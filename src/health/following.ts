/** Whether points, boards and reviews keep up with the answers. */
import type { Following } from '../score/following.ts';
import type { Troubles } from './troubles.ts';

const FOLLOWING = 'following';

export function reportFollowing(following: Following, troubles: Troubles): void {
  const { failingSince, setAside } = following.state();
  if (failingSince !== undefined) troubles.report(FOLLOWING, { key: 'notFollowing' });
  else if (setAside > 0) troubles.report(FOLLOWING, { key: 'setAside', answers: setAside });
  else troubles.over(FOLLOWING);
}
