/** What the ids in messages stand for. */
import type { RoleView } from '../server/protocol.ts';
import type { Names } from './markdown/view.ts';
import type { Actions } from './actions.ts';
import type { WordNames } from './plain-text.ts';
import { type State, guildOf, nowOf } from './state.ts';

export function namesIn(actions: Actions, typeCommand: (name: string) => void): Names {
  const { state } = actions;
  return {
    ...wordNamesIn(state),
    role(id) {
      const role = roleIn(state, id);
      return { name: role?.name.replace(/^@/, '') ?? 'deleted-role', colour: role?.colour ?? 0 };
    },
    openChannel: (id) => void actions.openChannel(id),
    openPicture: (path, alt) => actions.set({ picture: { path, alt, isLarge: false } }),
    typeCommand,
  };
}

/** Those that words alone need. */
export function wordNamesIn(state: State): WordNames {
  return {
    user: (id) => state.places?.people.find((person) => person.id === id)?.name ?? 'unknown-user',
    role: (id) => ({ name: roleIn(state, id)?.name.replace(/^@/, '') ?? 'deleted-role' }),
    channel: (id) =>
      state.places?.guilds.flatMap(({ channels }) => channels).find((channel) => channel.id === id)?.name ?? 'unknown',
    now: nowOf(state),
  };
}

function roleIn(state: State, id: string): RoleView | undefined {
  return guildOf(state)?.roles.find((one) => one.id === id);
}
