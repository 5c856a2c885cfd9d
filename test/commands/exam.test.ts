import { beforeEach, describe, expect, it } from 'vitest';
import { listCommands } from '../../commands/index.ts';
import type { Reply } from '../../src/message.ts';
import { UserError } from '../../src/errors.ts';
import { closeOverdueExams } from '../../src/exam/session.ts';
import { findRunningExam, listExamQuestions } from '../../src/exam/store.ts';
import { importPack } from '../../src/pack/import.ts';
import { pngSize } from '../../src/picture/png.ts';
import { getQuestionContent } from '../../src/question/store.ts';
import { GUILD, NOON, type TestApp, commandInput, createTestApp } from '../helpers/app.ts';
import { commandNamed, controls, idOf, labels, press, run, words } from '../helpers/commands.ts';
import { copyExamPack } from '../helpers/exams.ts';
import type { PackCopy } from '../helpers/packs.ts';
import { countRows } from '../helpers/rows.ts';
import { followLog } from '../helpers/follow.ts';

const MINUTE = 60_000;
const END = NOON + 30 * MINUTE;
const seconds = (instant: number) => instant / 1000;

let app: TestApp;
let pack: PackCopy;
beforeEach(async () => {
  pack = copyExamPack();
  app = await createTestApp({ packsFolder: pack.packsFolder });
});

const exam = (subcommand: string, options = {}, userId = 'ada') => run(app, 'exam', options, { subcommand, userId });
const startNow = async (options = {}) => press(app, idOf(await exam('start', options), 'Start now'));
const suggest = (option: string, text: string, options = {}) =>
  commandNamed(app, 'exam').autocomplete?.({ ...commandInput(options), focused: { name: option, text } }, app) ?? [];

/** Whether the option or statement that a reply shows is right, and which buttons answer it. */
function open() {
  const running = findRunningExam(app.db, 'ada');
  const { asked } = listExamQuestions(app.db, running?.id ?? '').find((one) => one.asked.answeredAt === null)!;
  const { options } = getQuestionContent(app.db, asked.questionKey, asked.revision);
  const isRight = (place: number) => options[asked.optionOrder[place] ?? -1]?.correct ?? false;
  return { ...asked, isRight, places: asked.optionOrder.map((_, place) => place) };
}

/** Answers the question that a reply shows by its controls, right or wrong, and returns what comes then. */
async function answer(reply: Reply, right = true): Promise<Reply> {
  const { format, judged, isRight, places, position } = open();
  const fitting = places.filter((place) => isRight(place) === right);
  if (format === 'choice') {
    const [menu] = controls(reply);
    return menu?.options
      ? press(app, menu.custom_id ?? '', { values: right ? fitting.map(String) : [String(fitting[0])] })
      : press(app, controls(reply)[fitting[0] ?? 0]?.custom_id ?? '');
  }
  const next = await press(app, idOf(reply, isRight(judged?.length ?? 0) === right ? 'Yes' : 'No'));
  return findRunningExam(app.db, 'ada') && open().position === position ? answer(next, right) : next;
}

async function finish(options = {}, isRight = (position: number) => position > 0): Promise<Reply> {
  let reply = await startNow(options);
  while (findRunningExam(app.db, 'ada')) reply = await answer(reply, isRight(open().position));
  return reply;
}

/** Starts exams until the question whose options come one at a time is the first, or is not. */
async function startWith(format: 'domc' | 'choice'): Promise<Reply> {
  for (;;) {
    const reply = await startNow();
    if (open().format === format) return reply;
    app.db.$client.prepare('delete from exam').run();
  }
}

const SHORT = 'Short exam instead: 2 questions, 10 min';

