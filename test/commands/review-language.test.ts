import { beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/message.ts';
import type { UserError } from '../../src/errors.ts';
import { ENGLISH } from '../../src/language.ts';
import { SendError } from '../../src/messenger.ts';
import { sendReminders } from '../../src/review/remind.ts';
import { type TestApp, createTestApp } from '../helpers/app.ts';
import { idOf, labels, press, run, words } from '../helpers/commands.ts';
import { MARKED, marked, unmarked } from '../helpers/language.ts';
import { say } from '../review/history.ts';

/** 18:30 in Berlin on the day of NOON */
const DUE = Date.UTC(2026, 10, 23, 17, 30);
const READER = { locale: MARKED, guildLocale: ENGLISH };

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
  say(app.db);
});

const review = (subcommand: string, options = {}, rest: object = READER) =>
  run(app, 'review', options, { subcommand, ...rest });
const on = (reply: Reply, label: string) => press(app, idOf(reply, marked(label)), READER);
/** Words of a text that are not in the reader's language: none, but for what stands in code. */
const foreign = (text: string) => unmarked(text).match(/\p{L}{2,}/gu) ?? [];

describe('a review', () => {
  it('is in its member’s language, from the question to the end', async () => {
    const asked = await review('start');
    expect(words(asked)).toMatch(/^⟦Review · 1 to go⟧\n/);
    expect(words(asked)).toMatch(/ · ⟦Easy⟧$/);
    const sure = await press(app, idOf(asked, 'A'), READER);
    expect(labels(sure)).toEqual(['Guessing', 'Unsure', 'Sure'].map(marked));
    expect(words(sure)).toMatch(/^⟦How sure were you\?⟧\n/);
    expect(words(sure)).toMatch(/⟦Your answer⟧\n⟦\*\*A\*\* \(.+\)⟧\n⟦Be honest.+⟧$/);

    const answered = await on(sure, 'Unsure');
    expect(words(answered)).toMatch(/^(✅ ⟦Right!⟧|❌ ⟦Not right⟧)\n/);
    expect(words(answered)).toMatch(/⟦Next time⟧\n⟦.+⟧ · <t:\d+:D>\n⟦Topic: .+⟧$/);
    expect(labels(answered)).toEqual(['Next', 'Undo', 'Read the topic', 'Stop'].map(marked));

    const again = await press(app, idOf(sure, marked('Sure')), READER);
    expect(words(again)).toContain(marked('You had answered this one already, and your first answer counts.'));
    expect((await on(answered, 'Undo')).content).toBe(`↩️ ${marked('Taken back: that answer counts nowhere.')}`);
    const stopped = await on(answered, 'Stop');
    expect(foreign(words(stopped))).toEqual([]);
    expect(labels(stopped)).toEqual([marked('Go on')]);
  });

  it('says in it what cannot be done', async () => {
    const asked = await review('start');
    const refused = await press(app, idOf(asked, 'A'), { userId: 'bob' }).catch((error: unknown) => error);
    expect((refused as UserError).say(MARKED)).toMatch(/^⟦This review belongs to somebody else.+⟧$/);
  });

  it('shows in it what is set', async () => {
    await review('remind', { time: '18:30', timezone: 'Berlin' });
    const shown = words(await review('settings')).replaceAll(/<t:\d+:F>|Europe\/Berlin/g, '');
    expect(foreign(shown)).toEqual([]);
    expect(shown.match(/⟦/g)).toHaveLength(4);
  });
});

describe('a reminder', () => {
  it('is in the language in which it was set', async () => {
    await review('remind', { time: '18:30', timezone: 'Berlin' });
    app.setNow(DUE);
    await sendReminders(app);
    const { message } = app.direct[0]!;
    expect(words(message)).toMatch(/^⟦Time to review⟧\n⟦\*\*1 question\*\* is due\..+⟧\n⟦.+⟧$/);
    expect(labels(message)).toEqual(['Start', 'No more reminders'].map(marked));
    expect(words(await on(message, 'No more reminders'))).toMatch(/^⟦No more reminders⟧\n⟦.+⟧$/);
  });

  it('is in English where nothing is known of the member’s language', async () => {
    await review('remind', { time: '18:30', timezone: 'Berlin' });
    app.db.$client.exec('update review_settings set locale = null');
    app.setNow(DUE);
    await sendReminders(app);
    expect(words(app.direct[0]!.message)).toMatch(/^Time to review\n/);
  });

  it.each(['refused', 'gone'] as const)('that stopped says so in its member’s language: %s', async (failure) => {
    await review('remind', { time: '18:30', timezone: 'Berlin' });
    app.messenger.fail = new SendError('may-not-post', failure);
    app.setNow(DUE);
    await sendReminders(app);
    expect((await review('start')).content).toMatch(/^⚠️ ⟦Your reminder has stopped: .+ sets it again\.⟧$/);
  });
});
