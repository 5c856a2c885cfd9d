/** The part of the program that answers: the database, what is made from it, the commands and the clock. */
import type { App } from '../app.ts';
import { type AppParts, createApp } from '../create-app.ts';
import { startClock } from '../clock.ts';
import type { Command, MessageCommand } from '../command.ts';
import { closeDatabase } from '../db/durable.ts';
import type { Manifest } from '../content/pack.ts';
import { createMentions } from '../mentions.ts';
import { createAnswering } from './answering.ts';
import type { Engine } from './contract.ts';

export interface EngineParts extends AppParts {
  listCommands: (manifests: readonly Manifest[]) => Command[];
  /** those in the menus of messages; left out: none */
  messageCommands?: readonly MessageCommand[];
}

/** An engine in this very thread, with its internals exposed. */
export interface OpenEngine extends Engine {
  readonly app: App;
}

/** @throws OperatorError when the packs or the database cannot be used */
export async function openEngine({ listCommands, messageCommands = [], ...parts }: EngineParts): Promise<OpenEngine> {
  const app = await createApp(parts);
  app.following.start();
  // So that even the first answer goes by the right time.
  await app.clock.check();
  const commands = listCommands(app.catalogue.manifests);
  const mentions = createMentions();
  const { answer, suggest } = createAnswering(commands, messageCommands, app, mentions);
  let stopClock = () => Promise.resolve();
  return {
    app,
    commands: commands.map(({ data, example, isPrivateByDefault = false }) => ({ data, example, isPrivateByDefault })),
    messageCommands: messageCommands.map(({ data }) => ({ data })),
    answer,
    suggest,
    async knowCommands(ids) {
      mentions.know(ids);
    },
    async startClock(ticks) {
      stopClock = startClock(app, ticks);
    },
    async report(about, wrong) {
      app.troubles.report(about, wrong);
    },
    async over(about) {
      app.troubles.over(about);
    },
    async stop() {
      await stopClock();
      app.following.stop();
      await app.pictures.close();
      await closeDatabase(app.db);
    },
  };
}
