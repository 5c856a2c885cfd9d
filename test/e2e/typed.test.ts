import type { APIMessage } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Hall, openHall } from '../helpers/hall.ts';
import { copyPack } from '../helpers/packs.ts';
import { buttonId, words } from '../helpers/read.ts';
import { rebuild } from '../helpers/follow.ts';

const QUESTION = `- id: push-upstream
  kind: command
  difficulty: applying
  objective: '2.01'
  question: Push the branch \`topic\` to \`origin\` and keep it as its upstream.
  answers:
    - git push --set-upstream origin topic
  why: The upstream is where a later git push goes.
  mistakes:
    - command: git push origin topic
      why: That pushes, and forgets where to.
`;

const GRAMMAR = {
  program: 'git',
  version: '2',
  commands: {
    '': { flags: {} },
    push: { args: 'REPOSITORY? REFSPEC...', flags: { 'set-upstream': { short: 'u' }, force: { short: 'f' } } },
  },
};

let hall: Hall;
let channel: string;
let ada: string;
let ben: string;

beforeEach(async () => {
  const pack = copyPack();
  pack.write('questions/push.yaml', QUESTION);
  pack.write('cli.json', JSON.stringify(GRAMMAR));
  hall = await openHall({ packsFolder: pack.packsFolder });
  ({ channel } = hall.discord.demo);
  [ada, ben] = hall.discord.demo.members as [string, string];
});
afterEach(() => hall.close());

const as = (userId: string) => hall.discord.as(userId);
const answers = () =>
  hall.bot.app.db.$client.prepare('select typed, correct, points from answer').all() as {
    typed: string;
    correct: number;
    points: number;
  }[];

async function ask(): Promise<APIMessage> {
  const { message } = await as(ada).slash(channel, 'quiz', { topic: 'push', questions: 1 });
  return message!;
}

async function openForm(message: APIMessage) {
  const { modal } = await as(ada).press(message, buttonId(message, 'Type your answer'));
  return modal!;
}