describe('/exam start', () => {
  it('says what the exam is, and starts nothing', async () => {
    const reply = await exam('start');
    expect(reply.private).toBe(true);
    expect(words(reply)).toMatch(
      /^Full exam: 3 questions in 30 minutes\nA mock exam on Git, all domains by their weight\./,
    );
    expect(words(reply)).toContain('**2 questions with all options at once.**');
    expect(words(reply)).toContain('**1 question with one option at a time**');
    expect(words(reply)).toContain('**No way back**');
    expect(words(reply)).toContain('**No pause.**');
    expect(labels(reply)).toEqual(['Start now', SHORT]);
    expect(countRows(app.db, 'exam')).toBe(0);
  });

  it('shows another length at a press, and of one domain the shortest by itself', async () => {
    const short = await press(app, idOf(await exam('start'), SHORT));
    expect(short.update).toBe(true);
    expect(words(short)).toContain('Short exam: 2 questions in 10 minutes');
    const domain = await exam('start', { domain: 'history' });
    expect(words(domain)).toContain('Short exam: 2 questions in 10 minutes');
    expect(words(domain)).toContain('**History** only');
    expect(words(await exam('start', { domain: 'History', length: 'full' }))).toContain('Full exam: 3 questions');
    // There is one question on remotes, and the time shrinks with the exam.
    expect(words(await exam('start', { domain: 'remotes' }))).toContain('Short exam: 1 question in 5 minutes');
  });

  it('starts at the button, for the member alone', async () => {
    const first = await startNow();
    expect(first).toMatchObject({ private: true, update: true });
    expect(words(first)).toMatch(/^Question 1 of 3\n▱{10}\n/);
    expect(words(first)).toContain(`Ends <t:${seconds(END)}:R>, at <t:${seconds(END)}:t>`);
    expect(findRunningExam(app.db, 'ada')).toMatchObject({ guildId: GUILD, endsAt: END });
  });

  it('pressed twice starts one exam and shows its question', async () => {
    const id = idOf(await exam('start'), 'Start now');
    await press(app, id);
    expect(words(await press(app, id))).toContain('Your mock exam is running. This is where you are.');
    expect(countRows(app.db, 'exam')).toBe(1);
  });

  it('offers the exam that is running', async () => {
    await startNow();
    const reply = await exam('start', { length: 'short' });
    expect(words(reply)).toContain('You have a mock exam running');
    expect(words(reply)).toContain('**Full exam, Git**: you are at question 1 of 3');
    expect(words(await press(app, idOf(reply, 'Go on')))).toContain('Question 1 of 3');
  });

  it('after the time of another shows the new one and says where the result is', async () => {
    await startNow();
    app.setNow(END);
    const reply = await exam('start');
    expect(words(reply)).toContain('The time of your last exam is up. `/exam result` shows how it went.');
    expect(labels(reply)).toContain('Start now');
  });

  it.each([
    [{ domain: 'pizza' }, 'No domain is called `pizza`. There are: History, Remotes.'],
    [{ domain: '`@everyone`' }, 'No domain is called `ˋ@everyoneˋ`.'],
    [{ length: 'endless' }, 'Git has no exam of that length. It has: Full exam, Short exam.'],
    [{ pack: 'svn' }, 'There is no mock exam on that subject yet.'],
  ])('of %j says what is wrong', async (options, problem) => {
    await expect(exam('start', options)).rejects.toThrow(UserError);
    await expect(exam('start', options)).rejects.toThrow(problem);
  });

  it('of a pack without exams says so', async () => {
    app = await createTestApp();
    await expect(exam('start')).rejects.toThrow('There is no mock exam on that subject yet.');
  });

  it.each(['exam:begin:git:gone:-', 'exam:begin:gone:full:-', 'exam:intro:git:full:gone', 'exam:begin'])(
    'answers %s, which is no longer offered, kindly',
    async (id) => {
      await expect(press(app, id)).rejects.toThrow('This exam is no longer offered.');
    },
  );
});

