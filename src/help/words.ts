import { inLanguages } from '../language.ts';

const english = {
  description: 'What this bot can do',
  title: 'What I can do',
  command: (name: string, description: string, example: string) =>
    `**\`/${name}\`**: ${description}\nTry \`${example}\``,
  organisersCommand: (name: string, description: string, example: string) =>
    `**\`/${name}\`** _(organisers)_: ${description}\nTry \`${example}\``,
  /** @param names of the commands in the menu of a message */
  inMenu: (names: readonly string[]) =>
    `${names.map((name) => `**${name}**`).join(', ')}: on any message, under _Apps_ in its menu. ` +
    'On a phone, hold the message; on a computer, click it with the right button. Only you see the answer.',
  footer: 'Type / to see the commands; each option explains itself as you fill it in.',
};

export const helpWords = inLanguages(english);
