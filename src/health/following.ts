/** Whether points, boards and reviews keep up with the answers, in words for the operator. */
import type { Following } from '../score/following.ts';
import type { Troubles } from './troubles.ts';

const FOLLOWING = 'following';

export function reportFollowing(following: Following, troubles: Troubles): void {
  const { failingSince, setAside } = following.state();
  if (failingSince !== undefined)
    troubles.report(
      FOLLOWING,
      'Answers are kept, but points, boards and reviews do not follow. The log says why; nothing is lost, and it goes on by itself.',
    );
  else if (setAside > 0)
    troubles.report(
      FOLLOWING,
      `${setAside === 1 ? 'One answer counts' : `${setAside} answers count`} nowhere, because of a fault of mine that the log names. ` +
        '`npm run rebuild` tries again, or the next version.',
    );
  else troubles.over(FOLLOWING);
}
