import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { memberDomain } from '../../src/db/schema.ts';
import { reportFollowing } from '../../src/score/follow.ts';
import { giveAnswer } from '../helpers/answers.ts';
import { createTestApp } from '../helpers/app.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('reports a failure of what follows by itself, and makes it good later', async () => {
  const { db } = await createTestApp();
  const failures: string[] = [];
  reportFollowing(db, (error) => failures.push((error as Error).message));
  db.$client.exec(
    "create temp trigger fails before insert on member_domain begin select raise(abort, 'disk full'); end",
  );
  giveAnswer(db, {});
  vi.advanceTimersByTime(1000);
  expect(failures).toEqual(['disk full']);
  db.$client.exec('drop trigger fails');
  vi.advanceTimersByTime(10_000);
  expect(db.select().from(memberDomain).all()).toMatchObject([{ answers: 1 }]);
  expect(failures).toHaveLength(1);
});
