/** What follows the first answer to an interaction: changing it, and further messages, for 15 minutes. */
import type { FileStore } from '../attachments.ts';
import { refusals } from '../errors.ts';
import { isBroughtAlong } from '../installation.ts';
import type { Interactions, OpenInteraction } from '../interactions.ts';
import { type MessageBody, createMessage, editMessage } from '../messages.ts';
import { checkMessage } from '../validate/message.ts';
import type { StoredMessage, World } from '../world.ts';
import { type RestRequest, type RestResponse, type Route, ok, route } from './router.ts';

/** More does a bot not get that somebody brings along: see installation.ts. */
const MOST_FOLLOW_UPS = 5;

export function webhookRoutes(world: World, interactions: Interactions, store: FileStore): Route[] {
  function interactionOf({ params }: RestRequest): OpenInteraction {
    if (params['application.id'] !== world.applicationId) throw refusals.unknownWebhook();
    return interactions.forWebhook(params['webhook.token'] ?? '');
  }

  /** The message that a route names. A token gives access to the messages of its own interaction only. */
  function target(interaction: OpenInteraction, { params }: RestRequest): StoredMessage {
    const named = params['message.id'] ?? '';
    const id = named === '@original' ? interaction.original?.data.id : named;
    const isOwn = id !== undefined && (id === interaction.original?.data.id || interaction.messageIds.has(id));
    const message = isOwn ? world.findMessage(interaction.channelId, id) : undefined;
    if (!message) throw refusals.unknownMessage();
    return message;
  }

  function edit(request: RestRequest): RestResponse {
    const interaction = interactionOf(request);
    const message = target(interaction, request);
    checkMessage(request.body, { files: request.files, existing: message.data });
    editMessage(world, store, message, request.body, request.files);
    if (message === interaction.original) {
      interactions.settle(interaction, message, message === interaction.source ? 'updated' : 'replied');
    }
    return ok(message.data);
  }

  function followUp(request: RestRequest): RestResponse {
    const interaction = interactionOf(request);
    const { files } = request;
    const body = request.body as MessageBody;
    const { original, isThinking } = interaction;
    if (isThinking && original) {
      // The first message after deferring takes the place of the thinking one, and is as private as that one.
      checkMessage(request.body, { files });
      editMessage(world, store, original, body, files);
      interactions.settle(interaction, original, 'replied');
      return ok(original.data);
    }
    checkMessage(request.body, { files });
    if (isBroughtAlong(interaction.owners) && interaction.followUps >= MOST_FOLLOW_UPS)
      throw refusals.tooManyFollowUps();
    interaction.followUps++;
    const message = createMessage(world, store, { channelId: interaction.channelId, body, files, interaction });
    interactions.settle(interaction, message, 'replied');
    return ok(message.data);
  }

  function remove(request: RestRequest): RestResponse {
    const interaction = interactionOf(request);
    const message = target(interaction, request);
    world.removeMessage(message.data.channel_id, message.data.id);
    if (message === interaction.original) {
      interaction.original = null;
      interaction.isThinking = false;
    }
    return { status: 204 };
  }

  const webhook = '/webhooks/{application.id}/{webhook.token}';
  const withoutToken = { needsToken: false };
  return [
    route('POST', webhook, followUp, withoutToken),
    route(
      'GET',
      `${webhook}/messages/{message.id}`,
      (request) => ok(target(interactionOf(request), request).data),
      withoutToken,
    ),
    route('PATCH', `${webhook}/messages/{message.id}`, edit, withoutToken),
    route('DELETE', `${webhook}/messages/{message.id}`, remove, withoutToken),
  ];
}
