/**
 * The program of a render process. It is started without environment, files or further processes to reach for, answers one task at a
 * time, and ends with its parent.
 */
import type { RenderReply, RenderTask } from './render-messages.ts';
import { createTaskRunner } from './run-task.ts';

/** Told apart from a crash by whoever reads the exit code. */
const EXIT_POLLUTED = 3;

const run = createTaskRunner();
const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype];

process.on('disconnect', () => process.exit());
process.on('message', (task: RenderTask) => {
  void answer(task);
});
reply({ kind: 'ready' });

async function answer(task: RenderTask): Promise<void> {
  const final = await run(task, (index, outcome) => reply({ kind: 'condition', index, outcome }));
  // A template that reached a shared prototype has reached every later render: neither its answer nor this process is kept.
  if (prototypes.some((prototype) => Object.keys(prototype).length > 0)) process.exit(EXIT_POLLUTED);
  reply(final);
}

function reply(message: RenderReply): void {
  process.send?.(message);
}
