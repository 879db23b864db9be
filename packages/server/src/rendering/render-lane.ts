import { performance } from 'node:perf_hooks';
import type { Language } from '@postmap/engine';
import type { RenderTask } from './render-messages.ts';
import type { RenderLoad } from './render-pool.ts';
import { startRenderProcess } from './render-process.ts';
import type { RenderProcess, TaskOptions, TaskResult } from './render-process.ts';
import { TemplateStandings } from './template-standing.ts';
import type { TemplateKey } from './template-standing.ts';

export interface LaneOptions {
  language: Language;
  /** Processes at most; one is kept warm, the others are started while tasks wait. */
  size: number;
  /** Resident memory of one process. */
  memoryMb: number;
  /** A process that is not ready by then counts as a failed start. */
  startMs: number;
  onStartFailure: (error: unknown) => void;
}

interface Waiting {
  task: RenderTask;
  key: TemplateKey;
  options: TaskOptions;
  resolve: (result: TaskResult) => void;
  /** Whether it has met a dead process before. */
  isRepeat?: boolean;
}

/** A process that ends this soon after it was ready, without a task, counts as a failed start. */
const STABLE_MS = 1000;
const FIRST_BACKOFF_MS = 100;
const LONGEST_BACKOFF_MS = 10_000;
/** After so many failed starts in a row, tasks are answered `unavailable` instead of waiting. */
const FAILURES_TO_GIVE_UP = 5;

/** The render processes of one language, and the tasks that wait for one, first come first served among those that may start. */
export class RenderLane {
  readonly standings = new TemplateStandings(() => performance.now());
  readonly #options: LaneOptions;
  readonly #waiting: Waiting[] = [];
  readonly #processes = new Set<RenderProcess>();
  readonly #idle = new Set<RenderProcess>();
  #starting = 0;
  #ended = 0;
  #failures = 0;
  #backoff: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#start();
  }

  run(task: RenderTask, key: TemplateKey, options: TaskOptions): Promise<TaskResult> {
    if (this.#closed) return Promise.resolve({ kind: 'lost', cause: 'closed' });
    if (this.#failures >= FAILURES_TO_GIVE_UP) return Promise.resolve({ kind: 'lost', cause: 'unavailable' });
    return new Promise((resolve) => {
      this.#waiting.push({ task, key, options, resolve });
      this.#dispatch();
    });
  }

  readLoad(): RenderLoad {
    const idle = this.#idle.size;
    const busy = this.#processes.size - this.#starting - idle;
    return { language: this.#options.language, busy, idle, waiting: this.#waiting.length, ended: this.#ended };
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#backoff !== null) clearTimeout(this.#backoff);
    this.#answerWaiting({ kind: 'lost', cause: 'closed' });
    const processes = [...this.#processes];
    for (const process of processes) process.kill();
    await Promise.all(processes.map(({ ended }) => ended));
  }

  #dispatch(): void {
    for (const process of this.#idle) {
      const next = this.#takeStartable();
      if (next === undefined) return;
      this.#idle.delete(process);
      void this.#runOn(process, next);
    }
    if (this.#starting === 0 && this.#waiting.some(({ key }) => this.standings.mayStart(key))) this.#start();
  }

  #takeStartable(): Waiting | undefined {
    const index = this.#waiting.findIndex(({ key }) => this.standings.mayStart(key));
    return index === -1 ? undefined : this.#waiting.splice(index, 1)[0];
  }

  async #runOn(process: RenderProcess, waiting: Waiting): Promise<void> {
    const { task, key, options, resolve, isRepeat = false } = waiting;
    this.standings.started(key);
    const startedAt = performance.now();
    const result = await process.run(task, options);
    if (result.kind === 'lost' && result.cause === 'unsent' && !isRepeat && !this.#closed) {
      // The process died while it was idle, which is not this task's doing.
      this.standings.unsent(key);
      this.#waiting.unshift({ ...waiting, isRepeat: true });
    } else {
      this.#judge(process, key, result, performance.now() - startedAt);
      resolve(result);
    }
    this.#dispatch();
  }

  #judge(process: RenderProcess, key: TemplateKey, result: TaskResult, durationMs: number): void {
    if (result.kind === 'lost') {
      this.standings.lost(key);
      return;
    }
    this.standings.answered(key, durationMs);
    if (process.isLarge()) process.kill();
    else this.#idle.add(process);
  }

  #start(): void {
    if (this.#closed || this.#backoff !== null || this.#processes.size >= this.#options.size) return;
    const process = startRenderProcess(this.#options.language, this.#options);
    this.#processes.add(process);
    this.#starting++;
    let readyAt: number | null = null;
    const onReady = (): void => {
      this.#starting--;
      readyAt = performance.now();
      this.#idle.add(process);
      this.#dispatch();
    };
    const onFailedStart = (error: unknown): void => {
      this.#starting--;
      if (!this.#closed) this.#options.onStartFailure(error);
    };
    process.ready.then(onReady, onFailedStart);
    const onEnd = (): void => {
      const wasIdle = this.#idle.delete(process);
      this.#processes.delete(process);
      this.#ended++;
      const stable = readyAt !== null && (!wasIdle || performance.now() - readyAt > STABLE_MS);
      this.#replace(stable);
    };
    void process.ended.then(onEnd);
  }

  #replace(lastWasStable: boolean): void {
    if (this.#closed) return;
    this.#failures = lastWasStable ? 0 : this.#failures + 1;
    if (this.#failures >= FAILURES_TO_GIVE_UP) this.#answerWaiting({ kind: 'lost', cause: 'unavailable' });
    if (this.#failures === 0) {
      this.#start();
      return;
    }
    this.#backoff ??= setTimeout(
      () => {
        this.#backoff = null;
        this.#start();
      },
      Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (this.#failures - 1)),
    );
  }

  #answerWaiting(result: TaskResult): void {
    for (const { resolve } of this.#waiting.splice(0)) resolve(result);
  }
}
