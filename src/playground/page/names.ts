/** What the ids in messages stand for. */
import type { Names } from './markdown/view.ts';
import type { Actions } from './actions.ts';
import { guildOf, nowOf } from './state.ts';

export function namesIn(actions: Actions, typeCommand: (name: string) => void): Names {
  const { state } = actions;
  return {
    user: (id) => state.places?.people.find((person) => person.id === id)?.name ?? 'unknown-user',
    role(id) {
      const role = guildOf(state)?.roles.find((one) => one.id === id);
      return { name: role?.name.replace(/^@/, '') ?? 'deleted-role', colour: role?.colour ?? 0 };
    },
    channel: (id) =>
      state.places?.guilds.flatMap(({ channels }) => channels).find((channel) => channel.id === id)?.name ?? 'unknown',
    openChannel: (id) => void actions.openChannel(id),
    typeCommand,
    now: nowOf(state),
  };
}
