/** Registering commands, for all servers and for one. */
import { type APIApplicationCommand, ApplicationCommandType, ApplicationIntegrationType } from 'discord-api-types/v10';
import { refusals } from '../errors.ts';
import type { Json } from '../validate/check.ts';
import { checkCommand, checkCommands } from '../validate/command.ts';
import type { World } from '../world.ts';
import { type RestRequest, type RestResponse, type Route, ok, route } from './router.ts';

const DEFAULTS = {
  type: ApplicationCommandType.ChatInput,
  name_localizations: null,
  // Commands in menus have none.
  description: '',
  description_localizations: null,
  default_member_permissions: null,
  nsfw: false,
};

export function commandRoutes(world: World): Route[] {
  /** The server whose commands a request is about; undefined: all servers. */
  function scopeOf({ params }: RestRequest): string | undefined {
    if (params['application.id'] !== world.applicationId) throw refusals.notYourApplication();
    const guildId = params['guild.id'];
    if (guildId !== undefined && !world.findMember(guildId, world.botUserId)) throw refusals.missingAccess();
    return guildId;
  }

  function commandsIn(guildId: string | undefined): APIApplicationCommand[] {
    return [...world.commands.values()].filter((command) => command.guild_id === guildId);
  }

  function find(request: RestRequest): APIApplicationCommand {
    const guildId = scopeOf(request);
    const command = world.commands.get(request.params['command.id'] ?? '');
    if (!command || command.guild_id !== guildId) throw refusals.unknownCommand();
    return command;
  }

  /** As Discord keeps it. A command that changes keeps its id and gets a new version. */
  function keep(body: Json, guildId: string | undefined, existing: APIApplicationCommand | undefined) {
    const definition = {
      ...DEFAULTS,
      ...(guildId === undefined
        ? { dm_permission: true, contexts: null, integration_types: [ApplicationIntegrationType.GuildInstall] }
        : { guild_id: guildId }),
      ...body,
    };
    const identity = { id: existing?.id ?? world.newId(), application_id: world.applicationId };
    const same = existing && JSON.stringify({ ...existing, ...definition }) === JSON.stringify(existing);
    const version = same ? existing.version : world.newId();
    const command = { ...definition, ...identity, version } as unknown as APIApplicationCommand;
    world.commands.set(command.id, command);
    return command;
  }

  function findByName(body: Json, guildId: string | undefined): APIApplicationCommand | undefined {
    const type = (body.type ?? ApplicationCommandType.ChatInput) as ApplicationCommandType;
    return commandsIn(guildId).find((command) => command.name === body.name && command.type === type);
  }

  function replaceAll(request: RestRequest): RestResponse {
    const guildId = scopeOf(request);
    const bodies = request.body as unknown as Json[];
    checkCommands(bodies);
    const existing = bodies.map((body) => findByName(body, guildId));
    for (const { id } of commandsIn(guildId)) world.commands.delete(id);
    return ok(bodies.map((body, index) => keep(body, guildId, existing[index])));
  }

  function addOne(request: RestRequest): RestResponse {
    const guildId = scopeOf(request);
    checkCommand(request.body);
    const existing = findByName(request.body, guildId);
    return { status: existing ? 200 : 201, body: keep(request.body, guildId, existing) };
  }

  function change(request: RestRequest): RestResponse {
    const existing = find(request);
    const body = { ...(existing as unknown as Json), ...request.body };
    checkCommand(body);
    return ok(keep(body, existing.guild_id, existing));
  }

  function remove(request: RestRequest): RestResponse {
    world.commands.delete(find(request).id);
    return { status: 204 };
  }

  const applications = '/applications/{application.id}';
  return [`${applications}/commands`, `${applications}/guilds/{guild.id}/commands`].flatMap((commands) => [
    route('GET', commands, (request) => ok(commandsIn(scopeOf(request)))),
    route('PUT', commands, replaceAll, { takesList: true }),
    route('POST', commands, addOne),
    route('GET', `${commands}/{command.id}`, (request) => ok(find(request))),
    route('PATCH', `${commands}/{command.id}`, change),
    route('DELETE', `${commands}/{command.id}`, remove),
  ]);
}
