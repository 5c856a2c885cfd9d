/** Somebody at the keyboard: sees messages, types commands, presses buttons. */
import {
  type APIApplicationCommand,
  type APIApplicationCommandOptionChoice,
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  ApplicationIntegrationType,
  type APIMessageComponent,
  ComponentType,
  InteractionContextType,
  InteractionType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { Gateway } from './gateway/server.ts';
import type { InteractionStatus, Interactions, OpenInteraction } from './interactions.ts';
import { type OptionValue, RefusedByClient, fillInOptions } from './options.ts';
import { apiChannel, apiMember } from './payloads.ts';
import { guildPermissions, permissionsIn } from './permissions.ts';
import type { Channel, StoredMessage, World } from './world.ts';

export type Modal = APIModalInteractionResponseCallbackData & { channelId: string };

/** What came of a command or a press. */
export interface InteractionOutcome {
  status: InteractionStatus | 'refused';
  /** the reply, or the message that was updated */
  message?: APIMessage;
  modal?: Modal;
  /** whether only this person sees the answer */
  ephemeral: boolean;
  /** why Discord itself would not let it through */
  refusal?: string;
  /** the reply, once a deferred one has been filled in */
  final(): Promise<APIMessage>;
}

/** As of a message that a person points at. */
type MessageRef = Pick<APIMessage, 'id' | 'channel_id'>;

export class Person {
  readonly userId: string;
  readonly #world: World;
  readonly #interactions: Interactions;
  readonly #gateway: Gateway;

  constructor(userId: string, world: World, interactions: Interactions, gateway: Gateway) {
    this.userId = userId;
    this.#world = world;
    this.#interactions = interactions;
    this.#gateway = gateway;
  }

  /** The channel of direct messages with the bot. */
  openDm(): string {
    return this.#world.openDm(this.userId).id;
  }

  /** What this person sees in a channel, oldest first. */
  messages(channelId: string): APIMessage[] {
    const channel = this.#world.channels.get(channelId);
    if (!channel || !this.#may(channel, PermissionFlagsBits.ViewChannel)) return [];
    return this.#world
      .listMessages(channelId)
      .filter((message) => this.#sees(message))
      .map((message) => ({ ...message.data }));
  }

  /** One message as it is now, if this person sees it. */
  message({ id, channel_id: channelId }: MessageRef): APIMessage | undefined {
    const message = this.#world.findMessage(channelId, id);
    return message && this.#sees(message) ? { ...message.data } : undefined;
  }

  /** The commands that this person may use in a channel. */
  commands(channelId: string): APIApplicationCommand[] {
    const channel = this.#world.channels.get(channelId);
    return channel ? [...this.#world.commands.values()].filter((command) => this.#mayUse(command, channel)) : [];
  }

  /** Sends a slash command; `name` may name a subcommand too: `daily setup`. */
  async slash(
    channelId: string,
    name: string,
    values: Readonly<Record<string, OptionValue>> = {},
  ): Promise<InteractionOutcome> {
    return this.#ask(channelId, InteractionType.ApplicationCommand, null, (channel) => {
      const [commandName = '', ...path] = name.split(' ');
      const command = this.#command(commandName, channel);
      const { options, resolved } = fillInOptions(this.#world, { command, path, values, channelId });
      return {
        id: command.id,
        name: command.name,
        type: command.type,
        options,
        ...(Object.keys(resolved).length > 0 && { resolved }),
      };
    });
  }

  /** What is offered for an option while it is being typed. */
  async autocomplete(
    channelId: string,
    name: string,
    values: Readonly<Record<string, OptionValue>>,
    focused: string,
  ): Promise<readonly APIApplicationCommandOptionChoice[]> {
    const { interaction, answered } = this.#open(channelId, null, null);
    const channel = this.#channel(channelId);
    const [commandName = '', ...path] = name.split(' ');
    const command = this.#command(commandName, channel);
    const { options } = fillInOptions(this.#world, { command, path, values, channelId, focused });
    const data = { id: command.id, name: command.name, type: command.type, options };
    this.#dispatch(interaction, channel, InteractionType.ApplicationCommandAutocomplete, data);
    return (await answered).choices;
  }

  /** Presses a button. */
  async press(message: MessageRef, customId: string): Promise<InteractionOutcome> {
    return this.#useComponent(message, customId, ComponentType.Button, undefined);
  }

  /** Chooses from a select menu. */
  async select(message: MessageRef, customId: string, values: readonly string[]): Promise<InteractionOutcome> {
    return this.#useComponent(message, customId, ComponentType.StringSelect, values);
  }

  /** Fills in and sends a pop-up form. */
  async submit(modal: Modal, fields: Readonly<Record<string, string>>): Promise<InteractionOutcome> {
    return this.#ask(modal.channelId, InteractionType.ModalSubmit, null, () => {
      const fill = (component: Record<string, unknown>): unknown => {
        if (Array.isArray(component.components)) {
          return { type: component.type, components: (component.components as Record<string, unknown>[]).map(fill) };
        }
        if (component.component)
          return { type: component.type, component: fill(component.component as Record<string, unknown>) };
        const id = String(component.custom_id);
        return {
          type: component.type,
          custom_id: id,
          value: fields[id] ?? (component.value as string | undefined) ?? '',
        };
      };
      const components = (modal.components as unknown as Record<string, unknown>[]).map(fill);
      return { custom_id: modal.custom_id, components };
    });
  }

  async #useComponent(
    ref: MessageRef,
    customId: string,
    type: ComponentType,
    values: readonly string[] | undefined,
  ): Promise<InteractionOutcome> {
    const message = this.#world.findMessage(ref.channel_id, ref.id);
    return this.#ask(ref.channel_id, InteractionType.MessageComponent, message ?? null, () => {
      if (!message || !this.#sees(message)) throw new RefusedByClient('There is no such message.');
      const component = findComponent(message.data.components ?? [], customId);
      // A message that was changed meanwhile may still be seen in its old form on a slow line; Discord lets such a press
      // through, and the bot has to cope with it.
      if (component && 'disabled' in component && component.disabled)
        throw new RefusedByClient('This button is disabled.');
      return { custom_id: customId, component_type: type, ...(values && { values }) };
    });
  }

  async #ask(
    channelId: string,
    type: InteractionType,
    source: StoredMessage | null,
    makeData: (channel: Channel) => Record<string, unknown>,
  ): Promise<InteractionOutcome> {
    let channel: Channel;
    let data: Record<string, unknown>;
    try {
      channel = this.#channel(channelId);
      data = makeData(channel);
    } catch (error) {
      if (!(error instanceof RefusedByClient)) throw error;
      const final = () => Promise.reject(error);
      return { status: 'refused', refusal: error.message, ephemeral: true, final };
    }
    const name = type === InteractionType.ApplicationCommand ? String(data.name) : null;
    const { interaction, answered } = this.#open(channelId, name, source);
    this.#dispatch(interaction, channel, type, data);
    return this.#outcome(await answered);
  }

  #outcome(interaction: OpenInteraction): InteractionOutcome {
    const { status, original, modal, isEphemeral, channelId } = interaction;
    return {
      status: status ?? 'no-response',
      ephemeral: isEphemeral,
      // As it is now: a later edit must not change what this person saw.
      ...(original && { message: { ...original.data } }),
      ...(modal && { modal: { ...modal, channelId } }),
      final: async () => ({ ...(await this.#interactions.whenFinal(interaction)).data }),
    };
  }

  #open(channelId: string, commandName: string | null, source: StoredMessage | null) {
    const guildId = this.#world.channels.get(channelId)?.guildId ?? null;
    return this.#interactions.open({ userId: this.userId, channelId, guildId, commandName, source });
  }

  #dispatch(
    interaction: OpenInteraction,
    channel: Channel,
    type: InteractionType,
    data: Record<string, unknown>,
  ): void {
    const world = this.#world;
    const user = world.users.get(this.userId);
    const guild = channel.guildId ? world.guilds.get(channel.guildId) : undefined;
    const member = guild?.members.get(this.userId);
    this.#gateway.dispatch(
      'INTERACTION_CREATE',
      {
        id: interaction.id,
        application_id: world.applicationId,
        type,
        data,
        token: interaction.token,
        version: 1,
        channel_id: channel.id,
        channel: { ...apiChannel(world, channel), permissions: permissionsIn(world, channel, this.userId).toString() },
        ...(guild && member
          ? {
              guild_id: guild.id,
              guild: { id: guild.id, locale: 'en-US', features: [] },
              guild_locale: 'en-US',
              member: {
                ...apiMember(world, member),
                permissions: permissionsIn(world, channel, this.userId).toString(),
              },
            }
          : { user }),
        ...(interaction.source && { message: interaction.source.data }),
        app_permissions: permissionsIn(world, channel, world.botUserId).toString(),
        locale: 'en-US',
        entitlements: [],
        authorizing_integration_owners: { [ApplicationIntegrationType.GuildInstall]: guild?.id ?? '0' },
        context: guild ? InteractionContextType.Guild : InteractionContextType.BotDM,
        attachment_size_limit: 10_485_760,
      },
      channel.guildId,
    );
  }

  #channel(channelId: string): Channel {
    const channel = this.#world.channels.get(channelId);
    if (!channel || !this.#may(channel, PermissionFlagsBits.ViewChannel))
      throw new RefusedByClient('There is no such channel.');
    return channel;
  }

  #command(name: string, channel: Channel): APIApplicationCommand {
    const command = [...this.#world.commands.values()].find((other) => other.name === name);
    if (!command) throw new RefusedByClient(`There is no command /${name}.`);
    if (!this.#mayUse(command, channel)) throw new RefusedByClient(`You may not use /${name} here.`);
    return command;
  }

  #mayUse(command: APIApplicationCommand, channel: Channel): boolean {
    const context = channel.guildId === null ? InteractionContextType.BotDM : InteractionContextType.Guild;
    if (command.contexts && !command.contexts.includes(context)) return false;
    if (!this.#may(channel, PermissionFlagsBits.UseApplicationCommands)) return false;
    const needed = command.default_member_permissions;
    const guild = channel.guildId ? this.#world.guilds.get(channel.guildId) : undefined;
    if (!needed || !guild) return true;
    const own = guildPermissions(guild, this.userId);
    return (own & BigInt(needed)) === BigInt(needed) || (own & PermissionFlagsBits.Administrator) !== 0n;
  }

  #may(channel: Channel, permission: bigint): boolean {
    return (permissionsIn(this.#world, channel, this.userId) & permission) === permission;
  }

  #sees(message: StoredMessage): boolean {
    return message.visibleTo === null || message.visibleTo === this.userId;
  }
}

function findComponent(components: readonly APIMessageComponent[], customId: string): APIMessageComponent | undefined {
  for (const component of components) {
    if ('custom_id' in component && component.custom_id === customId) return component;
    const inner =
      'components' in component ? findComponent(component.components as APIMessageComponent[], customId) : undefined;
    if (inner) return inner;
    if ('accessory' in component && 'custom_id' in component.accessory && component.accessory.custom_id === customId)
      return component.accessory;
  }
  return undefined;
}
