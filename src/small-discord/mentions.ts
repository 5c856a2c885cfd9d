/** Whom a message pings: https://discord.com/developers/docs/resources/message#allowed-mentions-object */
import { type APIMessage, type APIMessageComponent, ComponentType, PermissionFlagsBits } from 'discord-api-types/v10';
import { permissionsIn } from './permissions.ts';
import type { World } from './world.ts';

export interface AllowedMentions {
  parse?: string[];
  users?: string[];
  roles?: string[];
  replied_user?: boolean;
}

export interface MentioningText {
  authorId: string;
  channelId: string;
  content: string;
  components: readonly APIMessageComponent[];
  /** undefined: everything that is written */
  allowed: AllowedMentions | null | undefined;
}

type Mentions = Pick<APIMessage, 'mention_everyone' | 'mention_roles' | 'mentions'>;

/** Content and text displays ping; embeds, buttons and menus ping nobody. */
export function mentionsOf(
  world: World,
  { authorId, channelId, content, components, allowed }: MentioningText,
): Mentions {
  const text = [content, ...textDisplays(components)].join('\n');
  if (!/[@<]/.test(text)) return { mention_everyone: false, mention_roles: [], mentions: [] };
  const parses = (kind: string) => !allowed || (allowed.parse ?? []).includes(kind);
  const channel = world.channels.get(channelId);
  const guild = world.guilds.get(channel?.guildId ?? '');
  const permissions = channel ? permissionsIn(world, channel, authorId) : 0n;
  const mayPingAll = (permissions & PermissionFlagsBits.MentionEveryone) !== 0n;
  const found = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))];

  const users = found(/<@!?(\d+)>/g).filter((id) => parses('users') || allowed?.users?.includes(id));
  const roles = found(/<@&(\d+)>/g).filter((id) => {
    const role = guild?.roles.get(id);
    return role && (parses('roles') || allowed?.roles?.includes(id)) && (role.mentionable || mayPingAll);
  });
  return {
    mention_everyone: guild !== undefined && mayPingAll && parses('everyone') && /@(everyone|here)\b/.test(text),
    mention_roles: roles,
    mentions: users.flatMap((id) => world.users.get(id) ?? []),
  };
}

function textDisplays(components: readonly APIMessageComponent[]): string[] {
  return components.flatMap((component) => {
    if (component.type === ComponentType.TextDisplay) return [component.content];
    if (component.type === ComponentType.Container || component.type === ComponentType.Section)
      return textDisplays(component.components);
    return [];
  });
}
