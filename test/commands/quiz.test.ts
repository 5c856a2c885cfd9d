import { beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/message.ts';
import { customId } from '../../src/components.ts';
import { UserError } from '../../src/errors.ts';
import { localDate } from '../../src/time/local-day.ts';
import { GUILD, type TestApp, createTestApp } from '../helpers/app.ts';
import { controls, idOf, labels, press, run, suggest, words } from '../helpers/commands.ts';
import { countRows } from '../helpers/rows.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});

const RIGHT = ['A snapshot of the whole project', 'Nothing', 'It is a name for a commit', 'It moves with new commits'];

/** Answers the question of a reply, rightly or by its first wrong option. */
async function answer(asked: Reply, right = true): Promise<Reply> {
  const [first] = controls(asked);
  if (first?.options) {
    const isRight = (label: string) => RIGHT.some((text) => label.endsWith(text));
    const chosen = first.options.filter(({ label }) => isRight(label) === right).map(({ value }) => value);
    return press(app, first.custom_id ?? '', { values: chosen });
  }
  if (labels(asked).includes('True')) return press(app, idOf(asked, right ? 'True' : 'False'));
  const lines = [...words(asked).matchAll(/^\*\*([A-E])\.\*\* (.*)$/gm)];
  const line = lines.find(([, , text = '']) => RIGHT.includes(text) === right);
  return press(app, idOf(asked, line?.[1] ?? ''));
}

describe('/quiz', () => {
  it('asks in private, with a letter for each option', async () => {
    const asked = await run(app, 'quiz', { topic: 'branch', difficulty: 'understanding' });
    expect(asked.private).toBe(true);
    expect(words(asked)).toMatch(
      /^Question 1 of 1\n\*\*What does making a branch copy\?\*\*\n\n\*\*A\.\*\* .+\n\*\*B\.\*\* .+\n\*\*C\.\*\* .+\n\*\*D\.\*\* .+\nHistory · Medium, 2 points$/,
    );
    expect(labels(asked)).toEqual(['A', 'B', 'C', 'D']);
  });

  it('asks true or false with two buttons', async () => {
    const asked = await run(app, 'quiz', { topic: 'push' });
    expect(words(asked)).toContain('True or false?');
    expect(labels(asked)).toEqual(['True', 'False']);
  });

  it('asks with a menu where several options may be right', async () => {
    const asked = await run(app, 'quiz', { topic: 'branch', difficulty: 'applying' });
    expect(controls(asked)).toMatchObject([
      { max_values: 3, options: [{ value: '0' }, { value: '1' }, { value: '2' }] },
    ]);
    expect(words(await answer(asked))).toMatch(/^✅ Right! \+3 points · 1 of 1\n/);
  });

  it('lets the channel watch when asked to', async () => {
    expect((await run(app, 'quiz', { private: false })).private).toBe(false);
  });

  it('says what was right, why each option is or is not, and what it earned', async () => {
    const asked = await run(app, 'quiz', { topic: 'branch', difficulty: 'understanding' });
    const answered = await answer(asked, false);
    expect(answered.update).toBe(true);
    const text = words(answered);
    expect(text).toMatch(/^❌ Not right · 1 of 1\n/);
    expect(text).toMatch(/✅ \*\*[A-D]\.\*\* Nothing _\(right\)_\nIt writes one name\./);
    expect(text).toMatch(/❌ \*\*[A-D]\.\*\* .+ _\(your answer\)_/);
    for (const why of ['Files are not touched.', 'They are shared.', 'It is not asked.']) expect(text).toContain(why);
    expect(labels(answered)).toEqual(['See how it went', 'Read the topic', 'Git documentation']);
    expect(words(await press(app, idOf(answered, 'Read the topic')))).toMatch(/^### Branches\n/);
  });

  it('calls a question that paid within 30 days practice', async () => {
    await answer(await run(app, 'quiz', { topic: 'push' }));
    const again = await answer(await run(app, 'quiz', { topic: 'push' }));
    expect(words(again)).toMatch(/^✅ Right! \(practice\)/);
    expect(words(again)).toContain('you earned this one within 30 days');
  });

  it('goes on to the end, sums up, and offers what to read and another', async () => {
    let reply = await run(app, 'quiz', { questions: 5 });
    for (let position = 1; position <= 5; position++) {
      expect(words(reply)).toContain(`Question ${position} of 5`);
      const answered = await answer(reply, position !== 1);
      reply = await press(app, idOf(answered, position < 5 ? 'Next question' : 'See how it went'));
    }
    expect(reply.update).toBe(true);
    expect(words(reply)).toMatch(
      /^4 of 5 right · \+(\d+) points\nYou know most of this\. Well done!\nToday: \1 points, \*\*1st\*\*\n\n1\. ❌ wrong · .+\n2\. ✅ right, \+\d · /,
    );
    expect(words(reply)).toContain('What you missed comes back in `/review`.');
    expect(labels(reply).slice(0, 2)).toEqual(['Again: only what I missed (1)', 'Another quiz']);
    expect(labels(reply)[3]).toMatch(/^Read: /);
    expect(words(await press(app, idOf(reply, 'Another quiz')))).toContain('Question 1 of 5');
  });

  it('praises a quiz without mistakes', async () => {
    const answered = await answer(await run(app, 'quiz', { topic: 'push' }));
    expect(words(await press(app, idOf(answered, 'See how it went')))).toBe(
      '1 of 1 right · +3 points\nThat one you know. 👏\nToday: 3 points, **1st**\n\n1. ✅ right, +3 · Pushing',
    );
  });

  it('sums up a quiz on one topic by its questions', async () => {
    let reply = await run(app, 'quiz', { topic: 'topic/git/branch', questions: 2 });
    while (labels(reply).includes('Stop here') || !labels(reply).includes('Another quiz')) {
      const [control] = controls(reply);
      reply = await press(app, control?.custom_id ?? '', { values: ['0'] });
    }
    const lines = words(reply)
      .split('\n')
      .filter((line) => /^\d\. /.test(line));
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).not.toContain('Branches');
  });

  it('sums up what there is when it is stopped', async () => {
    const answered = await answer(await run(app, 'quiz', { questions: 3 }));
    const stopped = await press(app, idOf(answered, 'Stop here'));
    expect(words(stopped)).toMatch(/^1 of 1 right .*\nThat one you know. 👏\nYou stopped after 1 of 3\./);
    expect(words(stopped)).not.toContain('Nothing missed');
    expect(words(stopped).match(/☐ not answered/g)).toHaveLength(2);
    expect(words(await press(app, idOf(answered, 'Next question')))).toMatch(/^1 of 1 right/);
  });

  it('says nothing of joy or rank where nothing was answered', async () => {
    const asked = await run(app, 'quiz', { questions: 2 });
    const quizId = controls(asked)[0]?.custom_id?.split(':')[2] ?? '';
    const ended = await press(app, `quiz:end:${quizId}`);
    expect(words(ended)).toMatch(/^Quiz ended\nNothing was answered, so nothing was counted\.\n\n1\. ☐ not answered/);
    expect(labels(ended)).toEqual(['Another quiz']);
  });

  it('says how far the next one is ahead, and from which rank the quiz has moved a member up', async () => {
    const put = app.db.$client.prepare("insert into points_total values (?, 'day:2026-11-23', 'all', ?, ?)");
    expect(localDate(app.now(), 'UTC')).toBe('2026-11-23');
    for (const [user, points] of [
      ['ben', 8],
      ['chidi', 2],
      ['dana', 2],
      ['ada', 1],
    ] as const)
      put.run(GUILD, user, points);
    put.run('1001', 'elsewhere', 5);
    const answered = await answer(await run(app, 'quiz', { topic: 'push' }));
    expect(words(await press(app, idOf(answered, 'See how it went')))).toContain(
      'Today: 4 points, **2nd** (up from 4th), 4 points behind <@ben>',
    );
  });

  it('says nothing of ranks in a direct message', async () => {
    const answered = await press(app, idOf(await run(app, 'quiz', { topic: 'push' }, { guildId: null }), 'True'), {
      guildId: null,
    });
    expect(words(await press(app, idOf(answered, 'See how it went'), { guildId: null }))).not.toContain('Today');
  });

  describe('what was missed', () => {
    /** A quiz of everything, of which the first two are missed. */
    async function missTwo(): Promise<Reply> {
      let reply = await run(app, 'quiz', { questions: 5 });
      for (let position = 1; position <= 5; position++) {
        const answered = await answer(reply, position > 2);
        reply = await press(app, idOf(answered, position < 5 ? 'Next question' : 'See how it went'));
      }
      return reply;
    }
    const menu = (reply: Reply) => controls(reply).find(({ options }) => options);
    const missedKey = (ended: Reply, position: number) =>
      app.db.$client
        .prepare<unknown[], number>('select question_key from quiz_question where quiz_id = ? and position = ?')
        .pluck()
        .get(menu(ended)?.custom_id?.split(':')[2], position) ?? 0;

    it('is asked again, alone, in the order in which it came, and missed once more it stays', async () => {
      const ended = await missTwo();
      const missed = menu(ended)?.options?.map(({ label }) => label.replace(/^\d\. /, '')) ?? [];
      expect(missed).toHaveLength(2);
      let again = await press(app, idOf(ended, 'Again: only what I missed (2)'));
      expect(again).toMatchObject({ private: true });
      for (const [index, prompt] of missed.entries()) {
        expect(words(again)).toContain(`Question ${index + 1} of 2`);
        expect(words(again).replaceAll('*', '')).toContain(prompt);
        const answered = await answer(again, index === 0);
        again = await press(app, idOf(answered, index === 0 ? 'Next question' : 'See how it went'));
      }
      expect(menu(again)?.options?.map(({ label }) => label)).toEqual([`2. ${missed[1]}`]);
      expect(labels(again)).toContain('Again: only what I missed (1)');
    });

    it('is opened at a press, in the same message, with the way back and to the others', async () => {
      const ended = await missTwo();
      const { custom_id: id = '', options = [] } = menu(ended) ?? {};
      expect(options.map(({ value }) => value)).toEqual(['0', '1']);
      const looked = await press(app, id, { values: ['1'] });
      expect(looked).toMatchObject({ update: true });
      expect(words(looked)).toMatch(/^❌ Not right · 2 of 5\n/);
      expect(words(looked)).toMatch(/your answer|you said/);
      expect(menu(looked)?.options?.map((one) => 'default' in one)).toEqual([false, true]);
      expect(labels(looked).filter(Boolean)).toEqual(['To the result', 'Read the topic', 'Git documentation']);
      expect(words(await press(app, idOf(looked, 'To the result')))).toBe(words(ended));
    });

    it('comes back in the review', async () => {
      await missTwo();
      expect(words(await run(app, 'review', {}, { subcommand: 'start' }))).toContain('Review · 2 to go');
    });

    it('is nobody else’s', async () => {
      const ended = await missTwo();
      const again = idOf(ended, 'Again: only what I missed (2)');
      for (const [id, values] of [
        [again, []],
        [menu(ended)?.custom_id ?? '', ['0']],
      ] as const)
        await expect(press(app, id, { userId: 'ben', values })).rejects.toThrow('belongs to somebody else');
    });

    it('is not asked while a mock exam asks it, nor once it is no longer in its pack', async () => {
      const ended = await missTwo();
      const again = idOf(ended, 'Again: only what I missed (2)');
      const keys = (menu(ended)?.options ?? []).map(({ value }) => missedKey(ended, Number(value)));
      app.db.$client
        .prepare(
          `insert into exam (id, user_id, guild_id, pack_id, blueprint, domain, started_at, ends_at, questions)
           values ('x', 'ada', ?, 'git', 'short', null, 0, ?, 2)`,
        )
        .run(GUILD, app.now() + 60_000);
      keys.forEach((key, position) =>
        app.db.$client
          .prepare(
            `insert into exam_question (exam_id, position, question_key, revision, format, option_order)
             values ('x', ?, ?, '', 'choice', '[]')`,
          )
          .run(position, key),
      );
      await expect(press(app, again)).rejects.toThrow('are in your mock exam, which is still running');
      app.db.$client.exec("delete from exam where id = 'x'");
      keys.forEach((key) => app.bank.remove(key));
      await expect(press(app, again)).rejects.toThrow('What you missed is no longer asked.');
    });

    it('cannot be opened where it was not answered', async () => {
      const answered = await answer(await run(app, 'quiz', { questions: 3 }), false);
      const stopped = await press(app, idOf(answered, 'Stop here'));
      await expect(press(app, menu(stopped)?.custom_id ?? '', { values: ['2'] })).rejects.toThrow(
        'You did not answer that question',
      );
    });
  });

  it('says so where there are fewer questions than were asked for', async () => {
    const note = 'You asked for 10, but only 2 questions on “Branches” fit.';
    expect(words(await run(app, 'quiz', { topic: 'topic/git/branch', questions: 10 }))).toContain(note);
    expect(words(await run(app, 'quiz', { topic: 'topic/git/branch', questions: 2 }))).not.toContain('You asked');
    expect(words(await run(app, 'quiz', { topic: 'topic/git/branch' }))).not.toContain('You asked');
    expect(words(await run(app, 'quiz', { topic: 'push', questions: 2 }))).toContain(
      'only 1 question on “Pushing” fits.',
    );
  });

  it('counts a second press once, and answers it in a message of its own', async () => {
    const asked = await run(app, 'quiz', { topic: 'push' });
    await answer(asked);
    const again = await answer(asked, false);
    expect(again).toMatchObject({ private: true });
    expect(again.update ?? false).toBe(false);
    expect(words(again)).toContain('You had answered this one already, and your first answer counts.');
    expect(words(again)).toMatch(/^✅ Right! \+3 points/);
    expect(countRows(app.db, 'answer')).toBe(1);
  });

  it("answers somebody else's press without counting it", async () => {
    const asked = await run(app, 'quiz', { topic: 'push', private: false });
    await expect(press(app, idOf(asked, 'True'), { userId: 'ben' })).rejects.toThrow('belongs to somebody else');
    expect(countRows(app.db, 'answer')).toBe(0);
  });

  it.each(['quiz:answer:gone:0:0', 'quiz:next:gone', 'quiz:end:gone', 'quiz:answer', 'quiz:choose:gone:x'])(
    'answers %s, which is gone, kindly',
    async (id) => {
      await expect(press(app, id)).rejects.toThrow(UserError);
      await expect(press(app, id)).rejects.toThrow('This quiz is too old to go on with.');
    },
  );

  it('works in a direct message, and counts for no server', async () => {
    const asked = await run(app, 'quiz', { topic: 'push' }, { guildId: null });
    await press(app, idOf(asked, 'True'), { guildId: null });
    expect(app.db.$client.prepare('select guild_id, points from answer').all()).toEqual([{ guild_id: '', points: 3 }]);
  });

  it.each([
    [{ topic: 'pizza' }, 'No topic fits `pizza`.'],
    [{ topic: '@everyone `x`' }, 'No topic fits `@everyone ˋxˋ`.'],
    [{ topic: 'merge' }, 'There are no questions on “Merging” yet.'],
    [{ topic: 'push', difficulty: 'recall' }, 'There are no questions on “Pushing” of that difficulty yet.'],
  ])('of %j says what is wrong', async (options, problem) => {
    await expect(run(app, 'quiz', options)).rejects.toThrow(UserError);
    await expect(run(app, 'quiz', options)).rejects.toThrow(problem);
  });

  it('takes a whole domain, and suggests it', async () => {
    const [first] = await suggest(app, 'quiz', 'topic', 'remo');
    expect(first).toEqual({ name: 'Remotes (whole domain)', value: 'domain/git/remotes' });
    expect(words(await run(app, 'quiz', { topic: first?.value ?? '' }))).toContain('Question 1 of 1');
  });

  it('begins from below a topic, on that topic', async () => {
    const page = await run(app, 'git', { topic: 'push' });
    const asked = await press(app, idOf(page, 'Quiz me'));
    expect(asked.private).toBe(true);
    expect(words(asked)).toContain('A push is refused');
    await expect(press(app, customId('quiz', 'topic', 'git', 'zzqq'))).rejects.toThrow(UserError);
  });
});
