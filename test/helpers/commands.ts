/** Using the bot's commands as the adapters do: by name, and by custom ID. */
import { listCommands } from '../../commands/index.ts';
import type { ComponentInput, CommandInput, OptionValue } from '../../src/command.ts';
import type { Reply } from '../../src/message.ts';
import { parseCustomId } from '../../src/components.ts';
import { type TestApp, commandInput, componentInput } from './app.ts';

export function commandNamed(app: TestApp, name: string) {
  const found = listCommands(app.catalogue.manifests).find(({ data }) => data.name === name);
  if (!found) throw new Error(`no command /${name}`);
  return found;
}

export async function run(
  app: TestApp,
  name: string,
  options: Record<string, OptionValue> = {},
  rest: Partial<CommandInput> = {},
): Promise<Reply> {
  return commandNamed(app, name).execute(commandInput(options, rest), app);
}

export async function press(app: TestApp, customId: string, rest: Partial<ComponentInput> = {}): Promise<Reply> {
  const { feature, action, args } = parseCustomId(customId);
  const components = listCommands(app.catalogue.manifests).find(
    (one) => one.components?.feature === feature,
  )?.components;
  const handler = components?.actions[action];
  if (!handler) throw new Error(`nothing answers ${customId}`);
  return handler(componentInput(args, rest), app);
}

/** The choices offered for a half-typed option. */
export async function suggest(app: TestApp, name: string, option: string, text: string) {
  const command = commandNamed(app, name);
  if (!command.autocomplete) throw new Error(`/${name} suggests nothing`);
  return command.autocomplete({ ...commandInput(), focused: { name: option, text } }, app);
}

/** Every word of a reply, in the order in which it is read. */
export function words(reply: Reply): string {
  const embeds = (reply.embeds ?? []).flatMap((embed) => [
    embed.title,
    embed.description,
    ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
    embed.footer?.text,
  ]);
  return [reply.content, ...embeds].filter(Boolean).join('\n');
}

export interface Control {
  label?: string;
  custom_id?: string;
  url?: string;
  disabled?: boolean;
  max_values?: number;
  options?: { label: string; value: string }[];
}

export function controls(reply: Reply): Control[] {
  return (reply.components ?? []).flatMap((row) => row.components as unknown as Control[]);
}

export function labels(reply: Reply): (string | undefined)[] {
  return controls(reply).map(({ label }) => label);
}

/** The custom ID of the control with this label. */
export function idOf(reply: Reply, label: string): string {
  const found = controls(reply).find((control) => control.label === label)?.custom_id;
  if (found === undefined) throw new Error(`no button "${label}" among ${labels(reply).join(', ')}`);
  return found;
}
