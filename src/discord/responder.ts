/**
 * Answers one interaction. The bodies are Discord's own JSON and go out as they are: discord.js's reply methods would take
 * them apart and put them together again, key by key.
 */
import { type BaseInteraction, InteractionResponseType, Routes } from 'discord.js';
import type { Choice, Form, Reply } from '../command.ts';
import { flagsOf, toBody, toFiles, toModal } from './payload.ts';

export interface Responder {
  /** a new message */
  reply(reply: Reply): Promise<unknown>;
  /** changes the message whose component was used */
  update(reply: Reply): Promise<unknown>;
  /** opens a form; only as the first answer to a press */
  open(form: Form): Promise<unknown>;
  /** "is thinking…"; then `edit` fills it in */
  deferReply(isPrivate: boolean): Promise<unknown>;
  /** takes the press and shows nothing yet; then `edit` changes the message */
  deferUpdate(): Promise<unknown>;
  edit(reply: Reply): Promise<unknown>;
  followUp(reply: Reply): Promise<unknown>;
  /** takes back what was deferred */
  remove(): Promise<unknown>;
  suggest(choices: readonly Choice[]): Promise<unknown>;
}

export function respondTo({
  id,
  token,
  applicationId,
  client: { rest },
}: BaseInteraction & { token: string }): Responder {
  // The interaction's own token authorises these requests.
  const auth = false;
  const callback = (type: InteractionResponseType, data?: unknown, files = toFiles({})) =>
    rest.post(Routes.interactionCallback(id, token), {
      auth,
      files,
      body: { type, ...(data !== undefined && { data }) },
    });
  const webhook = Routes.webhook(applicationId, token);
  const original = Routes.webhookMessage(applicationId, token);
  return {
    reply: (reply) =>
      callback(
        InteractionResponseType.ChannelMessageWithSource,
        { ...toBody(reply), ...flagsOf(reply) },
        toFiles(reply),
      ),
    update: (reply) => callback(InteractionResponseType.UpdateMessage, toBody(reply), toFiles(reply)),
    open: (form) => callback(InteractionResponseType.Modal, toModal(form)),
    deferReply: (isPrivate) =>
      callback(InteractionResponseType.DeferredChannelMessageWithSource, flagsOf({ private: isPrivate })),
    deferUpdate: () => callback(InteractionResponseType.DeferredMessageUpdate),
    edit: (reply) => rest.patch(original, { auth, body: toBody(reply), files: toFiles(reply) }),
    followUp: (reply) =>
      rest.post(webhook, { auth, body: { ...toBody(reply), ...flagsOf(reply) }, files: toFiles(reply) }),
    remove: () => rest.delete(original, { auth }),
    suggest: (choices) => callback(InteractionResponseType.ApplicationCommandAutocompleteResult, { choices }),
  };
}
