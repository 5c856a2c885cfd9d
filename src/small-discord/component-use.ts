/** From a press or a choice to the data of an interaction, as Discord's own client would send it. */
import {
  type APIInteractionDataResolved,
  type APIMessage,
  type APIMessageComponent,
  type APISelectMenuComponent,
  ComponentType,
} from 'discord-api-types/v10';
import { type IdKind, RefusedByClient, resolveId } from './resolved.ts';
import type { World } from './world.ts';

const ID_KINDS: Partial<Record<ComponentType, IdKind>> = {
  [ComponentType.UserSelect]: 'user',
  [ComponentType.RoleSelect]: 'role',
  [ComponentType.MentionableSelect]: 'mentionable',
  [ComponentType.ChannelSelect]: 'channel',
};

type WithComponents = Pick<APIMessage, 'components'>;
export type Menu = APISelectMenuComponent;

/**
 * The component that a person means.
 * @param now the message as it is
 * @param seen the message as this person has it on the screen: it may have been changed while the press was under way,
 *   and the bot has to cope with that
 * @throws RefusedByClient when there is none, or it is disabled
 */
export function findComponent(now: WithComponents, seen: WithComponents, customId: string): APIMessageComponent {
  const component = search(now.components ?? [], customId) ?? search(seen.components ?? [], customId);
  if (!component) throw new RefusedByClient(`There is nothing with the custom ID "${customId}" on this message.`);
  if ('disabled' in component && component.disabled) throw new RefusedByClient('This is disabled.');
  return component;
}

function search(components: readonly APIMessageComponent[], customId: string): APIMessageComponent | undefined {
  for (const component of components) {
    if ('custom_id' in component && component.custom_id === customId) return component;
    const inner = 'components' in component ? search(component.components, customId) : undefined;
    if (inner) return inner;
    if ('accessory' in component && 'custom_id' in component.accessory && component.accessory.custom_id === customId)
      return component.accessory;
  }
  return undefined;
}

/** @throws RefusedByClient when it is no button */
export function pressData(component: APIMessageComponent, customId: string) {
  if (component.type !== ComponentType.Button) throw new RefusedByClient('This is no button.');
  return { custom_id: customId, component_type: component.type };
}

/** @throws RefusedByClient when these values cannot be chosen */
export function choiceData(
  world: World,
  component: APIMessageComponent,
  values: readonly string[],
  where: { channelId: string; userId: string },
) {
  const menu = component as Menu;
  const resolved = checkValues(world, menu, values, where);
  return {
    custom_id: menu.custom_id,
    component_type: menu.type,
    values,
    ...(Object.keys(resolved).length > 0 && { resolved }),
  };
}

/** @returns what the ids among the values stand for. @throws RefusedByClient when these values cannot be chosen */
export function checkValues(
  world: World,
  menu: Menu,
  values: readonly string[],
  { channelId, userId }: { channelId: string; userId: string },
): APIInteractionDataResolved {
  const { min_values: min = 1, max_values: max = 1 } = menu;
  const kind = ID_KINDS[menu.type];
  if (menu.type !== ComponentType.StringSelect && !kind) throw new RefusedByClient('This is no menu.');
  if (values.length < min || values.length > max)
    throw new RefusedByClient(min === max ? `Choose ${min}.` : `Choose ${min} to ${max}.`);
  if (new Set(values).size < values.length) throw new RefusedByClient('Each option can be chosen once.');
  const resolved: APIInteractionDataResolved = {};
  for (const value of values) {
    if (menu.type === ComponentType.StringSelect) {
      if (!menu.options.some((option) => option.value === value))
        throw new RefusedByClient(`The menu has no option "${value}".`);
    } else if (kind) {
      const channelTypes = menu.type === ComponentType.ChannelSelect ? menu.channel_types : undefined;
      resolveId(world, resolved, { id: value, kind, what: menu.custom_id, channelTypes }, channelId, userId);
    }
  }
  return resolved;
}
