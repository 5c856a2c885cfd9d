/** Who the bot is, how it reaches the gateway, and its commands. */
import { ApplicationCommandType, type APIApplicationCommand, ApplicationIntegrationType } from 'discord-api-types/v10';
import { refusals } from '../errors.ts';
import type { Json } from '../validate/check.ts';
import { checkCommands } from '../validate/command.ts';
import type { World } from '../world.ts';
import type { RestRequest, Route } from './router.ts';

export function appRoutes(world: World, gatewayUrl: () => string, shards: number): Route[] {
  const application = () => ({
    id: world.applicationId,
    name: 'Studyhall',
    icon: null,
    description: '',
    bot_public: true,
    flags: 0,
    verify_key: '',
  });

  function register(body: Json): APIApplicationCommand {
    const existing = [...world.commands.values()].find((command) => command.name === body.name);
    const command = {
      default_member_permissions: null,
      nsfw: false,
      integration_types: [ApplicationIntegrationType.GuildInstall],
      contexts: null,
      type: ApplicationCommandType.ChatInput,
      ...body,
      id: existing?.id ?? world.newId(),
      application_id: world.applicationId,
      version: world.newId(),
    } as unknown as APIApplicationCommand;
    world.commands.set(command.id, command);
    return command;
  }

  function replaceAll({ body }: RestRequest) {
    const commands = body as Json[];
    checkCommands(commands);
    const names = new Set(commands.map((command) => command.name));
    for (const [id, command] of world.commands) if (!names.has(command.name)) world.commands.delete(id);
    return { status: 200, body: commands.map(register) };
  }

  function addOne({ body }: RestRequest) {
    checkCommands([body as Json]);
    return { status: 201, body: register(body as Json) };
  }

  function find(request: RestRequest): APIApplicationCommand {
    const command = world.commands.get(request.params['command.id'] ?? '');
    if (!command) throw refusals.unknownCommand();
    return command;
  }

  const commands = '/applications/{application.id}/commands';
  const get = (template: string, body: () => unknown): Route => ({
    method: 'GET',
    template,
    needsToken: true,
    handle: () => ({ status: 200, body: body() }),
  });
  return [
    get('/gateway', () => ({ url: gatewayUrl() })),
    get('/gateway/bot', () => ({
      url: gatewayUrl(),
      shards,
      session_start_limit: { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 16 },
    })),
    get('/users/@me', () => world.users.get(world.botUserId)),
    get('/applications/@me', application),
    get('/oauth2/applications/@me', application),
    get(commands, () => [...world.commands.values()]),
    { method: 'PUT', template: commands, needsToken: true, handle: replaceAll },
    { method: 'POST', template: commands, needsToken: true, handle: addOne },
    {
      method: 'GET',
      template: `${commands}/{command.id}`,
      needsToken: true,
      handle: (request) => ({ status: 200, body: find(request) }),
    },
    {
      method: 'DELETE',
      template: `${commands}/{command.id}`,
      needsToken: true,
      handle: (request) => {
        world.commands.delete(find(request).id);
        return { status: 204 };
      },
    },
  ];
}
