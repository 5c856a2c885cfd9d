/** What a select menu offers: its own options, or who and what is here. */
import { type APISelectMenuComponent, ComponentType } from 'discord-api-types/v10';
import { type State, guildOf } from '../state.ts';

export interface MenuOption {
  value: string;
  label: string;
  description: string;
  emoji: string;
  isDefault: boolean;
}

export function menuOptions(menu: APISelectMenuComponent, state: State): MenuOption[] {
  const guild = guildOf(state);
  const option = (value: string, label: string, description = ''): MenuOption => ({
    value,
    label,
    description,
    emoji: '',
    isDefault: 'default_values' in menu && (menu.default_values ?? []).some(({ id }) => id === value),
  });
  const people = (guild?.members ?? state.places?.people ?? []).map(({ id, name }) => option(id, name));
  const roles = (guild?.roles ?? []).map(({ id, name }) => option(id, name, 'role'));
  switch (menu.type) {
    case ComponentType.StringSelect:
      return menu.options.map(({ value, label, description = '', emoji, default: isDefault = false }) => ({
        value,
        label,
        description,
        emoji: emoji?.id ? '' : (emoji?.name ?? ''),
        isDefault,
      }));
    case ComponentType.UserSelect:
      return people;
    case ComponentType.RoleSelect:
      return roles;
    case ComponentType.MentionableSelect:
      return [...people, ...roles];
    case ComponentType.ChannelSelect: {
      const { channel_types: types } = menu;
      return (guild?.channels ?? [])
        .filter(({ type }) => !types?.length || types.includes(type))
        .map(({ id, name, topic }) => option(id, `#${name}`, topic ?? ''));
    }
  }
}
