import { beforeEach, describe, expect, it } from 'vitest';
import { answerDaily } from '../../src/daily/answer.ts';
import { showCount } from '../../src/daily/count.ts';
import { MOST_ATTEMPTS, reveal } from '../../src/daily/reveal.ts';
import { claim, findDelivery, updateDelivery } from '../../src/daily/store/delivery.ts';
import { updateSchedule } from '../../src/daily/store/schedule.ts';
import { tick } from '../../src/daily/tick.ts';
import { SendError } from '../../src/messenger.ts';
import { getQuestionContent } from '../../src/question/store.ts';
import { rightOptions } from '../helpers/answers.ts';
import { CHANNEL, GUILD, type TestApp, createTestApp } from '../helpers/app.ts';
import { labels, words } from '../helpers/commands.ts';
import { DAY, FIRST_DUE, HOUR, MINUTE, deliveries, runDaily, schedule } from '../helpers/daily.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});

/** Makes a delivery one of a question of this kind. */
const questionOfKind = ({ db }: TestApp, kind: 'single') => {
  const found = db.query.question
    .findMany()
    .sync()
    .find((one) => one.kind === kind);
  if (!found) throw new Error(`there is no ${kind}`);
  const { key: questionKey, revision } = found;
  const optionOrder = getQuestionContent(db, questionKey, revision).options.map((_, index) => index);
  return { questionKey, revision, optionOrder };
};
const tickAt = (at: number) => {
  app.setNow(at);
  return tick(app);
};
const first = () => {
  const [delivery] = deliveries(app);
  if (!delivery) throw new Error('there is no delivery');
  return delivery;
};
/** The positions, as shown, of the right options of the first question; or of one that is wrong. */
const places = (isRight: boolean): number[] => {
  const { questionKey, revision, optionOrder } = first();
  const correct = rightOptions(getQuestionContent(app.db, questionKey, revision));
  const found = optionOrder.flatMap((index, place) => (correct.includes(index) === isRight ? [place] : []));
  return isRight ? found : found.slice(0, 1);
};
const answer = (userId: string, isRight: boolean) =>
  answerDaily(app.db, userId, GUILD, first().id, places(isRight), app.now);
const lastEdit = () => app.edited.at(-1)?.message;
const text = () => lastEdit()?.embeds?.[0]?.description ?? '';

