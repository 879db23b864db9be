import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createRenderPool } from './child-render-pool.ts';
import type { RenderJob, RenderPool } from './render-pool.ts';

const DEADLINE_MS = 2000;
const CONTEXT = { event: { id: 'evt_1', type: 'order.shipped' }, customer: { name: 'Acme' }, trigger: { id: 'trg_1' } };

function job(
  language: 'jsonata' | 'handlebars',
  source: string,
  format: 'json' | 'text' = 'json',
  payload = '{"a":1}',
): RenderJob {
  return { template: { language, source, format }, payload, context: CONTEXT };
}

const ENDLESS = '($f := function($x) { $f($x + 1) }; $f(1))';
const EACH_SEVEN_TIMES = `${'{{#each @root.a}}'.repeat(7)}x${'{{/each}}'.repeat(7)}`;
const TWENTY = JSON.stringify({ a: Array.from({ length: 20 }, (_, index) => index) });

/** `retryable` is left out where it depends on whether the engine's budget or the kill comes first. */
const hostile: [string, RenderJob][] = [
  ['endless recursion', job('jsonata', '($f := function($x) { 1 + $f($x) }; $f(1))')],
  ['endless tail recursion', job('jsonata', ENDLESS)],
  ['ten million items', job('jsonata', '[1..1e7]')],
  [
    'string doubling',
    job(
      'jsonata',
      '($d := function($s, $n) { $n = 0 ? $s : $d($s & $s, $n - 1) }; $length($uppercase($d("aaaaaaaaaaaaaaaa", 26))))',
    ),
  ],
  [
    'a catastrophic regular expression',
    job('jsonata', `$contains("${'a'.repeat(32)}!", /^(a+)+$/) ? "yes" : $error("no match in linear time")`),
  ],
  ['seven nested loops over twenty', job('handlebars', EACH_SEVEN_TIMES, 'text', TWENTY)],
  ['a pad of a hundred million', job('jsonata', '$length($pad("x", 1e8))')],
];

describe('the pool of render processes', () => {
  let pool: RenderPool;
  beforeAll(() => {
    pool = createRenderPool({ size: 2, deadlineMs: DEADLINE_MS });
  });
  afterAll(() => pool.close());

  test('renders both languages, with target and context', async () => {
    const jsonata = await pool.render({
      ...job('jsonata', '{ "id": $event.id, "a": a }'),
      target: {
        url: 'http://127.0.0.1/x?a={{a}}&c={{@customer.name}}&s={{s}}',
        headers: [
          ['X-Id', '{{@event.id}}'],
          ['X-Plain', 'as is'],
        ],
      },
    });
    expect(jsonata).toMatchObject({
      kind: 'rendered',
      body: '{"id":"evt_1","a":1}',
      contentType: 'application/json',
      target: {
        url: 'http://127.0.0.1/x?a=1&c=Acme&s=',
        headers: [
          ['X-Id', 'evt_1'],
          ['X-Plain', 'as is'],
        ],
      },
    });
    expect(jsonata).not.toHaveProperty('value');
    const handlebars = await pool.render(job('handlebars', 'Order {{a}} of {{@customer.name}}', 'text'), {
      withValue: true,
    });
    expect(handlebars).toMatchObject({
      kind: 'rendered',
      body: 'Order 1 of Acme',
      value: 'Order 1 of Acme',
      target: null,
    });
  });

  test.each([
    ['a template that does not parse', job('jsonata', '{ "a": '), 'syntax'],
    ['a payload that is not JSON', job('jsonata', 'a', 'json', '{"a":'), 'invalid-json'],
    ['a template without output', job('jsonata', 'nothing.here'), 'no-output'],
    [
      'a URL that does not parse',
      { ...job('jsonata', 'a'), target: { url: 'http://h/{{#each}}', headers: [] } },
      'syntax',
    ],
  ] satisfies [string, RenderJob, string][])('%s is a diagnostic', async (_name, bad, code) => {
    const outcome = await pool.render(bad);
    expect(outcome).toMatchObject({ kind: 'failed', retryable: false, diagnostics: [{ code, severity: 'error' }] });
  });

  test.each(hostile)('%s ends in a diagnostic within the deadline, while other renders go on', async (_name, bad) => {
    const innocent = job('jsonata', '{ "a": a }');
    await pool.render(innocent);
    const startedAt = performance.now();
    const ended = new Set<string>();
    const ending = pool.render(bad).finally(() => ended.add('it'));
    let rendered = 0;
    let slowest = 0;
    do {
      const innocentAt = performance.now();
      const outcome = await pool.render(innocent);
      expect(outcome).toMatchObject({ kind: 'rendered', body: '{"a":1}' });
      slowest = Math.max(slowest, performance.now() - innocentAt);
      rendered++;
    } while (ended.size === 0);
    const outcome = await ending;
    expect(outcome.kind).toBe('failed');
    expect(outcome.diagnostics.length).toBeGreaterThan(0);
    expect(outcome.diagnostics[0]).toMatchObject({ severity: 'error', message: expect.stringMatching(/\w/) });
    // The kill itself, and on a busy machine the start of the second process, come on top.
    expect(performance.now() - startedAt).toBeLessThan(DEADLINE_MS + 1500);
    expect(rendered).toBeGreaterThan(0);
    expect(slowest).toBeLessThan(DEADLINE_MS);
  });

  test('many renders of a hostile template leave the other process to the others', async () => {
    const innocent = job('jsonata', '{ "b": a }');
    // The engine's own budget ends this one, so that both processes are there afterwards.
    await Promise.all([pool.render(job('jsonata', `1 + ${ENDLESS}`), { deadlineMs: 10_000 }), pool.render(innocent)]);
    const ended = new Set<number>();
    const hostileCount = 3;
    const hostiles = Array.from({ length: hostileCount }, (_, index) =>
      pool.render(job('jsonata', ENDLESS), { deadlineMs: 2000 }).finally(() => ended.add(index)),
    );
    let rendered = 0;
    while (ended.size < hostileCount) {
      expect(await pool.render(innocent)).toMatchObject({ kind: 'rendered' });
      rendered++;
    }
    // Were each to wait for a hostile one, there would be no more of them than of those.
    expect(rendered).toBeGreaterThan(hostileCount);
    expect((await Promise.all(hostiles)).map(({ kind }) => kind)).toEqual(['failed', 'failed', 'failed']);
  });

  test('a killed render is retryable and names the deadline', async () => {
    const outcome = await pool.render(job('jsonata', `${ENDLESS} & ""`), { deadlineMs: 300 });
    expect(outcome).toMatchObject({
      kind: 'failed',
      retryable: true,
      diagnostics: [{ code: 'budget-time', message: expect.stringContaining('300 ms') }],
    });
  });

  test('conditions are answered in order, and a hostile one fails alone', async () => {
    const sources = [
      'a = 1',
      'a = 2',
      'missing',
      '(',
      '$length($pad("c", 1e8)) > 0',
      '$customer.name = "Acme"',
      '[0, 0]',
    ];
    const conditions = sources.map((source) => ({ source, context: CONTEXT }));
    const outcomes = await pool.checkConditions('{"a":1}', conditions, { deadlineMs: 500 });
    expect(outcomes).toMatchObject([
      { kind: 'answered', holds: true },
      { kind: 'answered', holds: false },
      { kind: 'answered', holds: false },
      { kind: 'failed', diagnostics: [{ code: 'syntax' }] },
      { kind: 'failed', diagnostics: [{ severity: 'error', message: expect.stringMatching(/memory|died|ended/) }] },
      { kind: 'answered', holds: true },
      { kind: 'answered', holds: false },
    ]);
  });

  test('no condition is answered for a payload that cannot be read', async () => {
    const [outcome] = await pool.checkConditions('{', [{ source: 'a', context: CONTEXT }]);
    expect(outcome).toMatchObject({ kind: 'failed', diagnostics: [{ code: 'invalid-json' }] });
  });

  test('no conditions need no process', async () => {
    expect(await pool.checkConditions('{', [])).toEqual([]);
  });
});

