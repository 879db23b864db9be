import type { Dispatcher } from 'undici';
import type { OutboundPhase } from './outbound-result.ts';

/** The connection a request was written to. */
export interface Connection {
  remoteAddress: string;
}

/** What came of a dispatched request: an answer, perhaps cut, or undici's error. */
export type Collected =
  | { readonly kind: 'answer'; status: number; headers: [string, string][]; body: Uint8Array; truncated: boolean }
  | { readonly kind: 'error'; error: Error };

/** The body went on beyond the cap: undici is told to drop the connection. */
class AnswerCut extends Error {
  override readonly name = 'AnswerCut';
}

/** Takes one answer from undici, up to a cap, and tells its outcome exactly once. */
export class ResponseCollector implements Dispatcher.DispatchHandler {
  /** Set by the client that takes the request, before it starts. */
  connection: Connection | null = null;
  phase: OutboundPhase = 'connect';
  remoteAddress = '';
  readonly #maxBytes: number;
  readonly #settle: (outcome: Collected) => void;
  #controller: Dispatcher.DispatchController | null = null;
  #stopped: Error | null = null;
  #status = 0;
  #headers: [string, string][] = [];
  #chunks: Buffer[] = [];
  #size = 0;

  constructor(maxBytes: number, settle: (outcome: Collected) => void) {
    this.#maxBytes = maxBytes;
    this.#settle = settle;
  }

  /** Gives the request up: an open socket is destroyed, and nothing is written if it has not started yet. */
  stop(reason: Error): void {
    this.#stopped = reason;
    this.#controller?.abort(reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#stopped !== null) {
      controller.abort(this.#stopped);
      return;
    }
    this.phase = 'answer';
    this.remoteAddress = this.connection?.remoteAddress ?? '';
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    // Interim answers (100, 103) come here as well.
    if (status < 200) return;
    this.phase = 'body';
    this.#status = status;
    this.#headers = pairHeaders(controller.rawHeaders);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const room = this.#maxBytes - this.#size;
    // A copy: undici's chunk is a view of a buffer much larger than the part to be kept.
    this.#chunks.push(Buffer.from(chunk.subarray(0, room)));
    this.#size += Math.min(chunk.length, room);
    if (chunk.length <= room) return;
    this.#finish(true);
    controller.abort(new AnswerCut());
  }

  onResponseEnd(): void {
    this.#finish(false);
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    if (!(error instanceof AnswerCut)) this.#settle({ kind: 'error', error });
  }

  #finish(truncated: boolean): void {
    const body = new Uint8Array(Buffer.concat(this.#chunks));
    this.#settle({ kind: 'answer', status: this.#status, headers: this.#headers, body, truncated });
  }
}

function pairHeaders(raw: Dispatcher.DispatchController['rawHeaders']): [string, string][] {
  const flat = Array.isArray(raw) ? raw.map((part) => (typeof part === 'string' ? part : part.toString('latin1'))) : [];
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) pairs.push([flat[index] ?? '', flat[index + 1] ?? '']);
  return pairs;
}