describe('the reveal', () => {
  it('comes so many hours after the post, and edits the message', async () => {
    schedule(app, { revealAfterHours: 4 });
    await tickAt(FIRST_DUE);
    answer('ada', true);
    answer('ben', false);
    await tickAt(FIRST_DUE + 4 * HOUR - 1);
    expect(app.edited).toEqual([]);
    await tickAt(FIRST_DUE + 4 * HOUR);
    await tickAt(FIRST_DUE + 4 * HOUR + MINUTE);
    expect(app.edited).toMatchObject([{ channelId: CHANNEL, messageId: '1' }]);
    expect(lastEdit()?.embeds?.[0]?.title).toBe('Question of the day: the answer');
    expect(text()).toContain('**Right:** <@ada>\n1 of 2 answers right');
    expect(text()).not.toContain('<@ben>');
    expect(lastEdit()?.pingRoleId ?? null).toBeNull();
    expect(labels(lastEdit() ?? {})).toEqual(['Explain every option', 'Read the topic', 'Git documentation']);
    expect(first().revealedAt).toBe(FIRST_DUE + 4 * HOUR);
  });

  it('comes with the next question otherwise', async () => {
    schedule(app);
    await tickAt(FIRST_DUE);
    expect(first().revealAt).toBe(FIRST_DUE + DAY);
    await tickAt(FIRST_DUE + DAY);
    expect(app.sent).toHaveLength(2);
    expect(app.edited).toMatchObject([{ messageId: '1' }]);
  });

  it('comes on Saturday for the question of a Friday, where there is none at the weekend', async () => {
    schedule(app, { days: 0b0011111 });
    await tickAt(FIRST_DUE + 3 * DAY);
    expect(deliveries(app).at(-1)).toMatchObject({ localDate: '2026-11-27', revealAt: FIRST_DUE + 4 * DAY });
  });

  it('comes at the next time also when the next question does not', async () => {
    schedule(app);
    await tickAt(FIRST_DUE);
    app.messenger.fail = new SendError('asked-to-wait', 'unavailable');
    await tickAt(FIRST_DUE + DAY);
    app.messenger.fail = undefined;
    await tickAt(FIRST_DUE + DAY + 2 * MINUTE);
    expect(app.edited).toMatchObject([{ messageId: '1' }]);
  });

  it('says how many chose each option once: in the picture and its words, and in the text what that means', async () => {
    schedule(app, { revealAfterHours: 1 });
    await tickAt(FIRST_DUE);
    for (const userId of ['ada', 'ben', 'cleo']) answer(userId, userId !== 'ben');
    await tickAt(FIRST_DUE + HOUR);
    expect(text()).toMatch(/✅ \*\*/);
    expect(text()).toMatch(/\*\*Right:\*\* <@ada>, <@cleo>\nMost got it\.$/);
    expect(text()).not.toMatch(/▰|▱|\d of \d|\b[23]\b/);
    const [picture, ...more] = lastEdit()?.files ?? [];
    expect(more).toEqual([]);
    expect(picture?.description).toMatch(/^How 3 members answered\. .+: 2 \(right\)/);
    expect(Buffer.from(picture?.data ?? []).toString('latin1', 1, 4)).toBe('PNG');
  });

  it.each([
    [0, 4, 'Nobody got it: a hard one.'],
    [1, 4, 'Few got it: a hard one.'],
    [2, 2, 'About half got it.'],
    [4, 1, 'Most got it.'],
    [3, 0, 'Everybody got it.'],
  ])(
    'says in words what %i right and %i wrong mean, and which mistake was the usual one',
    async (right, wrong, meant) => {
      schedule(app, { revealAfterHours: 1 });
      await tickAt(FIRST_DUE);
      updateDelivery(app.db, first().id, questionOfKind(app, 'single'));
      for (let member = 0; member < right; member++) answer(`r${member}`, true);
      for (let member = 0; member < wrong; member++) answer(`w${member}`, false);
      await tickAt(FIRST_DUE + HOUR);
      const said = text().split('\n').at(-1);
      expect(said).toMatch(wrong > 1 ? /^.+\. The usual mistake was \*\*[A-D]\*\*\.$/ : /\.$/);
      expect(said).toContain(meant);
      expect(lastEdit()?.files).toHaveLength(1);
    },
  );

  it('comes without its picture when that could not be drawn', async () => {
    const app = await createTestApp({ draws: false });
    schedule(app, { revealAfterHours: 1 });
    app.setNow(FIRST_DUE);
    await tick(app);
    const [delivery] = deliveries(app);
    for (const userId of ['ada', 'ben', 'cleo']) answerDaily(app.db, userId, GUILD, delivery?.id ?? 0, [0], app.now);
    app.setNow(FIRST_DUE + HOUR);
    await tick(app);
    expect(app.edited).toHaveLength(1);
    expect(words(app.edited[0]?.message ?? {})).toContain('3 of 3');
    expect(app.edited[0]?.message.files).toEqual([]);
    expect(deliveries(app)[0]?.lastError).toBeNull();
  });

  it.each([
    ['nobody answered', [], 'Nobody answered this one.'],
    ['nobody was right', ['ada'], 'Nobody got it: a hard one. One member tried.'],
  ])('says when %s', async (_, wrong, words) => {
    schedule(app, { revealAfterHours: 1 });
    await tickAt(FIRST_DUE);
    for (const userId of wrong) answer(userId, false);
    await tickAt(FIRST_DUE + HOUR);
    expect(text()).toContain(words);
    expect(lastEdit()?.files ?? []).toEqual([]);
  });

  it('names fifteen of those who were right, and how many more there are', async () => {
    schedule(app, { revealAfterHours: 1 });
    await tickAt(FIRST_DUE);
    for (let member = 0; member < 20; member++) {
      answer(`m${member}`, true);
      app.advance(1);
    }
    await tickAt(FIRST_DUE + HOUR);
    expect(text()).toContain('<@m14> and 5 more\nEverybody got it.');
    expect(text()).not.toContain('<@m15>');
  });

  it('tells the streaks of those who were right', async () => {
    schedule(app, { revealAfterHours: 1 });
    await tickAt(FIRST_DUE);
    answer('ada', true);
    await tickAt(FIRST_DUE + DAY);
    const second = deliveries(app)[1]?.id ?? 0;
    const { optionOrder = [], questionKey = 0, revision = '' } = findDelivery(app.db, second) ?? {};
    const shown = rightOptions(getQuestionContent(app.db, questionKey, revision)).map((i) => optionOrder.indexOf(i));
    answerDaily(app.db, 'ada', GUILD, second, shown, app.now);
    await tickAt(FIRST_DUE + DAY + HOUR);
    expect(text()).toContain('<@ada> 🔥 2 days');
  });

  it('opens a thread where the server wants one, and is told all the same where it may not', async () => {
    schedule(app, { revealAfterHours: 1, opensThread: true });
    await tickAt(FIRST_DUE);
    answer('ada', true);
    await tickAt(FIRST_DUE + HOUR);
    expect(app.threads).toMatchObject([{ channelId: CHANNEL, messageId: '1' }]);
    expect(app.threads[0]?.name).toMatch(/^Question of the day: /);
    app.messenger.openThread = () => Promise.reject(new SendError('may-not-post', 'refused'));
    await tickAt(FIRST_DUE + DAY);
    await tickAt(FIRST_DUE + DAY + HOUR);
    expect(deliveries(app)[1]?.revealedAt).toBe(FIRST_DUE + DAY + HOUR);
  });

  it('with the next question waits for one of a later date, where today’s was wanted early', async () => {
    schedule(app);
    app.setNow(FIRST_DUE - 5 * MINUTE);
    await runDaily(app, 'now');
    expect(first().revealAt).toBe(FIRST_DUE + DAY);
    await tickAt(FIRST_DUE);
    expect(app.edited).toEqual([]);
  });

  it('with the next question moves when a setup moves that', async () => {
    schedule(app);
    await tickAt(FIRST_DUE);
    app.setNow(FIRST_DUE + HOUR);
    await runDaily(app, 'setup', { channel: CHANNEL, time: '18:00', timezone: 'Berlin' });
    expect(first().revealAt).toBe(FIRST_DUE + DAY + 9 * HOUR);
    await showCount(app, first().id);
    expect(text()).toContain(`<t:${(FIRST_DUE + DAY + 9 * HOUR) / 1000}:`);
    await tickAt(FIRST_DUE + DAY);
    expect(first().revealedAt).toBeNull();
    await tickAt(FIRST_DUE + DAY + 9 * HOUR);
    expect(first().revealedAt).toBe(FIRST_DUE + DAY + 9 * HOUR);
  });

  it('opens no thread where nobody answered', async () => {
    schedule(app, { revealAfterHours: 1, opensThread: true });
    await tickAt(FIRST_DUE);
    await tickAt(FIRST_DUE + HOUR);
    expect(app.edited).toHaveLength(1);
    expect(app.threads).toEqual([]);
  });

  it('is tried again when it fails, and given up when the message is gone or after two days', async () => {
    schedule(app, { revealAfterHours: 1 });
    await tickAt(FIRST_DUE);
    app.messenger.fail = new SendError('not-reached', 'unknown');
    await tickAt(FIRST_DUE + HOUR);
    expect(first()).toMatchObject({ revealedAt: null, revealAttempts: 1 });
    await tickAt(FIRST_DUE + HOUR + MINUTE);
    expect(first()).toMatchObject({ revealedAt: null, revealAttempts: 2 });
    app.messenger.fail = new SendError('message-gone', 'gone');
    await tickAt(FIRST_DUE + HOUR + 3 * MINUTE);
    expect(first().revealedAt).toBe(FIRST_DUE + HOUR + 3 * MINUTE);
  });

  it('has its two days also after an absence that was longer', async () => {
    schedule(app, { revealAfterHours: 1 });
    await tickAt(FIRST_DUE);
    app.messenger.fail = new SendError({ key: 'out-of-order', status: 503 }, 'unknown');
    await tickAt(FIRST_DUE + 3 * DAY);
    app.messenger.fail = undefined;
    await tickAt(FIRST_DUE + 3 * DAY + HOUR);
    expect(app.edited.filter(({ messageId }) => messageId === '1')).toHaveLength(1);
    expect(first()).toMatchObject({ lastError: null, revealedAt: FIRST_DUE + 3 * DAY + HOUR });
  });

  it('that is refused is said to the organiser once, and in the status until it is told or given up', async () => {
    schedule(app, { revealAfterHours: 1 });
    await tickAt(FIRST_DUE);
    updateSchedule(app.db, GUILD, { pausedAt: app.now(), pausedBy: 'organiser' });
    const { messenger } = app;
    const edit = () => Promise.reject(new SendError('may-not-post', 'refused'));
    app = { ...app, messenger: { ...messenger, edit } };
    let tries = 0;
    for (let at = FIRST_DUE + HOUR; first().revealedAt === null; at += HOUR, tries++) {
      await tickAt(at);
      if (tries === 1)
        expect(words(await runDaily(app, 'status'))).toContain('could not be told yet: I may not post in the channel');
    }
    expect(tries).toBe(MOST_ATTEMPTS);
    expect(words(await runDaily(app, 'status'))).toContain(
      'the answer could not be told: I may not post in the channel',
    );
    const told = app.sent.slice(1).map(({ message }) => message.embeds?.[0]?.description ?? '');
    expect(told).toEqual([
      expect.stringMatching(/^I could not tell the answers to the question of the day for 2026-11-24/),
    ]);
  });

  it('that another process has in hand is left alone', async () => {
    schedule(app, { revealAfterHours: 1 });
    await tickAt(FIRST_DUE);
    app.setNow(FIRST_DUE + HOUR);
    claim(app.db, first().id, app.now(), app.now() + MINUTE);
    await reveal(app, first().id);
    expect(app.edited).toEqual([]);
  });
});

