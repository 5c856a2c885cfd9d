import type { APIMessage } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tick } from '../../src/daily/tick.ts';
import { type Hall, openHall } from '../helpers/hall.ts';
import { rebuild } from '../helpers/follow.ts';
import { SPANISH_PACK, copyPack } from '../helpers/packs.ts';
import { buttonId, words } from '../helpers/read.ts';

const HOUR = 60 * 60_000;

/** What is asked, what is typed, and what comes of it. */
const HERE = 'Fill the gap';

let hall: Hall;
let channel: string;
let ada: string;

/** Few questions, so that no test depends on which is drawn. */
async function open(ids: readonly string[], exam?: string): Promise<void> {
  const pack = copyPack(SPANISH_PACK);
  const questions = pack.read('questions/verbs.yaml').split(/\n(?=- id:)/);
  const kept = questions.filter((question) => ids.some((id) => question.includes(`id: ${id}\n`)));
  pack.write('questions/verbs.yaml', kept.join('\n'));
  if (exam) pack.write('exam.yaml', exam);
  hall = await openHall({ packsFolder: pack.packsFolder });
  ({ channel } = hall.discord.demo);
  [ada] = hall.discord.demo.members as [string];
}
afterEach(() => hall.close());

const as = (userId: string) => hall.discord.as(userId);
const now = (message: APIMessage) => as(ada).message(message)!;
const logged = () =>
  hall.bot.app.db.$client
    .prepare<[], { mode: string; typed: string; correct: number }>(
      'select mode, typed, correct from answer order by id',
    )
    .all();

async function ask(): Promise<APIMessage> {
  const { message } = await as(ada).slash(channel, 'quiz', { questions: 1 });
  return message!;
}

async function type(message: APIMessage, text: string): Promise<string> {
  const { modal } = await as(ada).press(now(message), buttonId(now(message), 'Type your answer'));
  await as(ada).submit(modal!, { text });
  return words(now(message));
}

describe('a question whose answer is typed as a text', () => {
  beforeEach(() => open(['verbs-he-is-here']));

  it('says what is forgiven, and takes what a phone makes of the answer', async () => {
    const message = await ask();
    expect(words(message)).toContain(HERE);
    expect(words(message)).toContain('Forgiven here: capital letters.');
    const shown = await type(message, 'Está. ');
    expect(shown).toContain('✅ Right! +1 point');
    expect(shown).toContain('You typed `Está.`');
    expect(shown).toContain('Right: **está**');
    expect(shown).toContain('its third person has an accent');
    expect(logged()).toEqual([{ mode: 'quiz', typed: 'Está.', correct: 1 }]);
  });

  it('says what it nearly was, and comes back in the review, where it says so, too', async () => {
    const shown = await type(await ask(), 'esta');
    expect(shown).toContain('❌ Not right');
    expect(shown).toContain('Nearly: mind the accents.');
    hall.advance(48 * HOUR);
    await hall.restart();
    const { message } = await as(ada).slash(channel, 'review start');
    const given = await type(message!, 'ésta');
    expect(given).toContain('How sure were you?');
    expect(given).toContain('`ésta`');
    await as(ada).press(now(message!), buttonId(now(message!), 'Sure'));
    expect(words(now(message!))).toContain('Nearly: mind the accents.');
    expect(logged().map(({ mode, correct }) => [mode, correct])).toEqual([
      ['quiz', 0],
      ['review', 0],
    ]);
  });

  it('says in the author’s words what a foreseen mistake is', async () => {
    expect(await type(await ask(), 'Es')).toContain('That is ser');
  });

  it('is scored anew by its own rules', async () => {
    await type(await ask(), 'está');
    const before = logged();
    rebuild(hall.bot.app.db);
    expect(logged()).toEqual(before);
  });
});

it('a text is left to quizzes and reviews: an exam and the question of the day have no form', async () => {
  const exam = '- { id: short, name: Short exam, minutes: 5, multipleChoice: 1, domc: 0 }\n';
  await open(['verbs-he-is-here', 'verbs-heart', 'verbs-exchange'], exam);
  const { message } = await as(ada).slash(channel, 'exam start');
  await as(ada).press(message!, buttonId(message, 'Start now'));
  expect(words(now(message!))).toContain('Ser and estar can always be exchanged.');
  const organiser = as(hall.discord.demo.organiser);
  await organiser.slash(channel, 'daily setup', { channel, time: '14:30', timezone: 'Europe/Berlin' });
  hall.advance(1.5 * HOUR);
  await tick(hall.bot.app);
  const posted = as(ada)
    .messages(channel)
    .filter(({ embeds }) => embeds[0]?.title?.includes('Question of the day'));
  expect(posted.map(words).join()).toContain('Ser and estar can always be exchanged.');
});

describe('a question that forgives', () => {
  it('takes a text without its accents and its article, and says how it is written', async () => {
    await open(['verbs-heart']);
    expect(words(await ask())).toContain('Forgiven here: capital letters, accents and a letter or two mistyped.');
    const shown = await type(await ask(), 'El corazno');
    expect(shown).toContain('✅ Right!');
    expect(shown).toContain('Only mind the accents and spelling.');
  });

  it('does not take the wrong article', async () => {
    await open(['verbs-problem']);
    const shown = await type(await ask(), 'la problema');
    expect(shown).toContain('❌ Not right');
    expect(shown).toContain('Nearly: mind the article.');
  });
});
