/** The first answer to an interaction: https://discord.com/developers/docs/interactions/receiving-and-responding */
import {
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  type RESTPostAPIInteractionCallbackWithResponseResult,
} from 'discord-api-types/v10';
import type { FileStore } from '../attachments.ts';
import { refusals } from '../errors.ts';
import type { Interactions, OpenInteraction } from '../interactions.ts';
import { createMessage, editMessage } from '../messages.ts';
import { Check, type Json, numberOr } from '../validate/check.ts';
import { checkAutocomplete } from '../validate/command.ts';
import { checkMessage } from '../validate/message.ts';
import { checkModal } from '../validate/modal.ts';
import type { World } from '../world.ts';
import { type RestRequest, type RestResponse, type Route, ok, route } from './router.ts';

export function interactionRoutes(world: World, interactions: Interactions, store: FileStore): Route[] {
  function callback(request: RestRequest): RestResponse {
    const { 'interaction.id': id = '', 'interaction.token': token = '' } = request.params;
    const interaction = interactions.forCallback(id, token);
    const type = request.body.type as InteractionResponseType;
    checkType(interaction, type);
    respond(interaction, type, (request.body.data ?? {}) as Json, request);
    return request.query.get('with_response') === 'true' ? ok(describe(interaction, type)) : { status: 204 };
  }

  function respond(
    interaction: OpenInteraction,
    type: InteractionResponseType,
    data: Json,
    { files }: RestRequest,
  ): void {
    const { channelId, source } = interaction;
    const path = ['data'];
    switch (type) {
      case InteractionResponseType.ChannelMessageWithSource:
        checkMessage(data, { files, path });
        interaction.original = createMessage(world, store, { channelId, body: data, files, interaction });
        interaction.isEphemeral = interaction.original.visibleTo !== null;
        return interactions.answer(interaction, 'replied');
      case InteractionResponseType.DeferredChannelMessageWithSource: {
        const body = { flags: isEphemeral(data) ? MessageFlags.Ephemeral : 0 };
        interaction.isThinking = true;
        interaction.original = createMessage(world, store, { channelId, body, interaction, isThinking: true });
        interaction.isEphemeral = interaction.original.visibleTo !== null;
        return interactions.answer(interaction, 'deferred');
      }
      case InteractionResponseType.UpdateMessage:
      case InteractionResponseType.DeferredMessageUpdate:
        if (!source) return;
        if (type === InteractionResponseType.UpdateMessage) {
          checkMessage(data, { files, path, existing: source.data });
          editMessage(world, store, source, data, files);
        }
        interaction.original = source;
        interaction.isEphemeral = source.visibleTo !== null;
        return interactions.answer(
          interaction,
          type === InteractionResponseType.UpdateMessage ? 'updated' : 'deferred',
        );
      case InteractionResponseType.ApplicationCommandAutocompleteResult:
        checkAutocomplete(data, interaction.focusedType);
        interaction.choices = data.choices as OpenInteraction['choices'];
        return interactions.answer(interaction, 'autocomplete');
      case InteractionResponseType.Modal: {
        const check = new Check(path);
        checkModal(check, data);
        check.done();
        interaction.modal = data as unknown as OpenInteraction['modal'];
        return interactions.answer(interaction, 'modal');
      }
      default:
    }
  }

  return [
    route('POST', '/interactions/{interaction.id}/{interaction.token}/callback', callback, { needsToken: false }),
  ];
}

/** @throws DiscordError when this kind of interaction is not answered like that */
function checkType(interaction: OpenInteraction, type: InteractionResponseType): void {
  const { ApplicationCommandAutocompleteResult, ChannelMessageWithSource, DeferredChannelMessageWithSource } =
    InteractionResponseType;
  const { UpdateMessage, DeferredMessageUpdate, Modal } = InteractionResponseType;
  const allowed: InteractionResponseType[] =
    interaction.type === InteractionType.ApplicationCommandAutocomplete
      ? [ApplicationCommandAutocompleteResult]
      : [ChannelMessageWithSource, DeferredChannelMessageWithSource];
  if (interaction.source) allowed.push(DeferredMessageUpdate, UpdateMessage);
  if (interaction.type === InteractionType.ApplicationCommand || interaction.type === InteractionType.MessageComponent)
    allowed.push(Modal);
  if (allowed.includes(type)) return;
  const message = `Value must be one of {${allowed.sort((a, b) => a - b).join(', ')}}.`;
  throw refusals.invalidBody([{ path: ['type'], code: 'BASE_TYPE_CHOICES', message }]);
}

function describe(
  { id, type, original, isEphemeral, isThinking }: OpenInteraction,
  responseType: InteractionResponseType,
): RESTPostAPIInteractionCallbackWithResponseResult {
  return {
    interaction: {
      id,
      type,
      ...(original && { response_message_id: original.data.id }),
      response_message_loading: isThinking,
      response_message_ephemeral: isEphemeral,
    },
    resource: { type: responseType, ...(original && { message: original.data }) },
  };
}

function isEphemeral(data: Json): boolean {
  return (numberOr(data.flags, 0) & MessageFlags.Ephemeral) !== 0;
}