describe('the number of answers', () => {
  it('is shown by editing the question, and not after the reveal', async () => {
    schedule(app, { revealAfterHours: 1 });
    await tickAt(FIRST_DUE);
    answer('ada', true);
    answer('ben', true);
    answer('ben', false);
    await showCount(app, first().id);
    await showCount(app, first().id);
    expect(app.edited).toHaveLength(1);
    expect(text()).toContain('2 members have answered');
    app.setNow(FIRST_DUE + HOUR);
    answer('cleo', true);
    await showCount(app, first().id);
    expect(app.edited).toHaveLength(1);
  });

  it('that waited while the answers were told does not overwrite them', async () => {
    schedule(app, { revealAfterHours: 1 });
    await tickAt(FIRST_DUE);
    answer('ada', true);
    const { messenger } = app;
    const slow: typeof messenger.edit = async (...edit) => {
      await tickAt(FIRST_DUE + HOUR);
      return messenger.edit(...edit);
    };
    await showCount({ ...app, messenger: { ...messenger, edit: slow } }, first().id);
    expect(lastEdit()?.embeds?.[0]?.title).toBe('Question of the day: the answer');
    expect(first()).toMatchObject({ revealedAt: FIRST_DUE + HOUR });
  });

  it('that is on its way lets the answers wait for it', async () => {
    schedule(app, { revealAfterHours: 1 });
    await tickAt(FIRST_DUE);
    answer('ada', true);
    const { messenger } = app;
    const slow: typeof messenger.edit = async (channelId, messageId, message, how) => {
      expect(how?.isWanted?.()).toBe(true);
      await tickAt(FIRST_DUE + HOUR);
      return messenger.edit(channelId, messageId, message);
    };
    app.setNow(FIRST_DUE + HOUR - 1000);
    await showCount({ ...app, messenger: { ...messenger, edit: slow } }, first().id);
    expect(first()).toMatchObject({ revealedAt: null, claimedUntil: 0 });
    await tickAt(FIRST_DUE + HOUR + MINUTE);
    expect(lastEdit()?.embeds?.[0]?.title).toBe('Question of the day: the answer');
  });

  it('lets the answers be told at once where Discord did not take it', async () => {
    schedule(app, { revealAfterHours: 1 });
    await tickAt(FIRST_DUE);
    answer('ada', true);
    app.messenger.fail = new SendError('asked-to-wait', 'unavailable');
    await showCount(app, first().id);
    app.messenger.fail = undefined;
    await tickAt(FIRST_DUE + HOUR);
    expect(first()).toMatchObject({ revealedAt: FIRST_DUE + HOUR });
  });
});