describe('the options of /exam start', () => {
  const optionsOf = (manifests = app.catalogue.manifests) => {
    const command = listCommands(manifests).find(({ data }) => data.name === 'exam');
    const [start] = (command?.data.options ?? []) as { options: { name: string; choices?: object[] }[] }[];
    return start?.options ?? [];
  };

  it('name the lengths with their numbers, and no pack where there is one', () => {
    expect(optionsOf().map(({ name }) => name)).toEqual(['length', 'domain']);
    expect(optionsOf()[0]?.choices).toMatchObject([
      { name: 'Full exam: 3 questions, 30 minutes', value: 'full' },
      { name: 'Short exam: 2 questions, 10 minutes', value: 'short' },
    ]);
  });

  it('take a pack where there are several with an exam, which need not be named', () => {
    const [git] = app.catalogue.manifests;
    const other = { ...git!, id: 'svn', name: 'Subversion', command: 'svn' };
    expect(optionsOf([git!, { ...other, exams: [] }]).map(({ name }) => name)).toEqual(['length', 'domain']);
    const [packs, lengths] = optionsOf([git!, other]);
    expect(packs).toMatchObject({
      name: 'pack',
      choices: [
        { name: 'Git', value: 'git' },
        { name: 'Subversion', value: 'svn' },
      ],
    });
    expect(lengths?.choices).toEqual([
      { name: 'Full exam', value: 'full' },
      { name: 'Short exam', value: 'short' },
    ]);
  });

  it('leave the lengths out where there is no exam', () => {
    expect(optionsOf([]).map(({ name }) => name)).toEqual(['domain']);
  });

  it('suggest the domains', async () => {
    expect(await suggest('domain', '')).toEqual([
      { name: 'History', value: 'history' },
      { name: 'Remotes', value: 'remotes' },
    ]);
    expect(await suggest('domain', 'REM')).toEqual([{ name: 'Remotes', value: 'remotes' }]);
    expect(await suggest('domain', '', { pack: 'svn' })).toEqual([]);
  });
});

describe('a question', () => {
  it('shows one option at a time, and says nothing about right or wrong', async () => {
    const first = await startWith('domc');
    expect(labels(first)).toEqual(['Yes', 'No', 'Hand in']);
    expect(words(first)).toMatch(/\n\nOption 1. Is this right\?\n> It .+$/);
    const second = await press(app, idOf(first, open().isRight(0) ? 'Yes' : 'No'));
    expect(words(second)).toContain('Question 1 of 3');
    expect(words(second).split('> ')[1]).not.toBe(words(first).split('> ')[1]);
    const third = await answer(second, false);
    expect(words(third)).toContain('Question 2 of 3\n▰▰▰▱▱▱▱▱▱▱');
    expect(words(third)).not.toMatch(/[✅❌]|wrong/i);
  });

  it('pressed a second time shows where the member is, and counts once', async () => {
    const first = await startWith('domc');
    const id = idOf(first, open().isRight(0) ? 'Yes' : 'No');
    const second = await press(app, id);
    const again = await press(app, id);
    expect(words(again)).toContain('You had answered that one already. This is where you are.');
    expect(controls(again)).toEqual(controls(second));
    expect(open().judged).toHaveLength(1);
  });

  it('of an old message shows where the member is', async () => {
    const first = await startWith('choice');
    const second = await answer(first);
    const stale = await press(app, controls(first)[0]?.custom_id ?? '', { values: ['0'] });
    expect(words(stale)).toContain('You had answered that one already. This is where you are.');
    expect(controls(stale)).toEqual(controls(second));
    expect(countRows(app.db, 'answer')).toBe(0);
  });

  it("answers somebody else's press without counting it", async () => {
    const first = await startNow();
    for (const { custom_id: id = '' } of controls(first)) {
      await expect(press(app, id, { userId: 'ben', values: ['0'] })).rejects.toThrow('belongs to somebody else');
    }
    await expect(press(app, 'exam:show:gone')).rejects.toThrow('I no longer have this mock exam.');
  });
});

describe('handing in', () => {
  it('asks once more, goes on, or ends the exam', async () => {
    const first = await startNow();
    const asked = await press(app, idOf(first, 'Hand in'));
    expect(words(asked)).toContain('You have answered 0 of 3 questions. The 3 that are open will count as wrong.');
    expect(labels(asked)).toEqual(['Go on', 'Hand in now']);
    const back = await press(app, idOf(asked, 'Go on'));
    expect(controls(back)).toEqual(controls(first));
    await answer(back);
    const result = await press(app, idOf(asked, 'Hand in now'));
    expect(words(result)).toMatch(/^1 of 3 right \(33%\)\nHanded in\.\n/);
    expect(words(result)).toContain('2 questions left open, which count as wrong.');
    expect(words(await press(app, idOf(asked, 'Hand in now')))).toContain('This mock exam was over already.');
  });
});

