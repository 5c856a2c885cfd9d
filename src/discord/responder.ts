/**
 * Answers one interaction. The bodies are Discord's own JSON and go out as they are: discord.js's reply methods would take
 * them apart and put them together again, key by key.
 */
import {
  type BaseInteraction,
  InteractionResponseType,
  MessageFlags,
  type REST,
  type RequestData,
  Routes,
} from 'discord.js';
import type { Choice, Form, Sheet } from '../message.ts';
import type { WireReply } from '../engine/wire-reply.ts';
import { type Patience, arrive } from './arrive.ts';
import { flagsOf, toFiles, toModal } from './payload.ts';

/** Discord waits three seconds for the first answer: time for two attempts, or for one that carries a picture. */
const FIRST_ANSWER_MS = 2700;
const FIRST_ATTEMPT_MS = 1500;
/** A token lasts for fifteen minutes, but nobody waits that long for an answer. */
const LATER: Patience = { attemptMs: 10_000, withinMs: 30_000 };

export interface Responder {
  /** a new message */
  reply(reply: WireReply): Promise<unknown>;
  /** changes the message whose component was used */
  update(reply: WireReply): Promise<unknown>;
  /** opens a form; only as the first answer to a command or a press */
  open(form: Form | Sheet): Promise<unknown>;
  /** "is thinking…"; then `edit` fills it in */
  deferReply(isPrivate: boolean): Promise<unknown>;
  /** takes the press and shows nothing yet; then `edit` changes the message */
  deferUpdate(): Promise<unknown>;
  edit(reply: WireReply): Promise<unknown>;
  followUp(reply: WireReply): Promise<unknown>;
  /** takes back what was deferred */
  remove(): Promise<unknown>;
  suggest(choices: readonly Choice[]): Promise<unknown>;
}

/** @param rest see createAnswerRest */
export function respondTo(
  { id, token, applicationId }: Pick<BaseInteraction, 'id' | 'applicationId'> & { token: string },
  rest: REST,
): Responder {
  const arrivedAt = performance.now();
  const callback = (type: InteractionResponseType, data?: string, files?: WireReply['files']) =>
    arrive(
      (signal) =>
        rest.post(Routes.interactionCallback(id, token), {
          ...request(data === undefined ? `{"type":${type}}` : `{"type":${type},"data":${data}}`, files),
          signal,
        }),
      {
        attemptMs: files ? FIRST_ANSWER_MS : FIRST_ATTEMPT_MS,
        withinMs: FIRST_ANSWER_MS - (performance.now() - arrivedAt),
      },
    );
  const webhook = Routes.webhook(applicationId, token);
  const original = Routes.webhookMessage(applicationId, token);
  return {
    reply: (reply) => callback(InteractionResponseType.ChannelMessageWithSource, newMessage(reply), reply.files),
    update: ({ json, files }) => callback(InteractionResponseType.UpdateMessage, json, files),
    open: (form) => callback(InteractionResponseType.Modal, JSON.stringify(toModal(form))),
    deferReply: (isPrivate) =>
      callback(
        InteractionResponseType.DeferredChannelMessageWithSource,
        JSON.stringify(flagsOf({ private: isPrivate })),
      ),
    deferUpdate: () => callback(InteractionResponseType.DeferredMessageUpdate),
    edit: ({ json, files }) => arrive((signal) => rest.patch(original, { ...request(json, files), signal }), LATER),
    followUp: (reply) =>
      arrive((signal) => rest.post(webhook, { ...request(newMessage(reply), reply.files), signal }), LATER),
    remove: () => arrive((signal) => rest.delete(original, { auth: false, signal }), LATER),
    suggest: (choices) =>
      callback(InteractionResponseType.ApplicationCommandAutocompleteResult, JSON.stringify({ choices })),
  };
}

/** The message with what only a new one has: who sees it. */
function newMessage({ json, private: isPrivate }: WireReply): string {
  return isPrivate ? `${json.slice(0, -1)},"flags":${MessageFlags.Ephemeral}}` : json;
}

/** A request with this JSON as its body. The interaction's own token in the route authorises it. */
function request(json: string, files: WireReply['files']): RequestData {
  // With files discord.js makes a form of both, for which it has to have the body in parts.
  if (files) return { auth: false, body: JSON.parse(json), files: toFiles({ files }) };
  return { auth: false, body: json, passThroughBody: true, headers: { 'content-type': 'application/json' } };
}