describe('a question whose answer is typed', () => {
  it('opens a form with the question, and takes another spelling of the answer', async () => {
    const message = await ask();
    expect(words(message)).toContain('**Push the branch');
    const form = await openForm(message);
    expect(JSON.stringify(form)).toContain('keep it as its upstream');
    const outcome = await as(ada).submit(form, { text: '$ git push origin -u topic' });
    expect(outcome.status).toBe('updated');
    const shown = words(as(ada).message(message));
    expect(shown).toContain('✅ Right! +3 points');
    expect(shown).toContain('One way to write it:\n```sh\ngit push \\\n  --set-upstream origin topic\n```');
    expect(shown).toContain('The upstream is where a later git push goes.');
    expect(answers()).toEqual([{ typed: '$ git push origin -u topic', correct: 1, points: 3 }]);
  });

  it('says what differs, and says in the author’s words what a foreseen mistake does', async () => {
    const first = await ask();
    await as(ada).submit(await openForm(first), { text: 'git push origin topic' });
    expect(words(as(ada).message(first))).toContain('❌ Not right');
    expect(words(as(ada).message(first))).toContain('That pushes, and forgets where to.');
    const second = await ask();
    await as(ada).submit(await openForm(second), { text: 'git push -u -f origin topic' });
    expect(words(as(ada).message(second))).toContain('`--force`');
    expect(answers().map(({ correct }) => correct)).toEqual([0, 0]);
  });

  it('counts the first answer when a form is sent twice, also over a restart', async () => {
    const message = await ask();
    const [one, other] = [await openForm(message), await openForm(message)];
    await as(ada).submit(one, { text: 'git push origin topic' });
    await hall.restart();
    const again = await as(ada).submit(other, { text: 'git push -u origin topic' });
    expect(words(again.message)).toContain('your first answer counts');
    expect(words(again.message)).toContain('You typed `git push origin topic`');
    expect(answers()).toHaveLength(1);
  });

  it('counts nothing for an empty text, and lets nobody else answer', async () => {
    const message = await ask();
    const outcome = await as(ada).submit(await openForm(message), { text: '   ' });
    expect(words(outcome.message)).toContain('nothing was counted');
    const open = await as(ada).slash(channel, 'quiz', { topic: 'push', questions: 1, private: false });
    const refused = await as(ben).press(open.message!, buttonId(open.message, 'Type your answer'));
    expect(words(refused.message)).toContain('belongs to somebody else');
    expect(answers()).toEqual([]);
  });

  it.each([
    ['does not begin with the program', 'gti push -u origin topic', 'The line must begin with `git`.'],
    ['has no end', 'git push -u origin "topic', 'a quotation mark is not closed'],
    ['is more than one', 'git push -u origin topic && git push', 'Give one command line, without `&&`.'],
    ['holds a placeholder', 'git push -u origin <branch>', 'Put a real value in place of `<branch>`.'],
  ])('hands a line back in the form, filled in, that %s', async (_, typed, why) => {
    const message = await ask();
    const outcome = await as(ada).submit(await openForm(message), { text: typed });
    expect(outcome.status).toBe('updated');
    expect(words(as(ada).message(message))).toContain(`✏️ Not counted. `);
    expect(words(as(ada).message(message))).toContain(why);
    expect(words(as(ada).message(message))).toContain('**Push the branch');
    expect(answers()).toEqual([]);
    await hall.restart();
    const form = await openForm(message);
    expect(JSON.stringify(form)).toContain(`"value":${JSON.stringify(typed)}`);
    await as(ada).submit(form, { text: 'git push -u origin topic' });
    expect(answers()).toMatchObject([{ correct: 1 }]);
  });

  it('hands it back in a review, too', async () => {
    await as(ada).submit(await openForm(await ask()), { text: 'git push origin topic' });
    hall.advance(48 * 60 * 60_000);
    const { message } = await as(ada).slash(channel, 'review start');
    await as(ada).submit(await openForm(message!), { text: 'push -u origin topic' });
    expect(words(as(ada).message(message!))).toContain('The line must begin with `git`.');
    const form = await openForm(message!);
    expect(JSON.stringify(form)).toContain('"value":"push -u origin topic"');
    await as(ada).submit(form, { text: 'git push -u origin topic' });
    expect(words(as(ada).message(message!))).toContain('How sure were you?');
  });

  it('gives the text back to copy where the quiz is over', async () => {
    const { message } = await as(ada).slash(channel, 'quiz', { topic: 'push', questions: 2 });
    let asked = message!;
    if (!JSON.stringify(asked).includes('Type your answer')) {
      await as(ada).press(asked, buttonId(asked, 'True'));
      await as(ada).press(asked, buttonId(as(ada).message(asked), 'Next question'));
      asked = as(ada).message(asked)!;
    }
    const form = await openForm(asked);
    const quizId = form.custom_id.split(':')[2] ?? '';
    hall.bot.app.db.$client.prepare('update quiz set finished_at = 1 where id = ?').run(quizId);
    const outcome = await as(ada).submit(form, { text: 'git push -u `origin` topic' });
    expect(words(outcome.message)).toBe(
      'This quiz is over, so nothing was counted. `/quiz` starts another.\n' +
        'This is what you typed: ```\ngit push -u ˋoriginˋ topic\n```',
    );
  });

  it('forgives what the keyboard of a phone makes of a command line', async () => {
    const message = await ask();
    await as(ada).submit(await openForm(message), { text: ' Git push\u00a0—set-upstream origin “topic”. ' });
    expect(answers()).toMatchObject([{ correct: 1 }]);
  });

  it('shows hostile text as text', async () => {
    const message = await ask();
    await as(ada).submit(await openForm(message), { text: 'git `**@everyone** [x](https://evil.example) `' });
    const shown = words(as(ada).message(message));
    expect(shown).toContain('You typed `git ˋ**@everyone** [x](https://evil.example) ˋ`');
    expect(as(ada).message(message)!.mention_everyone).toBe(false);
  });

  it('keeps its verdict when everything is scored anew without a judge', async () => {
    await as(ada).submit(await openForm(await ask()), { text: 'git push -u origin topic' });
    const before = answers();
    rebuild(hall.bot.app.db);
    expect(answers()).toEqual(before);
    rebuild(hall.bot.app.db, () => false);
    expect(answers()).toEqual([{ ...before[0], correct: 0, points: 0 }]);
  });
});
