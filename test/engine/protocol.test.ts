import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { expect, it, onTestFinished } from 'vitest';
import { overPort } from '../../src/engine/protocol.ts';

interface Echo {
  echo(value: unknown): unknown;
  uncloneable(): unknown;
}

function connect() {
  const { port1, port2 } = new MessageChannel();
  let messages = 0;
  const counted = {
    postMessage(data: unknown) {
      messages++;
      port1.postMessage(data);
    },
    on: port1.on.bind(port1),
  };
  createBirpc<object, Echo>({ echo: (value) => value, uncloneable: () => () => 'code' }, overPort(port2));
  const calls = createBirpc<Echo, object>({}, overPort(counted));
  onTestFinished(async () => {
    const closed = once(port2, 'close');
    port1.close();
    await closed;
  });
  return { calls, messages: () => messages };
}

it('says in one message what is said in one turn of the event loop', async () => {
  const { calls, messages } = connect();
  expect(await Promise.all([1, 2, 3].map((value) => calls.echo(value)))).toEqual([1, 2, 3]);
  expect(messages()).toBe(1);
});

it.each(['asked', 'answered'])(
  'what cannot be sent when it is %s fails alone, and all that is said beside it arrives',
  async (when) => {
    const { calls } = connect();
    const bad = when === 'asked' ? calls.echo(() => 'code') : calls.uncloneable();
    const results = await Promise.allSettled([calls.echo('before'), bad, calls.echo('after')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await calls.echo('later')).toBe('later');
  },
);