describe('/review start while an exam runs', () => {
  it('says that the questions of the exam wait until it is over', async () => {
    await finish({}, () => false);
    app.advance(15 * 24 * 60 * MINUTE);
    await startNow();
    const running = findRunningExam(app.db, 'ada')?.id ?? '';
    followLog(app.db);
    app.db.$client
      .prepare(
        'delete from review_card where question_key not in (select question_key from exam_question where exam_id = ?)',
      )
      .run(running);
    const count = countRows(app.db, 'review_card');
    expect(words(await run(app, 'review', {}, { subcommand: 'start' }))).toContain(
      `**${count} question${count === 1 ? '** is' : 's** are'} in your mock exam, which is running: the review waits until that is over.`,
    );
  });
});

describe('/exam resume', () => {
  it('shows the question in a new private message', async () => {
    await answer(await startNow());
    const reply = await exam('resume');
    expect(reply).toMatchObject({ private: true, update: false });
    expect(words(reply)).toContain('Question 2 of 3');
  });

  it('after the end of the time closes the exam and shows the result', async () => {
    await answer(await startNow());
    app.setNow(END);
    expect(words(await exam('resume'))).toMatch(/^1 of 3 right \(33%\)\n⏰ The time is up/);
  });

  it('after the clock has closed the exam shows the result, too', async () => {
    await answer(await startNow());
    app.setNow(END);
    await closeOverdueExams(app, app.now());
    app.advance(MINUTE);
    const reply = await exam('resume');
    expect(words(reply)).toMatch(/^1 of 3 right \(33%\)\n⏰ The time is up, so the exam closed by itself\.\n/);
    expect(reply).toMatchObject({ private: true, update: false });
    await expect(exam('resume', {}, 'ben')).rejects.toThrow('You have no mock exam running.');
  });

  it('after an exam that the member ended says that none is running', async () => {
    await startNow();
    app.setNow(END);
    await closeOverdueExams(app, app.now());
    await finish();
    await expect(exam('resume')).rejects.toThrow('You have no mock exam running.');
  });

  it('without a running exam says what to do', async () => {
    await expect(exam('resume')).rejects.toThrow('You have no mock exam running. `/exam start` begins one');
  });
});

