import type { PreviewInput, TraceOutcome, TraceRequest, TraceResponse } from './preview-protocol.ts';
import type { PreviewPort } from './preview-session.ts';

/** A trace takes several times as long as the run that it is of; one that has not ended by then is of no use any more. */
const LIMIT_MS = 5_000;
/** A worker is a file to fetch and start. */
const START_LIMIT_MS = 30_000;

interface Asked {
  number: number;
  answer: (outcome: TraceOutcome | undefined) => void;
  limit: ReturnType<typeof setTimeout>;
}

/**
 * Traces one input at a time, in a worker of its own: a preview must never wait for it. The worker starts with the first question;
 * one that does not end in time is ended, and the next starts in a fresh one.
 */
export class TraceSession {
  readonly #start: () => PreviewPort;
  #worker: PreviewPort | undefined;
  #asked: Asked | undefined;
  #number = 0;

  constructor(start: () => PreviewPort) {
    this.#start = start;
  }

  /** Where the output of an input comes from; undefined when something newer was asked before it was known. */
  trace(input: Omit<PreviewInput, 'shape'>, renderedAt: number): Promise<TraceOutcome | undefined> {
    this.#drop();
    const { promise, resolve } = Promise.withResolvers<TraceOutcome | undefined>();
    this.#worker ??= this.#startWorker();
    const number = ++this.#number;
    this.#asked = { number, answer: resolve, limit: this.#giveUpIn(START_LIMIT_MS) };
    const request: TraceRequest = { trace: number, input, renderedAt };
    // A worker has no origin to name.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    this.#worker.postMessage(request);
    return promise;
  }

  close(): void {
    this.#drop();
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  /** What is under way is of no use any more: its worker may be busy with it for long. */
  #drop(): void {
    if (this.#asked === undefined) return;
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#settle(undefined);
  }

  #startWorker(): PreviewPort {
    const worker = this.#start();
    worker.addEventListener('message', ({ data }: MessageEvent<TraceResponse>) => {
      const asked = this.#asked;
      if (worker !== this.#worker || asked === undefined || data.trace !== asked.number) return;
      if (data.outcome !== null) {
        this.#settle(data.outcome);
        return;
      }
      clearTimeout(asked.limit);
      asked.limit = this.#giveUpIn(LIMIT_MS);
    });
    worker.addEventListener('error', (event) => {
      if (worker !== this.#worker) return;
      this.#fail(event.message || 'the worker did not start');
    });
    return worker;
  }

  #giveUpIn(limitMs: number): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.#fail(`it took longer than ${limitMs / 1_000} seconds`), limitMs);
  }

  #fail(why: string): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#settle({ ok: false, message: why });
  }

  #settle(outcome: TraceOutcome | undefined): void {
    const asked = this.#asked;
    if (asked === undefined) return;
    this.#asked = undefined;
    clearTimeout(asked.limit);
    asked.answer(outcome);
  }
}
