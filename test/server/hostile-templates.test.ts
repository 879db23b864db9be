import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** `code` is a pattern: which of two budgets is met first can depend on the machine. */
const HOSTILE = [
  {
    name: 'endless recursion',
    code: 'budget-depth',
    language: 'jsonata',
    source: '($f := function($n) { $f($n + 1) + 1 }; $f(0))',
  },
  {
    name: 'an endless loop',
    code: 'budget-(time|memory)',
    language: 'jsonata',
    source: '($f := function($n) { $f($n + 1) }; $f(0))',
  },
  { name: 'ten million items', code: 'budget-items', language: 'jsonata', source: '{ "n": [1..1e7] }' },
  {
    name: 'string doubling',
    code: 'budget-memory',
    language: 'jsonata',
    source:
      '($d := function($s, $n) { $n = 0 ? $s : $d($s & $s, $n - 1) }; { "n": $length($d("aaaaaaaaaaaaaaaa", 24)) })',
  },
  {
    name: 'padding to 100 MB',
    code: 'budget-memory',
    language: 'jsonata',
    source: '{ "n": $length($pad("x", 100000000, "ab")) }',
  },
  {
    name: 'nested loops',
    code: 'budget-items',
    language: 'handlebars',
    source: `${'{{#each data.n}}'.repeat(7)}x${'{{/each}}'.repeat(7)}`.replaceAll('data.n', '@root.data.n'),
  },
] as const;

/** An event of the type order.shipped; 20 items make seven nested loops 1.28 billion rounds. */
const event = (id: string) => ({
  id,
  type: 'order.shipped',
  data: { n: Array.from({ length: 20 }, (_, index) => index), text: `${'a'.repeat(32)}!` },
});

test('hostile templates end in a diagnostic within the deadline while other deliveries go on', async () => {
  const inbox = `${server.url}/inbox/calm`;
  for (const { name, language, source } of HOSTILE) {
    await setUpTrigger(server, { name, event: 'order.shipped', language, source, url: `${server.url}/inbox/hostile` });
  }
  // A catastrophic regular expression is made harmless: linear time, so it answers like any other template.
  await setUpTrigger(server, {
    name: 'catastrophic regular expression',
    event: 'order.shipped',
    language: 'jsonata',
    source: '{ "matches": $contains(data.text, /^(a+)+$/) }',
    url: inbox,
  });
  await setUpTrigger(server, {
    name: 'calm',
    event: 'order.delivered',
    language: 'jsonata',
    source: '{ "id": id }',
    url: inbox,
  });

  const post = (body: unknown) => server.send('POST', '/api/v1/events', { body });
  const hostile = await post(event('hostile-1'));
  expect(hostile).toMatchObject({ status: 202 });
  expect(hostile.body.deliveries).toHaveLength(HOSTILE.length + 1);
  const calm = await Promise.all(
    Array.from({ length: 20 }, (_, index) => post({ id: `calm-${index}`, type: 'order.delivered', data: {} })),
  );
  expect(calm.map(({ status }) => status)).toEqual(Array(20).fill(202));

  const deliveriesOf = async (eventId: string) =>
    (await server.send('GET', `/api/v1/deliveries?eventId=${eventId}&limit=50`)).body.items;
  await vi.waitFor(
    async () => {
      for (const { body } of calm) expect(await deliveriesOf(body.eventId)).toMatchObject([{ status: 'succeeded' }]);
    },
    { timeout: 10_000, interval: 100 },
  );
  const ended = await vi.waitFor(
    async () => {
      const items = await deliveriesOf(hostile.body.eventId);
      expect(items.filter(({ status }: { status: string }) => ['scheduled', 'sending'].includes(status))).toEqual([]);
      return items;
    },
    { timeout: 60_000, interval: 200 },
  );
  const statusOf = (wanted: string) => ended.find(({ triggerName }: { triggerName: string }) => triggerName === wanted);
  expect(statusOf('catastrophic regular expression')).toMatchObject({ status: 'succeeded' });
  for (const { name, code } of HOSTILE) {
    const delivery = statusOf(name);
    expect(delivery, name).toMatchObject({ status: 'failed-to-render', attemptCount: 0 });
    const detail = (await server.send('GET', `/api/v1/deliveries/${delivery.id}`)).body;
    expect(detail.diagnostics, name).toContainEqual(
      expect.objectContaining({ severity: 'error', code: expect.stringMatching(`^${code}$`) }),
    );
  }
  expect((await server.send('GET', '/health/ready')).status).toBe(200);
}, 120_000);
