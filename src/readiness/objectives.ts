/** First answers by objective follow the log: the same answers count as for abilities, see follow.ts. */
import type { Follower, LoggedAnswer } from '../score/logged-answer.ts';
import { KEPT, addToObjective } from './objective-store.ts';
import { wasAnswered } from './store.ts';

export const objectives: Follower = {
  name: 'objectives',
  tables: KEPT,
  batch(db) {
    const first: LoggedAnswer[] = [];
    return {
      take(logged) {
        const { id, userId, questionKey, mode } = logged;
        if (mode !== 'review' && !wasAnswered(db, userId, questionKey, id)) first.push(logged);
      },
      write() {
        for (const { userId, questionKey, correct } of first) addToObjective(db, userId, questionKey, correct);
      },
    };
  },
};
