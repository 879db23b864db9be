import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PreviewInput, TraceOutcome, TraceRequest, TraceResponse } from './preview-protocol.ts';
import type { PreviewPort } from './preview-session.ts';
import { TraceSession } from './trace-session.ts';

/** A worker that answers when told to. */
class HeldWorker extends EventTarget implements PreviewPort {
  asked: TraceRequest[] = [];
  ended = false;
  postMessage(request: TraceRequest): void {
    this.asked.push(request);
  }
  terminate(): void {
    this.ended = true;
  }
  begin(): void {
    this.#send({ trace: this.asked.at(-1)!.trace, outcome: null });
  }
  answer(text: string, to = this.asked.at(-1)!): void {
    this.#send({ trace: to.trace, outcome: outcomeOf(text) });
  }
  #send(response: TraceResponse): void {
    this.dispatchEvent(new MessageEvent('message', { data: response }));
  }
}

function outcomeOf(text: string): TraceOutcome {
  return { ok: true, trace: { produces: 'text', text, reads: [], origins: [], truncated: false } };
}

const input: PreviewInput = {
  language: 'handlebars',
  format: 'text',
  formatOptions: {},
  source: '',
  payload: '{}',
  eventType: 'a.b',
  facts: {},
  name: 'T',
  partials: {},
};
let workers: HeldWorker[];
let session: TraceSession;

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  session = new TraceSession(() => {
    const worker = new HeldWorker();
    workers.push(worker);
    return worker;
  });
});
afterEach(() => {
  session.close();
  vi.useRealTimers();
});

test('asks one worker, one question after the other', async () => {
  const first = session.trace(input, 1);
  workers[0]?.begin();
  workers[0]?.answer('one');
  expect(await first).toEqual(outcomeOf('one'));
  const second = session.trace(input, 2);
  workers[0]?.answer('two');
  expect(await second).toEqual(outcomeOf('two'));
  expect(workers).toHaveLength(1);
  expect(workers[0]?.asked.map(({ renderedAt }) => renderedAt)).toEqual([1, 2]);
});

test('a newer question ends the one before it, which is told nothing', async () => {
  const first = session.trace(input, 1);
  const second = session.trace(input, 2);
  expect(workers[0]?.ended).toBe(true);
  expect(await first).toBeUndefined();
  workers[1]?.answer('two');
  expect(await second).toEqual(outcomeOf('two'));
});

test('what does not end is ended five seconds after it has begun, and the next begins afresh', async () => {
  const endless = session.trace(input, 1);
  vi.advanceTimersByTime(20_000);
  workers[0]?.begin();
  vi.advanceTimersByTime(4_999);
  expect(workers[0]?.ended).toBe(false);
  vi.advanceTimersByTime(1);
  expect(await endless).toEqual({ ok: false, message: 'it took longer than 5 seconds' });
  expect(workers[0]?.ended).toBe(true);
  const next = session.trace(input, 2);
  workers[1]?.answer('two');
  expect(await next).toEqual(outcomeOf('two'));
});
