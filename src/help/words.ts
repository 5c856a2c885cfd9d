import { inLanguages } from '../language.ts';

const english = {
  description: 'What this bot can do',
  title: 'What I can do',
  command: (name: string, description: string, example: string) => `**/${name}**: ${description}\nTry \`${example}\``,
  organisersCommand: (name: string, description: string, example: string) =>
    `**/${name}** _(organisers)_: ${description}\nTry \`${example}\``,
  footer: 'Type / to see the commands; each option explains itself as you fill it in.',
};

export const helpWords = inLanguages(english);
