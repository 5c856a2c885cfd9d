/** Which of the bot's requests made or changed which message. */
import type { APIMessage } from 'discord-api-types/v10';
import type { RecordedRequest, SmallDiscord } from '../../small-discord/index.ts';
import type { RequestView } from './protocol.ts';

const MOST_SHOWN = 50;
const MOST_REMEMBERED = 5000;

export interface Traces {
  /** An answer to this interaction is about this message. */
  remember(interactionId: string, messageId: string | undefined): void;
  /** The requests behind a message, or the latest of all; oldest first. */
  find(messageId: string | null): RequestView[];
}

export function createTraces(discord: SmallDiscord): Traces {
  const messageOf = new Map<string, string>();

  function isBehind(request: RecordedRequest, message: APIMessage | undefined, messageId: string): boolean {
    const { path, response } = request;
    if (path.includes(`/messages/${messageId}`)) return true;
    if ((response as { id?: unknown } | null | undefined)?.id === messageId) return true;
    const interactionId = interactionIn(path);
    if (!interactionId) return false;
    return messageOf.get(interactionId) === messageId || message?.interaction_metadata?.id === interactionId;
  }

  return {
    remember(interactionId, messageId) {
      if (!messageId || !interactionId) return;
      messageOf.set(interactionId, messageId);
      const [oldest] = messageOf.keys();
      if (messageOf.size > MOST_REMEMBERED && oldest) messageOf.delete(oldest);
    },
    find(messageId) {
      const message = messageId ? discord.world.findMessageById(messageId)?.data : undefined;
      const { requests } = discord;
      const found = messageId ? requests.filter((request) => isBehind(request, message, messageId)) : requests;
      return found.slice(-MOST_SHOWN).map(requestView);
    },
  };
}

/** The interaction that a request answers: its id is in the path, or in the token that is in the path. */
function interactionIn(path: string): string | undefined {
  const callback = /^\/interactions\/(\d+)\//.exec(path)?.[1];
  if (callback) return callback;
  const token = /^\/webhooks\/\d+\/([^/]+)/.exec(path)?.[1];
  return token && /^interaction:(\d+):/.exec(Buffer.from(token, 'base64url').toString('latin1'))?.[1];
}

export function requestView(request: RecordedRequest): RequestView {
  const { method, path, query, body, files, status, response, at, refusal } = request;
  return {
    method,
    // A token says nothing to the eye.
    path: path.replace(/^(\/(?:interactions|webhooks)\/\d+\/[^/]{12})[^/]+/, '$1…'),
    query,
    body,
    files,
    status,
    response,
    at,
    refusal: refusal && {
      message: refusal.message,
      code: refusal.code,
      fields: refusal.fields.map((field) => ({ path: field.path.join('.'), message: field.message })),
    },
  };
}
