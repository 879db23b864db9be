import type {
  PreviewFailure,
  PreviewInput,
  PreviewOutcome,
  PreviewRequest,
  PreviewResponse,
} from './preview-protocol.ts';

/** The part of Worker that a session uses. */
export type PreviewPort = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

const QUIET_MS = 80;
/** After a run that took less than this, drawing included, the next begins with the key itself: it ends before another key comes, or soon after. */
const QUICK_MS = 100;
const LIMIT_MS = 1_500;
/** A worker is a file to fetch and start: on a slow line or a busy machine that takes longer than any run may. */
const START_LIMIT_MS = 30_000;
/** A run that something newer waits for is given this long before its worker is ended. */
const STALE_LIMIT_MS = 300;

/**
 * Renders the newest input in a worker, one run at a time: at once where runs are quick, else 80 ms after the last change. A failure is
 * told 80 ms after the last change in any case, as half a word is no mistake yet. A newer input makes the outcome of the run before it
 * worthless; a run that does not end is ended with its worker, and the next starts in a fresh one.
 */
export class PreviewSession {
  readonly #start: () => PreviewPort;
  readonly #report: (outcome: PreviewOutcome, input: PreviewInput) => void;
  #worker: PreviewPort | undefined;
  #asked: PreviewInput | undefined;
  /** What the worker knows. */
  #shape: PreviewInput['shape'];
  #run = 0;
  #running: PreviewInput | undefined;
  #begun = false;
  #begunAt = 0;
  #wasQuick = false;
  #changedAt = 0;
  #waiting: PreviewInput | undefined;
  #quiet: ReturnType<typeof setTimeout> | undefined;
  /** Until a failure is told. */
  #held: ReturnType<typeof setTimeout> | undefined;
  #limit: ReturnType<typeof setTimeout> | undefined;

  constructor(start: () => PreviewPort, report: (outcome: PreviewOutcome, input: PreviewInput) => void) {
    this.#start = start;
    this.#report = report;
  }

  /** Asking again for what was asked last changes nothing. */
  preview(input: PreviewInput): void {
    if (this.#asked !== undefined && isSameInput(this.#asked, input)) return;
    this.#asked = input;
    clearTimeout(this.#quiet);
    clearTimeout(this.#held);
    this.#changedAt = performance.now();
    if (this.#wasQuick) this.#submit(input);
    else this.#quiet = setTimeout(() => this.#submit(input), QUIET_MS);
  }

  close(): void {
    clearTimeout(this.#quiet);
    clearTimeout(this.#held);
    this.#waiting = undefined;
    this.#endWorker();
  }

  #submit(input: PreviewInput): void {
    if (this.#running === undefined) {
      this.#begin(input);
      return;
    }
    if (this.#waiting === undefined && this.#begun) this.#giveUpIn(STALE_LIMIT_MS);
    this.#waiting = input;
  }

  #begin(input: PreviewInput): void {
    this.#running = input;
    this.#begun = false;
    this.#begunAt = performance.now();
    this.#worker ??= this.#startWorker();
    const { shape, ...rest } = input;
    const message: PreviewRequest = {
      run: ++this.#run,
      input: rest,
      ...(shape === this.#shape ? {} : { shape: { known: shape } }),
    };
    this.#shape = shape;
    this.#giveUpIn(START_LIMIT_MS);
    // A worker has no origin to name.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    this.#worker.postMessage(message);
  }

  #startWorker(): PreviewPort {
    const worker = this.#start();
    this.#shape = undefined;
    worker.addEventListener('message', (event: MessageEvent<PreviewResponse>) => {
      const { run, outcome } = event.data;
      if (worker !== this.#worker || run !== this.#run) return;
      if (outcome !== null) this.#settle(outcome);
      else {
        this.#begun = true;
        this.#giveUpIn(this.#waiting === undefined ? LIMIT_MS : STALE_LIMIT_MS);
      }
    });
    worker.addEventListener('error', (event) => {
      if (worker !== this.#worker) return;
      this.#endWorker(false);
      this.#settle(
        failure('preview-failed', `The preview could not run: ${event.message || 'its worker did not start'}`, 0),
      );
    });
    return worker;
  }

  #giveUpIn(limitMs: number): void {
    clearTimeout(this.#limit);
    this.#limit = setTimeout(() => this.#giveUp(), limitMs);
  }

  #giveUp(): void {
    this.#endWorker(false);
    this.#settle(
      this.#begun
        ? failure('budget-time', `Rendering took longer than ${LIMIT_MS / 1_000} seconds and was stopped`, LIMIT_MS)
        : failure('preview-failed', 'The preview could not run: its worker did not start', START_LIMIT_MS),
    );
  }

  #settle(outcome: PreviewOutcome): void {
    clearTimeout(this.#limit);
    const done = this.#running;
    const next = this.#waiting;
    const now = performance.now();
    this.#wasQuick = now - this.#begunAt < QUICK_MS;
    this.#running = undefined;
    this.#waiting = undefined;
    if (next !== undefined) this.#begin(next);
    else if (done !== undefined) this.#tell(outcome, done, this.#changedAt + QUIET_MS - now);
  }

  #tell(outcome: PreviewOutcome, input: PreviewInput, quietInMs: number): void {
    if (outcome.ok || quietInMs <= 0) this.#report(outcome, input);
    else this.#held = setTimeout(() => this.#report(outcome, input), quietInMs);
  }

  #endWorker(forget = true): void {
    clearTimeout(this.#limit);
    this.#worker?.terminate();
    this.#worker = undefined;
    if (forget) this.#running = undefined;
  }
}

/** Whether both give the same output. */
export function isSameInput(a: PreviewInput, b: PreviewInput): boolean {
  return (
    a.source === b.source &&
    a.payload === b.payload &&
    a.language === b.language &&
    a.format === b.format &&
    a.formatOptions.csvFormulas === b.formatOptions.csvFormulas &&
    a.eventType === b.eventType &&
    a.facts === b.facts &&
    a.name === b.name &&
    a.partials === b.partials &&
    a.shape === b.shape &&
    a.target === b.target
  );
}

function failure(code: string, message: string, durationMs: number): PreviewFailure {
  return { ok: false, diagnostics: [{ code, severity: 'error', message }], durationMs };
}
