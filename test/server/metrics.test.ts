import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

type Figures = Map<string, number>;

/** Every line that is a figure: its name with labels, and its value. */
async function readFigures(): Promise<Figures> {
  const { text } = await server.send('GET', '/metrics');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}

const post = (body: unknown) => server.send('POST', '/api/v1/events', { body });

async function setUp(name: string, event: string, url: string, source = '{ "id": data.id }'): Promise<string> {
  return setUpTrigger(server, { name, event, language: 'jsonata', source, url, more: { retry: 'none' } });
}

async function waitUntilDone(): Promise<void> {
  await until('every delivery to end', async () => {
    const { body } = await server.send('GET', '/api/v1/deliveries?status=scheduled,sending,retrying&limit=1');
    return body.items.length === 0;
  });
}

describe('GET /metrics', () => {
  test('is Prometheus text, for whoever has a key that may see deliveries', async () => {
    const { body: viewer } = await server.send('POST', '/api/v1/keys', { body: { name: 'scraper', role: 'viewer' } });
    const answer = await server.send('GET', '/metrics', { key: viewer.key });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answer.text).toContain('process_cpu_seconds_total');
    expect(answer.text).toContain('postmap_build_info{version="test"} 1');
    expect(await server.send('GET', '/metrics', { key: null })).toMatchObject({ status: 401 });
  });

  test('counts what came of events, deliveries, tries and renderings', async () => {
    await setUp('Good', 'order.updated', `${server.url}/inbox/metrics`);
    await setUp('Bad', 'order.shipped', `${server.url}/inbox/metrics?status=503`);
    await setUp('Broken', 'shipment.shipped', `${server.url}/inbox/metrics`, '$number(data.id)');
    await setUp('Nowhere', 'shipment.fulfilled', 'http://127.0.0.1:9999/');
    const before = await readFigures();
    const good = { type: 'order.updated', id: 'metrics-1', data: { id: 'a' } };
    await post(good);
    await post(good);
    await post({ type: 'order.updated', id: 'metrics-1', data: { id: 'another' } });
    await post({ type: 'order.shipped', id: 'metrics-2', data: {} });
    await post({ type: 'shipment.shipped', id: 'metrics-3', data: { id: 'no number' } });
    await post({ type: 'shipment.fulfilled', id: 'metrics-4', data: {} });
    await server.send('POST', '/api/v1/events', { body: '{ "type": ' });
    await waitUntilDone();
    const after = await readFigures();
    const grown = (name: string): number => (after.get(name) ?? 0) - (before.get(name) ?? 0);

    expect(grown('postmap_events_total{outcome="accepted"}')).toBe(4);
    expect(grown('postmap_events_total{outcome="duplicate"}')).toBe(1);
    expect(grown('postmap_events_total{outcome="refused"}')).toBe(2);
    expect(grown('postmap_deliveries_ended_total{status="succeeded"}')).toBe(1);
    expect(grown('postmap_deliveries_ended_total{status="exhausted"}')).toBe(2);
    expect(grown('postmap_deliveries_ended_total{status="failed-to-render"}')).toBe(1);
    expect(grown('postmap_attempts_total{outcome="2xx"}')).toBe(1);
    expect(grown('postmap_attempts_total{outcome="5xx"}')).toBe(1);
    expect(grown('postmap_attempts_total{outcome="address-refused"}')).toBe(1);
    expect(grown('postmap_attempt_duration_seconds_count{outcome="succeeded"}')).toBe(1);
    expect(grown('postmap_attempt_duration_seconds_count{outcome="failed"}')).toBe(2);
    expect(grown('postmap_delivery_latency_seconds_count')).toBe(1);
    expect(grown('postmap_delivery_latency_seconds_sum')).toBeGreaterThan(0);
    expect(grown('postmap_render_failures_total{language="jsonata",cause="template-error"}')).toBe(1);
    expect(grown('postmap_render_duration_seconds_count{language="jsonata"}')).toBe(4);
    expect(grown('postmap_ledger_commit_duration_seconds_count')).toBeGreaterThan(4);
    expect(grown('postmap_ledger_commit_operations_sum')).toBeGreaterThan(4);
  });

  test('shows the queue: what is due later, and what waits for a paused trigger', async () => {
    const triggerId = await setUp('Waiting', 'order.returned', `${server.url}/inbox/metrics?status=503`);
    await server.send('PATCH', `/api/v1/triggers/${triggerId}`, { body: { delayMinutes: 60 } });
    expect((await post({ type: 'order.returned', id: 'metrics-5', data: {} })).body.deliveries).toHaveLength(1);
    const waiting = await readFigures();
    expect(waiting.get('postmap_queue_deliveries{state="later"}')).toBe(1);
    expect(waiting.get('postmap_queue_deliveries{state="due"}')).toBe(0);
    expect(waiting.get('postmap_queue_oldest_due_seconds')).toBe(0);
    await server.send('POST', `/api/v1/triggers/${triggerId}/pause`);
    const paused = await readFigures();
    expect(paused.get('postmap_queue_deliveries{state="paused"}')).toBe(1);
    expect(paused.get('postmap_queue_deliveries{state="later"}')).toBe(0);
  });

  test('shows the render processes', async () => {
    const figures = await readFigures();
    expect(figures.get('postmap_render_processes{language="jsonata",state="idle"}')).toBeGreaterThan(0);
    expect(figures.get('postmap_render_processes{language="jsonata",state="busy"}')).toBe(0);
    expect(figures.get('postmap_render_waiting{language="handlebars"}')).toBe(0);
    expect(figures.get('postmap_render_process_ends_total{language="jsonata"}')).toBe(0);
  });

  test('tests are not counted, and no label says who or where', async () => {
    const before = await readFigures();
    const triggerId = await setUp('Classified Customer', 'order.cancelled', `${server.url}/inbox/metrics`);
    await server.send('POST', `/api/v1/triggers/${triggerId}/test`, { body: { payload: {} } });
    const after = await readFigures();
    const name = 'postmap_deliveries_ended_total{status="succeeded"}';
    expect(after.get(name)).toBe(before.get(name));
    const { text } = await server.send('GET', '/metrics');
    expect(text).not.toMatch(/classified|127\.0\.0\.1|\b(?:cus|trg|evt|dlv)_/i);
  });
});
