import { beforeEach, describe, expect, it } from 'vitest';
import type { UserError } from '../../src/errors.ts';
import { ENGLISH } from '../../src/language.ts';
import { type TestApp, createTestApp } from '../helpers/app.ts';
import { controls, idOf, labels, press, run, words } from '../helpers/commands.ts';
import { MARKED, marked } from '../helpers/language.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});

const titleOf = (reply: { embeds?: readonly { title?: string }[] }) => reply.embeds?.[0]?.title;
const ALONE = { locale: MARKED, guildLocale: ENGLISH };
/** Presses on a message that the whole channel sees. */
const WATCHED = { locale: ENGLISH, guildLocale: MARKED, onPrivateMessage: false };

describe('a quiz that one member sees', () => {
  it('is in their language from the first question to the end', async () => {
    const asked = await run(app, 'quiz', { topic: 'push' }, ALONE);
    expect(titleOf(asked)).toBe(marked('Question 1 of 1'));
    expect(words(asked)).toContain(marked('True or false?'));
    expect(labels(asked)).toEqual([marked('True'), marked('False')]);

    const answered = await press(app, idOf(asked, marked('False')), ALONE);
    expect(titleOf(answered)).toBe(marked(`❌ ${marked('Not right')} · 1 of 1`));
    expect(labels(answered)).toEqual([
      marked('See how it went'),
      marked('Read the topic'),
      marked('Git documentation'),
    ]);

    const again = await press(app, idOf(asked, marked('True')), ALONE);
    expect(words(again)).toContain(marked('You had answered this one already, and your first answer counts.'));

    const ended = await press(app, idOf(answered, marked('See how it went')), ALONE);
    expect(titleOf(ended)).toBe(`${marked('0 of 1 right')} · ${marked('no points')}`);
    expect(words(ended)).toMatch(
      /\n⟦These were hard\..+⟧\n\n1\. ❌ ⟦wrong⟧ · .+\n\n⟦What you missed comes back in `\/review`\.⟧$/,
    );
    expect(titleOf(await press(app, idOf(ended, marked('Another quiz')), ALONE))).toBe(marked('Question 1 of 5'));
  });
});

describe('a quiz that the channel watches', () => {
  it('is in the server’s language, and what only the presser sees in theirs', async () => {
    const asked = await run(app, 'quiz', { topic: 'push', private: false }, WATCHED);
    expect(titleOf(asked)).toBe(marked('Question 1 of 1'));
    const answered = await press(app, idOf(asked, marked('True')), WATCHED);
    expect(titleOf(answered)).toBe(marked(`✅ ${marked('Right! +3 points')} · 1 of 1`));
    expect(titleOf(await press(app, idOf(asked, marked('True')), WATCHED))).toBe('✅ Right! +3 points · 1 of 1');
    const ended = await press(app, idOf(answered, marked('See how it went')), WATCHED);
    expect(words(ended)).toContain(`✅ ${marked('right, +3')}`);
  });
});

it('what cannot be done is said in the asker’s language', async () => {
  const refused = await run(app, 'quiz', { topic: 'commit', difficulty: 'applying' }).catch((error: unknown) => error);
  expect((refused as UserError).say(MARKED)).toMatch(/^⟦There are no questions on “.+” of that difficulty yet\..+⟧$/);
  const asked = await run(app, 'quiz', { topic: 'push' });
  const [first] = controls(asked);
  const other = await press(app, first?.custom_id ?? '', { userId: 'bob' }).catch((error: unknown) => error);
  expect((other as UserError).say(MARKED)).toMatch(/^⟦This quiz belongs to somebody else.+⟧$/);
});
