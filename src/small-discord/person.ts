/** Somebody at the keyboard: sees messages, types commands, presses buttons. */
import {
  type APIApplicationCommand,
  type APIApplicationCommandOptionChoice,
  type APIMessage,
  ApplicationCommandType,
  InteractionType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { choiceData, findComponent, pressData } from './component-use.ts';
import { type FormFields, formData } from './form-data.ts';
import type { Gateway } from './gateway/server.ts';
import { isKeptPrivate, ownersOf, ownersOfMessage } from './installation.ts';
import { interactionPayload } from './interaction-payload.ts';
import type { AskedInteraction, Interactions, OpenInteraction } from './interactions.ts';
import { type OptionValue, fillInOptions } from './options.ts';
import { type InteractionOutcome, type Modal, outcomeOf, refusedOutcome } from './outcome.ts';
import { guildPermissions, permissionsIn } from './permissions.ts';
import { RefusedByClient } from './resolved.ts';
import { erase, react, rewrite, seenBy, write } from './talk.ts';
import type { Channel, StoredMessage, World } from './world.ts';

/** A message that a person points at. With its components, it is the message as this person has it on the screen. */
export type MessageRef = Pick<APIMessage, 'id' | 'channel_id' | 'components'>;

export type OptionValues = Readonly<Record<string, OptionValue>>;

type Asking = Pick<AskedInteraction, 'type' | 'owners'> & Partial<AskedInteraction>;

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

  /**
   * Writes something.
   * @param answered the id of a message here that it answers
   * @throws RefusedByClient where this person may not do so, as all that follow
   */
  say(channelId: string, content: string, answered?: string): APIMessage {
    const channel = this.#channel(channelId);
    const message = answered === undefined ? undefined : this.#visible({ id: answered, channel_id: channelId });
    return { ...write(this.#world, this.userId, channel, content, message).data };
  }

  /** Changes a message of one's own. */
  edit(ref: Pick<MessageRef, 'id' | 'channel_id'>, content: string): void {
    rewrite(this.#world, this.userId, this.#visible(ref), content);
  }

  /** Deletes a message: one's own, or anybody's where this person may manage messages. */
  delete(ref: Pick<MessageRef, 'id' | 'channel_id'>): void {
    erase(this.#world, this.userId, this.#channel(ref.channel_id), this.#visible(ref));
  }

  /** Adds a reaction to a message, or takes one's own back. */
  react(ref: Pick<MessageRef, 'id' | 'channel_id'>, emoji: string, isOn = true): void {
    react(this.#world, this.userId, this.#channel(ref.channel_id), this.#visible(ref), emoji, isOn);
  }

  /** What this person sees in a channel, oldest first. */
  messages(channelId: string): APIMessage[] {
    const channel = this.#world.channels.get(channelId);
    if (!channel || !this.#may(channel, PermissionFlagsBits.ViewChannel)) return [];
    return this.#world
      .listMessages(channelId)
      .filter((message) => this.#sees(message))
      .map((message) => seenBy(message, this.userId));
  }

  /** One message as it is now, if this person sees it. */
  message(ref: string | Pick<MessageRef, 'id'>): APIMessage | undefined {
    const message = this.#world.findMessageById(typeof ref === 'string' ? ref : ref.id);
    return message && this.#sees(message) ? seenBy(message, this.userId) : undefined;
  }

  /** The commands that this person may use in a channel: slash commands, and those in the menu of a message. */
  commands(channelId: string): APIApplicationCommand[] {
    const channel = this.#world.channels.get(channelId);
    return channel ? [...this.#world.commands.values()].filter((command) => this.#mayUse(command, channel)) : [];
  }

  /** Sends a slash command; `name` may name a subcommand too (`daily setup`), or `values.subcommand` does. */
  async slash(channelId: string, name: string, values: OptionValues = {}): Promise<InteractionOutcome> {
    return this.#ask(channelId, (channel) => {
      const { command, path, rest } = this.#command(name, values, channel);
      const data = this.#fillIn(command, path, rest, channelId);
      const asking = {
        type: InteractionType.ApplicationCommand,
        commandName: [command.name, ...path].join(' '),
        owners: this.#owners(command, channel),
      };
      return { asking, data: data.sent };
    });
  }

  /**
   * What is offered for an option while it is being typed; nothing when the bot says nothing.
   * @throws RefusedByClient when nothing can be offered
   */
  async autocomplete(
    channelId: string,
    name: string,
    values: OptionValues,
    focused: string,
  ): Promise<readonly APIApplicationCommandOptionChoice[]> {
    const channel = this.#channel(channelId);
    const { command, path, rest } = this.#command(name, values, channel);
    const { sent, focusedType } = this.#fillIn(command, path, rest, channelId, focused);
    const asking = {
      type: InteractionType.ApplicationCommandAutocomplete,
      commandName: command.name,
      focusedType,
      owners: this.#owners(command, channel),
    };
    return (await this.#send(channel, asking, sent)).choices;
  }

  /** Uses a message command: one in the menu of a message, under "Apps". */
  async useOn(ref: Pick<MessageRef, 'id' | 'channel_id'>, name: string): Promise<InteractionOutcome> {
    return this.#ask(ref.channel_id, (channel) => {
      const target = this.#visible(ref);
      if (target.visibleTo !== null) throw new RefusedByClient('Apps cannot be used on a message that only you see.');
      const command = this.#allowed(name, ApplicationCommandType.Message, channel);
      const { id, type, guild_id: guildId } = command;
      const owners = this.#owners(command, channel);
      const { data: message } = target;
      return {
        asking: { type: InteractionType.ApplicationCommand, commandName: name, target, owners },
        data: {
          id,
          name,
          type,
          target_id: message.id,
          resolved: { messages: { [message.id]: message } },
          ...(guildId && { guild_id: guildId }),
        },
      };
    });
  }

  /** Presses a button. */
  async press(message: MessageRef, customId: string): Promise<InteractionOutcome> {
    return this.#use(message, (stored) => pressData(findComponent(stored.data, message, customId), customId));
  }

  /** Chooses from a select menu. */
  async select(message: MessageRef, customId: string, values: readonly string[]): Promise<InteractionOutcome> {
    const where = { channelId: message.channel_id, userId: this.userId };
    return this.#use(message, (stored) =>
      choiceData(this.#world, findComponent(stored.data, message, customId), values, where),
    );
  }

  /** Fills in and sends a pop-up form. What is not named keeps what the form held. */
  async submit(modal: Modal, fields: FormFields): Promise<InteractionOutcome> {
    const { channelId, interactionId } = modal;
    return this.#ask(channelId, () => {
      const openedBy = this.#interactions.find(interactionId);
      if (openedBy?.userId !== this.userId) throw new RefusedByClient('This form is not open.');
      const data = formData(this.#world, modal, fields, { channelId, userId: this.userId });
      const { source, owners } = openedBy;
      return { asking: { type: InteractionType.ModalSubmit, source, openedBy, owners }, data };
    });
  }

  async #use(ref: MessageRef, makeData: (stored: StoredMessage) => unknown): Promise<InteractionOutcome> {
    return this.#ask(ref.channel_id, (channel) => {
      const source = this.#visible(ref);
      const owners = ownersOfMessage(source, channel);
      return { asking: { type: InteractionType.MessageComponent, source, owners }, data: makeData(source) };
    });
  }

  async #ask(
    channelId: string,
    prepare: (channel: Channel) => { asking: Asking; data: unknown },
  ): Promise<InteractionOutcome> {
    let channel: Channel;
    let prepared: { asking: Asking; data: unknown };
    try {
      channel = this.#channel(channelId);
      prepared = prepare(channel);
    } catch (error) {
      if (error instanceof RefusedByClient) return refusedOutcome(error);
      throw error;
    }
    return outcomeOf(await this.#send(channel, prepared.asking, prepared.data), this.#interactions);
  }

  /** Tells the bot, and waits for its answer. */
  #send(channel: Channel, asking: Asking, data: unknown): Promise<OpenInteraction> {
    const { interaction, answered } = this.#interactions.open({
      userId: this.userId,
      channelId: channel.id,
      guildId: channel.guildId,
      commandName: null,
      source: null,
      target: null,
      openedBy: null,
      focusedType: null,
      isKeptPrivate: isKeptPrivate(this.#world, channel, this.userId, asking.owners),
      ...asking,
    });
    const payload = interactionPayload(this.#world, interaction, channel, data);
    this.#gateway.dispatch('INTERACTION_CREATE', payload, channel.guildId);
    return answered;
  }

  #fillIn(
    command: APIApplicationCommand,
    path: readonly string[],
    values: OptionValues,
    channelId: string,
    focused?: string,
  ) {
    const filling = {
      command,
      path,
      values,
      channelId,
      userId: this.userId,
      ...(focused !== undefined && { focused }),
    };
    const { options, resolved, focusedType } = fillInOptions(this.#world, filling);
    const sent = {
      id: command.id,
      name: command.name,
      type: command.type,
      options,
      ...(Object.keys(resolved).length > 0 && { resolved }),
      ...(command.guild_id && { guild_id: command.guild_id }),
    };
    return { sent, focusedType };
  }

  #channel(channelId: string): Channel {
    const channel = this.#world.channels.get(channelId);
    if (!channel || !this.#may(channel, PermissionFlagsBits.ViewChannel))
      throw new RefusedByClient('There is no such channel.');
    return channel;
  }

  /** The command that is meant, the way to its subcommand, and the values without it. */
  #command(name: string, values: OptionValues, channel: Channel) {
    const [commandName = '', ...path] = name.split(' ');
    const command = this.#allowed(commandName, ApplicationCommandType.ChatInput, channel);
    const { subcommand, group, ...rest } = values;
    if (path.length > 0 || typeof subcommand !== 'string') return { command, path, rest: values };
    return { command, path: typeof group === 'string' ? [group, subcommand] : [subcommand], rest };
  }

  /** @throws RefusedByClient when there is none of this name and type, or this person may not use it here */
  #allowed(name: string, type: ApplicationCommandType, channel: Channel): APIApplicationCommand {
    const named = this.#named(name, type, channel);
    const command = named.find((one) => this.#mayUse(one, channel));
    if (command) return command;
    const shown = type === ApplicationCommandType.ChatInput ? `/${name}` : `"${name}"`;
    throw new RefusedByClient(named.length > 0 ? `You may not use ${shown} here.` : `There is no command ${shown}.`);
  }

  #named(name: string, type: ApplicationCommandType, channel: Channel): APIApplicationCommand[] {
    const found: APIApplicationCommand[] = [];
    for (const command of this.#world.commands.values()) {
      const isHere = !command.guild_id || command.guild_id === channel.guildId;
      if (command.name === name && command.type === type && isHere) found.push(command);
    }
    return found;
  }

  #mayUse(command: APIApplicationCommand, channel: Channel): boolean {
    if (command.guild_id && command.guild_id !== channel.guildId) return false;
    if (Object.keys(this.#owners(command, channel)).length === 0) return false;
    if (!this.#may(channel, PermissionFlagsBits.UseApplicationCommands)) return false;
    const needed = command.default_member_permissions;
    const guild = channel.guildId ? this.#world.guilds.get(channel.guildId) : undefined;
    if (needed == null || !guild) return true;
    const own = guildPermissions(guild, this.userId);
    if (own & PermissionFlagsBits.Administrator) return true;
    // "0" is for administrators alone.
    return needed !== '0' && (own & BigInt(needed)) === BigInt(needed);
  }

  /** @throws RefusedByClient when there is no such message, or not for this person */
  #visible(ref: Pick<MessageRef, 'id' | 'channel_id'>): StoredMessage {
    const message = this.#world.findMessage(ref.channel_id, ref.id);
    if (!message || !this.#sees(message)) throw new RefusedByClient('There is no such message.');
    return message;
  }

  #owners(command: APIApplicationCommand, channel: Channel) {
    return ownersOf(this.#world, command, channel, this.userId);
  }

  #may(channel: Channel, permission: bigint): boolean {
    return (permissionsIn(this.#world, channel, this.userId) & permission) === permission;
  }

  #sees({ visibleTo, data }: StoredMessage): boolean {
    if (visibleTo !== null) return visibleTo === this.userId;
    const channel = this.#world.channels.get(data.channel_id);
    return channel !== undefined && this.#may(channel, PermissionFlagsBits.ViewChannel);
  }
}
