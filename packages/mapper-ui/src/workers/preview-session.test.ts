import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PreviewInput, PreviewOutcome, PreviewRequest, PreviewResponse } from './preview-protocol.ts';
import { PreviewSession } from './preview-session.ts';
import type { PreviewPort } from './preview-session.ts';

/** A worker that answers when told to. */
class HeldWorker extends EventTarget implements PreviewPort {
  asked: PreviewRequest[] = [];
  ended = false;
  starts = true;
  postMessage(request: PreviewRequest): void {
    this.asked.push(request);
    if (this.starts) this.#send({ run: request.run, outcome: null });
  }
  terminate(): void {
    this.ended = true;
  }
  answer(body: string): void {
    const outcome: PreviewOutcome = {
      ok: true,
      pretty: body,
      body,
      contentType: '',
      query: null,
      size: 0,
      diagnostics: [],
      durationMs: 1,
      renderedAt: 0,
    };
    this.#send({ run: this.asked.at(-1)!.run, outcome });
  }
  fail(code: string): void {
    const outcome: PreviewOutcome = {
      ok: false,
      diagnostics: [{ code, severity: 'error', message: code }],
      durationMs: 1,
    };
    this.#send({ run: this.asked.at(-1)!.run, outcome });
  }
  begin(): void {
    this.#send({ run: this.asked.at(-1)!.run, outcome: null });
  }
  #send(response: PreviewResponse): void {
    this.dispatchEvent(new MessageEvent('message', { data: response }));
  }
}

const NO_FACTS = {};
const NO_PARTIALS = {};
const input = (source: string): PreviewInput => ({
  language: 'jsonata',
  format: 'json',
  formatOptions: {},
  source,
  payload: '{}',
  eventType: 'a.b',
  facts: NO_FACTS,
  name: 'T',
  partials: NO_PARTIALS,
});
let workers: HeldWorker[];
let reports: string[];
let session: PreviewSession;
/** Whether workers begin a run as soon as they get it. */
let prompt: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  reports = [];
  prompt = true;
  session = new PreviewSession(
    () => {
      const worker = new HeldWorker();
      worker.starts = prompt;
      workers.push(worker);
      return worker;
    },
    (outcome) => reports.push(outcome.ok ? outcome.body : outcome.diagnostics[0]!.code),
  );
});
afterEach(() => {
  session.close();
  vi.useRealTimers();
});

test('runs once, 80 ms after the last change', () => {
  session.preview(input('1'));
  vi.advanceTimersByTime(79);
  session.preview(input('12'));
  vi.advanceTimersByTime(79);
  expect(workers).toHaveLength(0);
  vi.advanceTimersByTime(1);
  expect(workers[0]?.asked.map((request) => request.input.source)).toEqual(['12']);
  workers[0]?.answer('twelve');
  expect(reports).toEqual(['twelve']);
});

test('after a quick run the next begins at once, after a slow one it waits', () => {
  session.preview(input('1'));
  vi.advanceTimersByTime(80);
  workers[0]?.answer('one');
  session.preview(input('12'));
  expect(workers[0]?.asked.at(-1)?.input.source).toBe('12');
  vi.advanceTimersByTime(100);
  workers[0]?.answer('twelve');
  session.preview(input('123'));
  vi.advanceTimersByTime(79);
  expect(workers[0]?.asked.at(-1)?.input.source).toBe('12');
  vi.advanceTimersByTime(1);
  expect(workers[0]?.asked.at(-1)?.input.source).toBe('123');
  expect(reports).toEqual(['one', 'twelve']);
});

test('a quick failure is told 80 ms after the last change, and not at all when the next key mends it', () => {
  session.preview(input('1'));
  vi.advanceTimersByTime(80);
  workers[0]?.answer('one');
  session.preview(input('1 +'));
  workers[0]?.fail('syntax');
  vi.advanceTimersByTime(79);
  expect(reports).toEqual(['one']);
  session.preview(input('1 + 1'));
  workers[0]?.answer('two');
  vi.advanceTimersByTime(1_000);
  expect(reports).toEqual(['one', 'two']);
  session.preview(input('1 + 1 +'));
  workers[0]?.fail('syntax');
  vi.advanceTimersByTime(80);
  expect(reports).toEqual(['one', 'two', 'syntax']);
});

test('asking again runs nothing; other facts and partials do', () => {
  session.preview(input('1'));
  vi.advanceTimersByTime(80);
  workers[0]?.answer('one');
  session.preview(input('1'));
  vi.advanceTimersByTime(80);
  expect(workers[0]?.asked).toHaveLength(1);
  session.preview({ ...input('1'), facts: { orderId: '7' } });
  vi.advanceTimersByTime(80);
  expect(workers[0]?.asked.at(-1)?.input.facts).toEqual({ orderId: '7' });
  workers[0]?.answer('one');
  session.preview({ ...input('1'), partials: {} });
  vi.advanceTimersByTime(80);
  expect(workers[0]?.asked).toHaveLength(3);
});

test('a newer input makes the run before it stale', () => {
  session.preview(input('old'));
  vi.advanceTimersByTime(80);
  session.preview(input('new'));
  vi.advanceTimersByTime(80);
  workers[0]?.answer('old');
  expect(reports).toEqual([]);
  workers[0]?.answer('new');
  expect(reports).toEqual(['new']);
});

test('a run that does not end is ended, with a diagnostic, and the next gets a fresh worker', () => {
  session.preview(input('endless'));
  vi.advanceTimersByTime(80 + 1_500);
  expect(workers[0]?.ended).toBe(true);
  expect(reports).toEqual(['budget-time']);
  session.preview(input('quick'));
  vi.advanceTimersByTime(80);
  workers[1]?.answer('quick');
  expect(reports).toEqual(['budget-time', 'quick']);
});

test('a stale run that does not end makes way sooner, and is not reported', () => {
  session.preview(input('endless'));
  vi.advanceTimersByTime(80);
  session.preview(input('quick'));
  vi.advanceTimersByTime(80 + 300);
  expect(workers[0]?.ended).toBe(true);
  workers[1]?.answer('quick');
  expect(reports).toEqual(['quick']);
});

test('a worker that starts slowly is waited for; its run has the whole time from then on', () => {
  prompt = false;
  session.preview(input('1'));
  vi.advanceTimersByTime(80 + 20_000);
  workers[0]?.begin();
  vi.advanceTimersByTime(1_499);
  workers[0]?.answer('one');
  expect(reports).toEqual(['one']);
});

test('a worker that never starts ends in a diagnostic', () => {
  prompt = false;
  session.preview(input('1'));
  vi.advanceTimersByTime(80 + 30_000);
  expect(workers[0]?.ended).toBe(true);
  expect(reports).toEqual(['preview-failed']);
});