test('a closed pool answers instead of waiting', async () => {
  const pool = createRenderPool({ size: 2 });
  const waiting = pool.render(job('jsonata', 'a'));
  await pool.close();
  expect(await waiting).toMatchObject({ kind: 'failed', retryable: true });
  expect(await pool.render(job('jsonata', 'a'))).toMatchObject({ kind: 'failed', retryable: true });
});

test.runIf(process.platform === 'linux')('a process that dies while it is idle is replaced', async () => {
  const before = new Set(listRenderProcesses());
  const pool = createRenderPool({ size: 2 });
  await pool.render(job('jsonata', 'a'));
  const own = listRenderProcesses().filter((pid) => !before.has(pid));
  expect(own.length).toBeGreaterThan(0);
  for (const pid of own) process.kill(pid, 'SIGKILL');
  await vi.waitFor(() => expect(own.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]), { timeout: 5000 });
  expect(await pool.render(job('jsonata', 'a'))).toMatchObject({ kind: 'rendered', body: '1' });
  expect(await pool.render(job('handlebars', '{{a}}', 'text'))).toMatchObject({ kind: 'rendered', body: '1' });
  await pool.close();
  expect(listRenderProcesses().filter((pid) => !before.has(pid))).toEqual([]);
});

test('a process that never becomes ready is killed and reported, and another one renders', async () => {
  const reports: string[] = [];
  const onStartFailure = (error: unknown): unknown => reports.push(String(error));
  const pool = createRenderPool({ size: 2, startMs: 6_000, onStartFailure });
  try {
    const stopped = listRenderProcesses();
    expect(stopped).toHaveLength(2);
    for (const pid of stopped) process.kill(pid, 'SIGSTOP');
    expect(await pool.render(job('jsonata', 'a'))).toMatchObject({ kind: 'rendered', body: '1' });
    await vi.waitFor(() => expect(stopped.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]), 5_000);
    expect(reports).toHaveLength(2);
    expect(reports[0]).toContain('not ready after 6000 ms');
  } finally {
    await pool.close();
  }
});

/** This process's own, as the kernel lists them: proc_pid_stat(5), proc_pid_cmdline(5). */
function listRenderProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const parent = /\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1];
        return (
          Number(parent) === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('render-child')
        );
      } catch {
        return false;
      }
    });
}