describe('the result', () => {
  it('tells the score by domain in a picture, what it means in words, and no pass mark', async () => {
    const right = new Set<string>();
    let reply = await startNow();
    while (findRunningExam(app.db, 'ada')) {
      const isRemote = open().questionKey === remoteKey();
      if (!isRemote) right.add('history');
      reply = await answer(reply, !isRemote);
    }
    expect(reply).toMatchObject({ private: true, update: true });
    expect(words(reply)).toBe(
      [
        '2 of 3 right (67%)',
        'That was the last question.',
        '',
        '**Full exam, Git**',
        `<t:${seconds(NOON)}:f>, took 1 minute`,
        '',
        'Nothing missed in: **History**.',
        'Most to gain: **Remotes**, which makes 40% of the exam. Learn there first.',
        'No pass mark is published, so I do not say pass or fail.',
        'What you got wrong is now in `/review`, a few questions each day.',
      ].join('\n'),
    );
    const [picture] = reply.files ?? [];
    // No figure stands both in the text and in the picture, whose words are for those who do not see it.
    expect(words(reply)).not.toMatch(/2 of 2|0 of 1|100%/);
    expect(picture?.description).toBe('Bars of what was right by domain: History 100% (2 of 2), Remotes 0% (0 of 1).');
    expect(pngSize(Buffer.from(picture?.data ?? [])).width).toBe(900);
    expect(labels(reply)).toEqual(['See what you missed (1)', 'Go to my reviews']);
    expect(idOf(reply, 'Go to my reviews')).toBe('review:start');
  });

  const remoteKey = () =>
    app.db.$client.prepare<[], { key: number }>("select key from question where id = 'push-refused'").get()?.key;

  it('of an exam without a miss has nothing to look through', async () => {
    const reply = await finish({}, () => true);
    expect(words(reply)).toContain('3 of 3 right (100%)');
    expect(words(reply)).not.toMatch(/Most to gain|reviews/);
    expect(labels(reply)).toEqual([]);
    const { id } = app.db.$client.prepare<[], { id: string }>('select id from exam').get()!;
    expect(words(await press(app, `exam:miss:${id}:0`))).toBe('You missed nothing. Well done!');
  });

  it('of one domain compares with nothing, and says its score once', async () => {
    const reply = await finish({ domain: 'history' }, () => false);
    expect(words(reply)).not.toContain('Most to gain');
    expect(words(reply).match(/0 of 2|\(0%\)/g)).toHaveLength(2);
    expect(reply.files).toEqual([]);
  });

  it('has the figures in its text where they cannot be drawn', async () => {
    app = await createTestApp({ packsFolder: pack.packsFolder, draws: false });
    const text = words(await finish({}, () => true));
    expect(text).toContain('\n**History**: 2 of 2 right (100%)\n**Remotes**: 1 of 1 right (100%)\n');
  });

  it('leads through the misses, there and back', async () => {
    const result = await finish({}, () => false);
    const first = await press(app, idOf(result, 'See what you missed (3)'));
    expect(first.update).toBe(true);
    expect(words(first)).toMatch(/^Missed 1 of 3 · question 1\n/);
    expect(controls(first).map(({ label, disabled }) => [label, disabled ?? false])).toEqual([
      ['Back', true],
      ['Next', false],
      ['To the result', false],
      ['Read the topic', false],
      ['Git documentation', false],
    ]);
    const last = await press(app, idOf(await press(app, idOf(first, 'Next')), 'Next'));
    expect(words(last)).toMatch(/^Missed 3 of 3 · question 3\n/);
    expect(controls(last).find(({ label }) => label === 'Next')?.disabled).toBe(true);
    expect(words(await press(app, idOf(last, 'Back')))).toMatch(/^Missed 2 of 3/);
    const back = await press(app, idOf(last, 'To the result'));
    expect(words(back)).toMatch(/^0 of 3 right \(0%\)\n\*\*Full exam, Git\*\*/);
    expect(back.files).toHaveLength(1);
    for (const index of ['-5', '99', 'x']) {
      expect(words(await press(app, idOf(first, 'Next').replace(/1$/, index)))).toMatch(/^Missed [13] of 3/);
    }
  });

  /** The page of the question whose options came one at a time. */
  async function domcPage(result: Reply): Promise<string> {
    const page = idOf(result, labels(result)[0] ?? '');
    for (let index = 0; ; index++) {
      const text = words(await press(app, page.replace(/0$/, String(index))));
      if (text.includes('true of a branch')) return text;
    }
  }

  it('says which options were shown and judged how', async () => {
    const first = await startWith('domc');
    const { isRight } = open();
    const wasRight = isRight(0);
    await press(app, idOf(first, wasRight ? 'No' : 'Yes'));
    const text = await domcPage(await press(app, idOf(await exam('start'), 'Hand in').replace('leave', 'hand')));
    expect(text).toContain('The options came one at a time, in this order, until it was decided.');
    expect(text).toMatch(
      wasRight
        ? /✅ It .+ _\(this option is right, but you said No\)_\n/
        : /❌ It .+ _\(this option is wrong, but you said Yes\)_\n/,
    );
    // A right option has its sign whether or not it was shown.
    const unseen = [...text.matchAll(/^(.) It .+ _\(this option is (right|wrong); it was not shown\)_$/gm)];
    expect(unseen.map(([, sign, is]) => `${sign} ${is}`).sort()).toEqual(
      (wasRight ? ['✅ right', '◯ wrong'] : ['✅ right', '✅ right']).sort(),
    );
    expect(text).toContain('\nCommits hold the files.');
  });

  it('says which questions were left open', async () => {
    const first = await startWith('domc');
    const wasRight = open().isRight(0);
    const second = await press(app, idOf(first, wasRight ? 'Yes' : 'No'));
    const result = await press(app, idOf(await press(app, idOf(second, 'Hand in')), 'Hand in now'));
    expect(labels(result)).toEqual(['See what you missed (3)', 'Review what I left open (3)']);
    const text = await domcPage(result);
    expect(text).toContain('☐ Not decided when the exam ended.');
    expect(text).toContain(
      wasRight ? '_(this option is right, as you said)_' : '_(this option is wrong, as you said)_',
    );
    const pages = await Promise.all(
      [1, 2].map(async (index) =>
        words(await press(app, idOf(result, 'See what you missed (3)').replace(/0$/, `${index}`))),
      ),
    );
    for (const page of pages) {
      expect(page).toContain('☐ Not answered');
      expect(page).not.toMatch(/your answer|you said/);
    }
  });

  it('is there after the time was up, closed by the clock or by a press', async () => {
    const first = await startNow();
    app.setNow(END);
    expect(await closeOverdueExams(app, app.now())).toBe(1);
    expect(words(await press(app, controls(first)[0]?.custom_id ?? '', { values: ['0'] }))).toMatch(
      /^0 of 3 right \(0%\)\n⏰ The time is up, so the exam closed by itself\./,
    );
    const second = await startNow();
    app.advance(30 * MINUTE);
    expect(words(await press(app, controls(second)[0]?.custom_id ?? '', { values: ['0'] }))).toMatch(
      /^0 of 3 right \(0%\)\n⏰ The time is up/,
    );
  });

  it('puts what was left open into the reviews at a press', async () => {
    const second = await answer(await startNow());
    const result = await press(app, idOf(await press(app, idOf(second, 'Hand in')), 'Hand in now'));
    expect(labels(result)).toEqual(['See what you missed (2)', 'Review what I left open (2)']);
    const id = idOf(result, 'Review what I left open (2)');
    const put = await press(app, id);
    expect(put).toMatchObject({ private: true, update: true });
    expect(words(put)).toMatch(/^1 of 3 right \(33%\)\nDone: 2 questions went into your reviews\.\n/);
    expect(words(put)).toContain('What you missed is now in `/review`, a few questions each day.');
    expect(labels(put)).toEqual(['See what you missed (2)', 'Go to my reviews']);
    expect(words(await press(app, idOf(put, 'Go to my reviews')))).toContain('Review · 2 to go');
    expect(words(await press(app, id))).toContain('\nThey are in your reviews already.\n');
    await expect(press(app, id, { userId: 'ben' })).rejects.toThrow('belongs to somebody else');
  });

  it('is legible when the pack has lost the exam meanwhile', async () => {
    await finish();
    pack.remove('exam.yaml');
    await importPack(app.db, pack.folder, NOON);
    app = { ...app, catalogue: { ...app.catalogue, manifest: () => undefined, manifests: [] } };
    expect(words(await exam('result'))).toContain('**Mock exam, git**');
    expect(words(await exam('result'))).toMatch(/^2 of 3 right \(67%\)\n\*\*Mock exam, git\*\*/);
  });
});

