import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Hall, openHall } from '../helpers/hall.ts';
import { buttonId, controls, words } from '../helpers/read.ts';

let hall: Hall;
let channel: string;
let ada: string;

beforeAll(async () => {
  hall = await openHall();
  ({ channel } = hall.discord.demo);
  [ada] = hall.discord.demo.members as [string];
});
afterAll(() => hall.close());

const as = (userId: string) => hall.discord.as(userId);

/** Presses the first answer, or chooses the first option of the menu. */
async function answerFirst(message: APIMessage) {
  const [first] = controls(message);
  if (first?.options) return as(ada).select(message, first.custom_id ?? '', [first.options[0]?.value ?? '']);
  return as(ada).press(message, first?.custom_id ?? '');
}

it('/profile forecasts the exam after ten questions, also after a restart, shows it as a picture and goes on with a quiz', async () => {
  const before = await as(ada).slash(channel, 'profile');
  expect(words(before.message)).toContain('no answers yet');
  for (const topic of ['domain/docker/networking', 'domain/docker/storage']) {
    const { message } = await as(ada).slash(channel, 'quiz', { topic, difficulty: 'recall', questions: 10 });
    for (let position = 0; position < 10; position++) {
      const shown = as(ada).message(message!)!;
      if (labelsOf(shown).includes('Type your answer')) break;
      await answerFirst(shown);
      const answered = as(ada).message(message!)!;
      if (position < 9) await as(ada).press(answered, buttonId(answered, 'Next question'));
    }
  }
  await hall.restart();
  const { message, ephemeral } = await as(ada).slash(channel, 'profile');
  expect(ephemeral).toBe(true);
  expect(words(message)).toMatch(/\*\*\d+ to \d+ of 100\*\*, 80 percent sure/);
  const picture = await as(ada).press(message!, buttonId(message, 'Show the picture'));
  expect(picture).toMatchObject({ status: 'replied', ephemeral: true });
  expect(picture.message?.attachments[0]?.description).toMatch(/^Docker exam forecast.*Whole exam: \d+ to \d+/);
  const next = labelsOf(message!).find((label) => label.startsWith('Next: 5 questions on '));
  const quiz = await as(ada).press(message!, buttonId(message, next ?? ''));
  expect(quiz).toMatchObject({ status: 'replied', ephemeral: true });
  expect(words(quiz.message)).toContain('Question 1 of 5');
});

function labelsOf(message: APIMessage): string[] {
  return controls(message).map(({ label }) => label ?? '');
}
