/** Answering interactions: the callback, `@original`, and follow-ups. */
import { InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import { refusals } from '../errors.ts';
import type { Interactions, OpenInteraction } from '../interactions.ts';
import { type FileStore, type MessageBody, createMessage, editMessage } from '../messages.ts';
import { Check, type Json } from '../validate/check.ts';
import { checkAutocomplete } from '../validate/command.ts';
import { checkModal } from '../validate/components.ts';
import { checkMessage } from '../validate/message.ts';
import type { StoredMessage, World } from '../world.ts';
import type { RestRequest, RestResponse, Route } from './router.ts';

export function interactionRoutes(world: World, interactions: Interactions, store: FileStore): Route[] {
  function callback(request: RestRequest): RestResponse {
    const { 'interaction.id': id = '', 'interaction.token': token = '' } = request.params;
    const interaction = interactions.forCallback(id, token);
    const { type, data = {} } = request.body as { type: InteractionResponseType; data?: Json };
    respond(interaction, type, data, request);
    if (request.query.get('with_response') !== 'true') return { status: 204 };
    const { original } = interaction;
    return {
      status: 200,
      body: {
        interaction: {
          id,
          type: 2,
          response_message_id: original?.data.id,
          response_message_ephemeral: interaction.isEphemeral,
        },
        resource: { type, message: original?.data },
      },
    };
  }

  function respond(
    interaction: OpenInteraction,
    type: InteractionResponseType,
    data: Json,
    { files }: RestRequest,
  ): void {
    switch (type) {
      case InteractionResponseType.ChannelMessageWithSource:
        checkMessage(data, { files: files.length });
        interaction.isEphemeral = isEphemeral(data);
        interaction.original = createMessage(
          world,
          interaction.channelId,
          data as MessageBody,
          files,
          store,
          interaction,
        );
        return interactions.answer(interaction, 'replied');
      case InteractionResponseType.DeferredChannelMessageWithSource:
        interaction.isEphemeral = isEphemeral(data);
        return interactions.answer(interaction, 'deferred');
      case InteractionResponseType.UpdateMessage:
      case InteractionResponseType.DeferredMessageUpdate: {
        const { source } = interaction;
        if (!source) throw invalidType();
        interaction.original = source;
        interaction.isEphemeral = source.visibleTo !== null;
        if (type === InteractionResponseType.UpdateMessage) {
          checkMessage(data, { files: files.length, isEdit: true });
          editMessage(world, source, data as MessageBody, files, store);
        }
        return interactions.answer(interaction, 'updated');
      }
      case InteractionResponseType.ApplicationCommandAutocompleteResult:
        checkAutocomplete(data);
        interaction.choices = data.choices as OpenInteraction['choices'];
        return interactions.answer(interaction, 'autocomplete');
      case InteractionResponseType.Modal: {
        const check = new Check();
        checkModal(check, data);
        check.done();
        interaction.modal = data as unknown as OpenInteraction['modal'];
        return interactions.answer(interaction, 'modal');
      }
      default:
        throw invalidType();
    }
  }

  /** The message that a webhook route names. A message of another interaction is unknown to this one's token. */
  function target(interaction: OpenInteraction, id: string): StoredMessage {
    if (id === '@original') {
      if (!interaction.original) throw refusals.unknownMessage();
      return interaction.original;
    }
    const message = world.findMessage(interaction.channelId, id);
    if (!message) throw refusals.unknownMessage();
    return message;
  }

  function edit({ params, body, files }: RestRequest): RestResponse {
    const interaction = interactions.forWebhook(params['webhook.token'] ?? '');
    const id = params['message.id'] ?? '';
    checkMessage(body as Json, { files: files.length, isEdit: true });
    if (id === '@original' && interaction.status === 'deferred') {
      const flags = interaction.isEphemeral ? MessageFlags.Ephemeral : 0;
      const filled = { ...(body as MessageBody), flags: Number((body as MessageBody).flags ?? 0) | flags };
      const message = createMessage(world, interaction.channelId, filled, files, store, interaction);
      interactions.fillIn(interaction, message);
      return { status: 200, body: message.data };
    }
    const message = target(interaction, id);
    editMessage(world, message, body as MessageBody, files, store);
    return { status: 200, body: message.data };
  }

  function followUp({ params, body, files }: RestRequest): RestResponse {
    const interaction = interactions.forWebhook(params['webhook.token'] ?? '');
    checkMessage(body as Json, { files: files.length });
    const message = createMessage(world, interaction.channelId, body as MessageBody, files, store, interaction);
    return { status: 200, body: message.data };
  }

  function remove({ params }: RestRequest): RestResponse {
    const interaction = interactions.forWebhook(params['webhook.token'] ?? '');
    const id = params['message.id'] ?? '';
    // A deferred reply can be taken back before it holds anything.
    if (id === '@original' && interaction.status === 'deferred') {
      interaction.status = 'replied';
      return { status: 204 };
    }
    const message = target(interaction, id);
    world.removeMessage(message.data.channel_id, message.data.id);
    return { status: 204 };
  }

  const webhook = '/webhooks/{application.id}/{webhook.token}';
  return [
    {
      method: 'POST',
      template: '/interactions/{interaction.id}/{interaction.token}/callback',
      needsToken: false,
      handle: callback,
    },
    { method: 'POST', template: webhook, needsToken: false, handle: followUp },
    {
      method: 'GET',
      template: `${webhook}/messages/{message.id}`,
      needsToken: false,
      handle: ({ params }) => {
        const interaction = interactions.forWebhook(params['webhook.token'] ?? '');
        return { status: 200, body: target(interaction, params['message.id'] ?? '').data };
      },
    },
    { method: 'PATCH', template: `${webhook}/messages/{message.id}`, needsToken: false, handle: edit },
    { method: 'DELETE', template: `${webhook}/messages/{message.id}`, needsToken: false, handle: remove },
  ];
}

function isEphemeral(data: Json): boolean {
  return (Number(data.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}

function invalidType() {
  return refusals.invalidBody([
    { path: ['type'], code: 'BASE_TYPE_CHOICES', message: 'Value must be one of the allowed types.' },
  ]);
}
