import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { closeOverdueExams } from '../../src/exam/session.ts';
import { GUILD, NOON, REAL_PACKS, createTestApp } from '../helpers/app.ts';
import { countRows } from '../helpers/rows.ts';

const EXAMS = 300;
const QUESTIONS = 55;

it('three hundred exams that end in one minute let others have their turn after each', async () => {
  const app = await createTestApp({ packsFolder: REAL_PACKS });
  const { db } = app;
  db.$client.exec(`
    with recursive n (i) as (select 1 union all select i + 1 from n where i < ${EXAMS})
    insert into exam (id, user_id, guild_id, pack_id, blueprint, started_at, ends_at, questions)
    select 'exam-' || i, 'member-' || i, '${GUILD}', 'docker', 'dca', ${NOON - 1000}, ${NOON}, ${QUESTIONS} from n;
    insert into exam_question (exam_id, position, question_key, revision, format, option_order, choice, answered_at, correct)
    select exam.id, place, key, revision, 'choice', '[0,1,2,3]', '[0]', ${NOON - 1}, 1
    from exam, (select key, revision, row_number() over (order by key) - 1 as place from question
                where kind = 'single' limit ${QUESTIONS})`);

  let isDone = false;
  let turns = 0;
  let longest = 0;
  const others = (async () => {
    for (let began = performance.now(); !isDone; began = performance.now()) {
      await nextTurn();
      longest = Math.max(longest, performance.now() - began);
      turns++;
    }
  })();
  const began = performance.now();
  expect(await closeOverdueExams(app, NOON)).toBe(EXAMS);
  const took = performance.now() - began;
  isDone = true;
  await others;
  expect(countRows(db, 'answer')).toBe(EXAMS * QUESTIONS);
  expect(turns).toBeGreaterThanOrEqual(EXAMS);
  // No exam takes much more than its share, but for hiccups of the machine.
  expect(longest).toBeLessThan(took / 4);
});
