/** The way to Discord: getting in, staying in, and being shut out for good. */
import {
  type Client,
  DiscordAPIError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  RESTEvents,
  Routes,
} from 'discord.js';
import type { Logger } from 'pino';
import { OperatorError } from '../errors.ts';

const RENEW_TOKEN =
  'Open your application in the Discord developer portal, choose Bot, then Reset Token, and put the new one into ' +
  'DISCORD_TOKEN (in the environment or in the file .env).';

/**
 * @param lost see `whenLost`: a connection can be shut while it is being made
 * @throws OperatorError when Discord does not know the token or cannot be reached
 */
export async function connect(client: Client, token: string, lost: Promise<OperatorError>): Promise<Client<true>> {
  try {
    const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
    const shutOut = lost.then((error) => {
      throw error;
    });
    await Promise.race([client.login(token), shutOut]);
    return await Promise.race([ready, shutOut]);
  } catch (error) {
    await client.destroy();
    throw toConnectError(error);
  }
}

/** Why there is no way in, as the operator reads it. */
export function toConnectError(error: unknown): OperatorError {
  if (error instanceof OperatorError) return error;
  const { code, status, message } = error as { code?: unknown; status?: unknown; message?: string };
  if (code === DiscordjsErrorCodes.TokenInvalid || status === 401)
    return new OperatorError(`Discord does not accept the token. ${RENEW_TOKEN}`);
  return new OperatorError(`Discord cannot be reached (${message}). Check the network of this machine and try again.`);
}

/**
 * Resolves when Discord has closed the connection in a way that discord.js does not recover from, as when the token was
 * reset: the client lives on and hears nothing more. Other breaks are mended by discord.js itself.
 */
export function whenLost(client: Client, log: Logger): Promise<OperatorError> {
  return new Promise((resolve) => {
    client.on(Events.ShardDisconnect, ({ code }, shard) => {
      log.fatal({ shard, code }, 'Discord closed the connection for good');
      resolve(new OperatorError(sayWhy(code)));
    });
  });
}

function sayWhy(code: GatewayCloseCodes): string {
  if (code === GatewayCloseCodes.AuthenticationFailed) return `Discord accepts the token no longer. ${RENEW_TOKEN}`;
  const name = GatewayCloseCodes[code] ?? 'unknown';
  return (
    `Discord closed the connection for good (${code}, ${name}). Start the bot again; if that does not help, ` +
    'look for a newer version of it.'
  );
}

/**
 * Holds on to the token. discord.js's REST client forgets it with the first 401, and posts nothing any more; but one 401
 * proves nothing. So Discord is asked, with the token, who we are; when it knows us, everything goes on.
 * @returns resolves when Discord does not know the token any more
 */
export function keepToken({ rest }: Client, token: string, log: Logger): Promise<OperatorError> {
  return new Promise((resolve) => {
    let isAsking = false;
    const ask = async () => {
      // The client forgets the token once the answer has been read, which is after this event.
      await new Promise(setImmediate);
      rest.setToken(token);
      try {
        await rest.get(Routes.user());
        log.warn('Discord refused a request with 401, but knows the token; all goes on');
      } catch (error) {
        rest.setToken(token);
        if (!(error instanceof DiscordAPIError && error.status === 401)) return; // asked again with the next 401
        log.fatal('Discord does not know the token any more');
        resolve(new OperatorError(sayWhy(GatewayCloseCodes.AuthenticationFailed)));
      }
    };
    rest.on(RESTEvents.Response, ({ data }, { status }) => {
      // Requests that an interaction's own token authorises say nothing of the bot's.
      if (status !== 401 || data.auth === false || isAsking) return;
      isAsking = true;
      void ask().finally(() => (isAsking = false));
    });
  });
}
