import { type Client, Events } from 'discord.js';
import type { Logger } from 'pino';
import type { Engine } from '../engine/contract.ts';
import type { OperatorError } from '../errors.ts';
import { type CommandIds, createMentions } from '../mentions.ts';
import type { Messenger } from '../messenger.ts';
import type { Part } from './part.ts';
import type { AdmissionOptions } from './admission.ts';
import { createAnswerRest, createClient } from './client.ts';
import { connect, keepToken, whenLost } from './connection.ts';
import { findCommandIds, keepDeployed } from './deploy.ts';
import { createDispatch } from './dispatch.ts';
import { createMessenger } from './messenger.ts';
import type { Pace } from './pacer.ts';
import { reportCommands, reportConnection } from './report-connection.ts';

export interface BotParts<E extends Engine> {
  token: string;
  /** where Discord's API is; undefined for Discord itself */
  apiUrl?: string | undefined;
  log: Logger;
  /** opens the engine, and gives it the messenger to send with */
  openEngine: (messenger: Messenger) => Promise<E>;
  /**
   * presses within this time (milliseconds) after a change of their message are ignored; 0, the default, takes every press
   */
  unseenMs?: number;
  admission?: AdmissionOptions;
  /** which part this process is of a bot in several processes; left out: the whole of it */
  part?: Part | undefined;
  /** who keeps Discord's pace; left out: this process */
  pace?: Pace | undefined;
}

export interface Bot<E extends Engine = Engine> {
  readonly engine: E;
  readonly client: Client<true>;
  /** resolves when nothing can be answered any more, so stop: Discord has closed the connection or the token for good */
  readonly lost: Promise<OperatorError>;
  /** Lets what is being answered finish, closes the engine, and leaves Discord. */
  stop(): Promise<void>;
}

/**
 * Connects to Discord and answers. The engine opens meanwhile; whoever asks before it is ready waits for it.
 * @throws OperatorError when Discord does not know the token or cannot be reached, or the engine cannot be opened
 */
export async function startBot<E extends Engine>(parts: BotParts<E>): Promise<Bot<E>> {
  const { token, apiUrl, log, openEngine, unseenMs = 0, admission = {}, part, pace } = parts;
  const client = createClient(apiUrl, part);
  const mentions = createMentions();
  const opening = openEngine(createMessenger(client, pace, mentions));
  const dispatch = createDispatch({ engine: opening, rest: createAnswerRest(apiUrl), log, unseenMs, admission });

  const answering = new Set<Promise<void>>();
  client.on(Events.InteractionCreate, (interaction) => {
    const answer = dispatch(interaction).finally(() => answering.delete(answer));
    answering.add(answer);
  });
  client.on(Events.Error, (error) => log.error({ err: error }, 'the connection to Discord had an error'));
  client.on(Events.ShardResume, (shard) => log.info({ shard }, 'connected again'));

  const shut = whenLost(client, log);
  const [engine, ready] = await bothOrNeither(opening, connect(client, token, shut), () => client.destroy());
  const lost = Promise.race([shut, keepToken(client, token, log)]);
  const stopping = new AbortController();
  reportConnection(ready, engine);
  const know = (ids: CommandIds) => {
    mentions.know(ids);
    return engine.knowCommands(ids);
  };
  if (part?.isFirst ?? true) {
    const tell = (refusal: Error | undefined) => reportCommands(engine, refusal);
    const commands = [...engine.commands, ...engine.messageCommands].map(({ data }) => data);
    await keepDeployed(ready, commands, log, { know, refused: tell }, stopping.signal);
  } else {
    // The first process registers them; where that is late, commands stand in sentences without being mentions.
    await findCommandIds(ready).then(know, (error: unknown) =>
      log.warn({ err: error }, 'the commands are not known yet'),
    );
  }
  log.info({ bot: ready.user.tag, shards: ready.ws.shards.size }, 'ready');
  return {
    engine,
    client: ready,
    lost,
    async stop() {
      stopping.abort();
      client.removeAllListeners(Events.InteractionCreate);
      await Promise.allSettled(answering);
      // What the clock has under way still needs the connection.
      await engine.stop();
      await client.destroy();
    },
  };
}

/** @throws what one of them threw, the engine's before the connection's, once the other is closed, too */
async function bothOrNeither<E extends Engine>(
  opening: Promise<E>,
  connecting: Promise<Client<true>>,
  leave: () => Promise<void>,
): Promise<[E, Client<true>]> {
  // It is awaited below; until then a rejection would go unhandled.
  connecting.catch(() => undefined);
  const engine = await opening.catch(async (error: unknown) => {
    await leave();
    throw error;
  });
  const client = await connecting.catch(async (error: unknown) => {
    await engine.stop();
    await leave();
    throw error;
  });
  return [engine, client];
}
