/** A few minutes of a study group, typed by nobody: shows in a terminal that everything works together. */
import type { APIMessage } from 'discord-api-types/v10';
import type { InteractionOutcome, SmallDiscord } from './discord/index.ts';

/** Looks a topic up, takes one question of a quiz, and asks for the leaderboard. */
export async function runConversation(discord: SmallDiscord, print: (line: string) => void): Promise<void> {
  const { channel, members } = discord.demo;
  const [ada = ''] = members;
  const person = discord.as(ada);
  const name = discord.world.users.get(ada)?.global_name ?? '';
  const say = (typed: string, outcome: InteractionOutcome) => {
    print(`${name} ▸ ${typed}`);
    print(indent(outcome.message ? asText(outcome.message) : (outcome.refusal ?? 'The application did not respond')));
  };

  const [lookup] = person
    .commands(channel)
    .filter((command) => command.name !== 'quiz' && command.options?.[0]?.name === 'topic');
  if (lookup) say(`/${lookup.name} topic: network`, await person.slash(channel, lookup.name, { topic: 'network' }));
  const question = await person.slash(channel, 'quiz', { questions: 1 });
  say('/quiz questions: 1', question);
  const [control] = question.message ? controlsOf(question.message) : [];
  if (question.message && control) {
    const pressed = control.options
      ? await person.select(question.message, control.custom_id, [control.options[0]?.value ?? ''])
      : await person.press(question.message, control.custom_id);
    say(control.options ? '(chooses the first option)' : `(presses ${control.label ?? 'the button'})`, pressed);
  }
  say('/leaderboard', await person.slash(channel, 'leaderboard'));
}

interface Control {
  custom_id: string;
  label?: string;
  options?: { label: string; value: string }[];
}

function controlsOf(message: APIMessage): Control[] {
  const rows = (message.components ?? []) as unknown as { components: Control[] }[];
  return rows.flatMap((row) => row.components);
}

function asText(message: APIMessage): string {
  const embeds = message.embeds.flatMap((embed) => [
    embed.title ? `── ${embed.title} ──` : undefined,
    embed.description,
    ...(embed.fields ?? []).flatMap((field) => [`${field.name}:`, field.value]),
    embed.footer?.text,
  ]);
  const buttons = controlsOf(message).map(
    (control) => `[${control.label ?? control.options?.map((option) => option.label).join(' | ')}]`,
  );
  return [message.content, ...embeds, buttons.join(' ')].filter(Boolean).join('\n');
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}