describe('/exam result', () => {
  it('shows the last finished exam, or an earlier one that is chosen by date', async () => {
    await finish({}, () => false);
    app.advance(24 * 60 * MINUTE);
    await finish({ length: 'short' }, () => true);
    await startNow();
    const last = await exam('result');
    expect(last).toMatchObject({ private: true });
    expect(words(last)).toMatch(/^2 of 2 right \(100%\)\n\*\*Short exam, Git\*\*/);
    const choices = await suggest('which', '');
    expect(choices.map(({ name }) => name)).toEqual([
      '2026-11-24: 2 of 2 right, Short exam, Git',
      '2026-11-23: 0 of 3 right, Full exam, Git',
    ]);
    const [earlier] = await suggest('which', '11-23');
    expect(words(await exam('result', { which: earlier?.value ?? '' }))).toMatch(/^0 of 3 right/);
    await expect(exam('result', { which: 'nonsense' })).rejects.toThrow('Pick one from the list');
    await expect(exam('result', { which: earlier?.value ?? '' }, 'ben')).rejects.toThrow(
      'not finished a mock exam yet',
    );
  });

  it('closes an exam whose time is over, and shows it', async () => {
    await startNow();
    await expect(exam('result')).rejects.toThrow('`/exam resume` takes you back');
    app.setNow(END);
    expect(words(await exam('result'))).toMatch(/^0 of 3 right/);
  });

  it('offers at most 25 exams', async () => {
    const insert = app.db.$client.prepare(
      `insert into exam (id, user_id, guild_id, pack_id, blueprint, started_at, ends_at, finished_at, correct, questions)
       values (?, 'ada', '', 'git', 'full', ?, 0, 1, 0, 3)`,
    );
    for (let index = 0; index < 30; index++) insert.run(`e${index}`, NOON + index);
    expect(await suggest('which', '')).toHaveLength(25);
  });
});
