import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { Language } from '@postmap/engine';
import { forkRenderProcess } from './fork-render-process.ts';
import type { FinalReply, RenderTask } from './render-messages.ts';
import type { ConditionOutcome } from './render-pool.ts';
import { readReply } from './render-reply.ts';

/**
 * Why a task has no answer: it was killed at its deadline or for its memory, its process died, the process was dead before it had the task,
 * or no process could be had.
 */
export type LossCause = 'deadline' | 'memory' | 'crash' | 'unsent' | 'unavailable' | 'closed';
export type TaskResult = { kind: 'answered'; reply: FinalReply } | { kind: 'lost'; cause: LossCause };

export interface TaskOptions {
  deadlineMs: number;
  onCondition?: ((index: number, outcome: ConditionOutcome) => void) | undefined;
}

/** One child process that renders one task at a time. */
export interface RenderProcess {
  /** Resolves when it can take tasks; rejects, with the end of what it printed, when it ended before. */
  readonly ready: Promise<void>;
  /** Resolves when the process is gone, for whatever reason. */
  readonly ended: Promise<void>;
  /** Whether a task left it so large that the next could be killed for its sake. */
  isLarge(): boolean;
  /** Never rejects. A lost task means that the process has ended or is about to. */
  run(task: RenderTask, options: TaskOptions): Promise<TaskResult>;
  kill(): void;
}

const KEPT_ERROR_TEXT = 2000;
const MEMORY_WATCH_MS = 25;
const LARGE_SHARE = 0.7;

interface Current {
  /** Whether the process was there to take the task. */
  sent: boolean;
  onCondition: TaskOptions['onCondition'];
  end(result: TaskResult): void;
}

/**
 * Starts a render process. V8's heap limit does not cover buffers and strings outside the heap, so resident memory is watched as well,
 * on Linux; elsewhere the heap limit is the only one.
 *
 * @param limits.startMs one that is not ready by then is killed, and its `ready` rejects
 */
export function startRenderProcess(
  language: Language,
  { memoryMb, startMs }: { memoryMb: number; startMs: number },
): RenderProcess {
  const child = forkRenderProcess(language, memoryMb);
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  let current: Current | null = null;
  let printed = '';

  function lose(cause: LossCause): void {
    child.kill('SIGKILL');
    current?.end({ kind: 'lost', cause });
  }

  const startDeadline = setTimeout(() => {
    ready.reject(new Error(`A render process was not ready after ${startMs} ms and was killed. ${printed}`.trim()));
    lose('unsent');
  }, startMs);

  child.stderr?.on('data', (chunk: Buffer) => {
    printed = (printed + chunk.toString('utf8')).slice(-KEPT_ERROR_TEXT);
  });
  child.on('message', (message) => {
    const reply = readReply(message);
    if (reply === null) lose('crash');
    else if (reply.kind === 'ready') {
      clearTimeout(startDeadline);
      ready.resolve();
    } else if (reply.kind === 'condition') current?.onCondition?.(reply.index, reply.outcome);
    else current?.end({ kind: 'answered', reply });
  });
  const onEnd = (reason: string): void => {
    clearTimeout(startDeadline);
    current?.end({ kind: 'lost', cause: current.sent ? 'crash' : 'unsent' });
    ready.reject(new Error(`A render process ${reason}. ${printed}`.trim()));
    ended.resolve();
  };
  child.on('error', (error) => onEnd(`could not be run: ${error.message}`));
  child.on('exit', (code, signal) => onEnd(`ended before it was ready (${signal ?? `exit code ${code}`})`));
  // Whoever starts it looks at `ready`; until then its failure is no unhandled rejection.
  ready.promise.catch(() => undefined);

  function run(task: RenderTask, { deadlineMs, onCondition }: TaskOptions): Promise<TaskResult> {
    return new Promise((resolve) => {
      const deadline = setTimeout(() => lose('deadline'), deadlineMs);
      const watch = setInterval(() => {
        if (readResidentMb(child.pid) > memoryMb) lose('memory');
      }, MEMORY_WATCH_MS);
      const own: Current = {
        sent: false,
        onCondition,
        end(result) {
          clearTimeout(deadline);
          clearInterval(watch);
          current = null;
          resolve(result);
        },
      };
      current = own;
      child.send(task, (error) => {
        if (error === null) own.sent = true;
        else if (current === own) lose('unsent');
      });
    });
  }

  return {
    ready: ready.promise,
    ended: ended.promise,
    isLarge: () => readResidentMb(child.pid) > memoryMb * LARGE_SHARE,
    run,
    kill: () => lose('closed'),
  };
}

/** Resident memory of a process in megabytes; 0 where it cannot be told. Source: proc_pid_status(5). */
function readResidentMb(pid: number | undefined): number {
  if (process.platform !== 'linux' || pid === undefined) return 0;
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return Number(kilobytes ?? 0) / 1024;
  } catch (error) {
    // A process that has just ended has no entry any more.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return 0;
    throw error;
  }
}

/** Milliseconds since `startedAt` of `performance.now()`, to a hundredth. */
export function elapsedSince(startedAt: number): number {
  return Math.round((performance.now() - startedAt) * 100) / 100;
}
