import { beforeAll, describe, expect, it } from 'vitest';
import { answer, exam, question, reviewCard } from '../../src/db/schema.ts';
import { pngSize } from '../../src/picture/png.ts';
import { getQuestionContent } from '../../src/question/store.ts';
import { findReadiness } from '../../src/readiness/report.ts';
import { recordAnswer } from '../../src/score/record.ts';
import { rightOptions } from '../helpers/answers.ts';
import { GUILD, NOON, REAL_PACKS, type TestApp, createTestApp } from '../helpers/app.ts';
import { controls, idOf, labels, press, run, words } from '../helpers/commands.ts';
import { followLog } from '../helpers/follow.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ packsFolder: REAL_PACKS });
});

let given = 0;

/** Answers questions of one domain that were not answered yet. */
function answerSome(userId: string, domain: string, count: number, isRight: (index: number) => boolean): void {
  const rows = app.db
    .select()
    .from(question)
    .all()
    .filter((row) => row.domain === domain && row.kind === 'single');
  const before = app.db.select().from(answer).all();
  const open = rows.filter(({ key }) => !before.some((one) => one.userId === userId && one.questionKey === key));
  open.slice(0, count).forEach(({ key, revision }, index) => {
    const content = getQuestionContent(app.db, key, revision);
    const right = rightOptions(content);
    const wrong = [content.options.findIndex((option) => !option.correct)];
    recordAnswer(
      app.db,
      {
        userId,
        guildId: GUILD,
        questionKey: key,
        revision,
        mode: 'quiz',
        source: `progress:${given++}`,
        optionOrder: content.options.map((_, at) => at),
        choice: isRight(index) ? right : wrong,
        answeredAt: NOON - 1000,
      },
      content,
    );
  });
}

describe('the forecast in /profile', () => {
  it('waits for ten first answers, and says how many are missing', async () => {
    answerSome('eve', 'storage', 9, () => true);
    const early = await run(app, 'profile', {}, { userId: 'eve' });
    expect(words(early)).toContain('Exam forecast: Docker\nToo early to say. Answer 1 more new question first.');
    expect(labels(early)).toEqual(['Next: 5 questions', 'Others see how many I got right: no']);
    await expect(press(app, 'profile:picture:docker', { userId: 'eve' })).rejects.toThrow('too little to draw');
    answerSome('eve', 'storage', 1, () => true);
    expect(words(await run(app, 'profile', {}, { userId: 'eve' }))).toMatch(
      /\*\*\d+ to \d+ of 100\*\*, 80 percent sure/,
    );
  });

  it('names the weakest domain as the next, with a quiz on it', async () => {
    answerSome('ada', 'storage', 20, () => true);
    answerSome('ada', 'orchestration', 20, (index) => index % 4 > 0);
    answerSome('ada', 'networking', 20, (index) => index % 4 === 0);
    followLog(app.db);
    const reply = await run(app, 'profile');
    expect(words(reply)).toMatch(/\*\*\d+ to \d+ of 100\*\*, 80 percent sure\./);
    expect(words(reply)).toMatch(/Weakest so far\n- .+ \(\d of \d+ right\)/);
    const asked = await press(app, idOf(reply, 'Next: 5 questions on Networking'));
    expect(asked.private).toBe(true);
    expect(words(asked)).toMatch(/^Question 1 of 5\n[^]*Networking · /);
    await expect(press(app, 'quiz:domain:docker:gone')).rejects.toThrow('no longer part of the pack');
  });

  it('comes as a picture on demand, with its words, to whoever presses', async () => {
    const picture = await press(app, idOf(await run(app, 'profile'), 'Show the picture'));
    const [file] = picture.files ?? [];
    expect(picture.private).toBe(true);
    expect(pngSize(Buffer.from(file?.data ?? [])).width).toBe(900);
    expect(file?.description).toMatch(
      /^Docker exam forecast, %, 80 percent sure\. Whole exam: \d+ to \d+, middle \d+\. Orchestration: /,
    );
    await expect(press(app, 'profile:picture:docker', { userId: 'nobody' })).rejects.toThrow('too little to draw');
  });

  it('is lower the more was wrong, and the weak domain lower than the strong', () => {
    const ada = findReadiness(app, 'ada', NOON)?.forecast;
    const middle = (id: string) => ada?.domains.find((one) => one.id === id)?.middle ?? 0;
    expect(middle('storage')).toBeGreaterThan(middle('orchestration'));
    expect(middle('orchestration')).toBeGreaterThan(middle('networking'));
    const eve = findReadiness(app, 'eve', NOON)?.forecast;
    expect(eve?.middle).toBeGreaterThan(ada?.middle ?? 100);
  });

  it('is nobody else’s business: neither of another member, nor in the channel', async () => {
    const asked: Record<string, string | boolean>[] = [{ member: 'eve' }, { private: false }];
    for (const options of asked) {
      const reply = await run(app, 'profile', options);
      expect(words(reply)).not.toMatch(/forecast|Weakest/);
      expect(controls(reply)).toEqual([]);
    }
  });

  it('stands beside the last mock exams and what is due for review', async () => {
    const row = { userId: 'ada', guildId: GUILD, packId: 'docker', blueprint: 'full', endsAt: NOON, questions: 55 };
    app.db
      .insert(exam)
      .values([
        { ...row, id: 'one', domain: null, startedAt: NOON - 5000, finishedAt: NOON - 4000, correct: 40 },
        { ...row, id: 'two', domain: 'storage', startedAt: NOON - 3000, finishedAt: NOON - 2000, correct: 44 },
      ])
      .run();
    expect(app.db.select().from(reviewCard).all().length).toBeGreaterThan(0);
    const reply = await run(app, 'profile');
    expect(words(reply)).toContain(
      [
        'Mock exams',
        `<t:${NOON / 1000 - 2}:d> Full exam, Storage and volumes: 44 of 55 (80%)`,
        `<t:${NOON / 1000 - 4}:d> Full exam: 40 of 55 (73%)`,
      ].join('\n'),
    );
    expect(labels(reply).join()).toMatch(/Review what is due \(\d+\)/);
    expect(words(reply).length).toBeLessThan(1500);
  });
});
