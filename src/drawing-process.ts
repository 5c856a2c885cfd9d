/** The entry point of the process that draws pictures for the program that started it, one after the other. */
import { constants, setPriority } from 'node:os';
import { draw } from './picture/draw.ts';
import type { Answer } from './picture/drawer.ts';
import type { Drawing } from './picture/picture.ts';

// Answering goes first where both want the processor.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
// Ctrl+C and a service manager signal all processes at once. This one is needed until its parent disconnects.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit());
process.on('message', (drawing: Drawing) => {
  void answer(drawing).then((reply) => process.send?.(reply));
});

async function answer(drawing: Drawing): Promise<Answer> {
  try {
    return { png: await draw(drawing) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
