import fc from 'fast-check';
import { OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { permissionsIn } from '../../src/discord/permissions.ts';

const { ViewChannel, SendMessages, EmbedLinks, Administrator } = PermissionFlagsBits;
const role = (id: string, permissions: bigint) => ({ id, permissions: permissions.toString() });
const overwrite = (id: string, type: OverwriteType, allow: bigint, deny: bigint) => ({
  id,
  type,
  allow: allow.toString(),
  deny: deny.toString(),
});

function allowed(roles: ReturnType<typeof role>[], mine: string[], overwrites: ReturnType<typeof overwrite>[] = []) {
  const place = { guildId: 'everyone', memberId: 'me', roles, member: { roles: mine } };
  return permissionsIn({ ...place, channel: { permission_overwrites: overwrites } }).bitfield;
}

it('are those of everyone and of the own roles together, and of no other role', () => {
  const roles = [role('everyone', ViewChannel), role('mine', SendMessages), role('other', EmbedLinks)];
  expect(allowed(roles, ['mine'])).toBe(ViewChannel | SendMessages);
});

it('are all of them for an administrator, whatever the channel takes', () => {
  const roles = [role('everyone', 0n), role('mine', Administrator)];
  const taken = [overwrite('me', OverwriteType.Member, 0n, ViewChannel | SendMessages)];
  expect(allowed(roles, ['mine'], taken) & SendMessages).toBe(SendMessages);
});

it('are taken and given by the channel to everyone first, then to roles, then to the member', () => {
  const roles = [role('everyone', ViewChannel | SendMessages), role('mine', 0n)];
  const forEveryone = overwrite('everyone', OverwriteType.Role, 0n, SendMessages);
  const forRole = overwrite('mine', OverwriteType.Role, SendMessages, 0n);
  const forMember = overwrite('me', OverwriteType.Member, 0n, SendMessages);
  const other = overwrite('other', OverwriteType.Member, 0n, ViewChannel);
  expect(allowed(roles, ['mine'], [forEveryone])).toBe(ViewChannel);
  expect(allowed(roles, ['mine'], [forRole, forEveryone, other])).toBe(ViewChannel | SendMessages);
  expect(allowed(roles, ['mine'], [forMember, forRole, forEveryone])).toBe(ViewChannel);
});

it('are none where the channel is not seen', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 50n }), (bits) => {
      const roles = [role('everyone', bits & ~ViewChannel & ~Administrator)];
      expect(allowed(roles, [])).toBe(0n);
    }),
  );
});
