import pino from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import type { Call } from '../../src/engine/contract.ts';
import { startEngineThread } from '../../src/engine/thread.ts';
import type { Messenger } from '../../src/messenger.ts';
import { commandInput } from '../helpers/app.ts';

const entry = new URL('../fixtures/engine-thread.mjs', import.meta.url);

async function start() {
  const logged: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void logged.push(line) });
  const settings = { databasePath: '', packsFolder: '', logLevel: 'silent' as const };
  const options = { entry, askedEveryMs: 50, givenUpAfterMs: 400 };
  const engine = await startEngineThread(settings, {} as Messenger, log, options);
  onTestFinished(() => engine.stop());
  return { engine, logged };
}

const call = (name: string): Call => ({ kind: 'command', interactionId: '1', name, input: commandInput() });

it.each(['die', 'hang'])(
  'a thread that is made to %s takes nobody else with it, and another one takes its place',
  async (fate) => {
    const { engine, logged } = await start();
    const before = await engine.answer(call('hello'));
    await expect(engine.answer(call(fate))).rejects.toThrow('the thread that answers ended');
    const after = await engine.answer(call('hello'));
    expect(after.json).not.toBe(before.json);
    expect(logged.join('')).toContain('the thread that answers has ended');
  },
);

it('a thread that keeps dying is given up, with a sentence for the operator', async () => {
  const { engine } = await start();
  for (let death = 0; death < 3; death++) await engine.answer(call('die')).catch(() => undefined);
  expect((await engine.lost).message).toContain('ended several times');
});
