import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deliveryDetailSchema, triggerSchema } from '../../packages/server/src/contract/index.ts';
import { bindApi } from '../support/bind-api.ts';
import { setUpFlow } from '../support/set-up-flow.ts';
import type { Flow } from '../support/set-up-flow.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

let server: TestServer;
let flow: Flow;
const { api, make } = bindApi(() => server);
beforeAll(async () => {
  server = await startTestServer();
  flow = await setUpFlow(server);
});
afterAll(() => server.close());

describe('a trigger', () => {
  test('with a Content-Type that contradicts the format is saved, with a warning at the header', async () => {
    const headers = [
      { name: 'X-Shop', value: '1' },
      { name: 'content-type', value: 'text/xml' },
    ];
    const trigger = await make('/triggers', flow.input({}, { headers }));
    const warning = { path: 'destination.headers[1].value', message: expect.stringContaining('writes json') };
    expect(triggerSchema.parse(trigger).warnings).toEqual([warning]);
    expect((await api('GET', `/triggers/${trigger.id}`)).body.warnings).toEqual([warning]);
    const xml = await make('/templates', { name: 'XML', source: '{"order": {}}', format: 'xml' });
    const changed = await api('PATCH', `/triggers/${trigger.id}`, { templateId: xml.id });
    expect(changed.body.warnings).toEqual([]);
    await api('DELETE', `/triggers/${trigger.id}`);
  });

  test('goes from draft to active by publish, test and activate, and its events arrive', async () => {
    const trigger = await make('/triggers', flow.input());
    expect(triggerSchema.parse(trigger)).toMatchObject({
      status: 'draft',
      test: null,
      routes: [{ events: ['order.updated'] }],
      customerName: 'Flow',
    });
    expect((await api('POST', `/triggers/${trigger.id}/activate`)).body.code).toBe('not-possible-now');
    await api('POST', `/templates/${flow.templateId}/publish`);
    const early = await api('POST', `/triggers/${trigger.id}/activate`);
    expect(early).toMatchObject({ status: 409, body: { code: 'not-tested' } });
    expect(early.body.detail).toContain('force');

    const sent = await api('POST', `/triggers/${trigger.id}/test`, { sampleId: 'smp_builtin_order_updated' });
    expect(deliveryDetailSchema.parse(sent.body)).toMatchObject({
      kind: 'test',
      status: 'succeeded',
      revision: 1,
      rendered: { body: '{"id":"223827"}' },
    });
    expect(sent.body.attempts).toHaveLength(1);
    expect((await api('GET', `/triggers/${trigger.id}`)).body.test).toMatchObject({
      succeeded: true,
      deliveryId: sent.body.id,
    });
    expect((await api('POST', `/triggers/${trigger.id}/activate`)).body).toMatchObject({ status: 'active' });

    const accepted = await api('POST', '/events', await readFile('samples/payloads/order_updated.json', 'utf8'));
    expect(accepted).toMatchObject({
      status: 202,
      body: { types: ['order.updated'], deliveries: [{ triggerId: trigger.id }] },
    });
    const delivery = accepted.body.deliveries[0].id;
    await until('the delivery', async () => (await api('GET', `/deliveries/${delivery}`)).body.status === 'succeeded');
    const exact = await api('GET', `/deliveries/${delivery}/body`);
    expect(exact).toMatchObject({
      status: 200,
      text: '{"id":"223827"}',
      headers: { 'content-disposition': 'attachment' },
    });
    const payload = await api('GET', `/events/${accepted.body.eventId}/payload`);
    expect(payload.text).toBe(await readFile('samples/payloads/order_updated.json', 'utf8'));
    expect(
      (
        await api(
          'GET',
          `/deliveries?triggerId=${trigger.id}&status=succeeded&eventType=order.updated&orderId=223827&code=200`,
        )
      ).body.items.map(({ id }: { id: string }) => id),
    ).toContain(delivery);
    expect((await api('DELETE', `/triggers/${trigger.id}`)).status).toBe(204);
  });

  test('a change of destination needs a new test; a failed test is none', async () => {
    const trigger = await make('/triggers', flow.input());
    await api('POST', `/triggers/${trigger.id}/test`, { sampleId: 'smp_builtin_order_updated' });
    await api('PATCH', `/triggers/${trigger.id}`, {
      destination: { ...trigger.destination, url: flow.inboxUrl('?status=503') },
    });
    expect((await api('POST', `/triggers/${trigger.id}/activate`)).body.code).toBe('not-tested');
    const failed = await api('POST', `/triggers/${trigger.id}/test`, { sampleId: 'smp_builtin_order_updated' });
    expect(failed.body).toMatchObject({ status: 'exhausted', lastCode: '503', canRetry: false });
    expect((await api('POST', `/triggers/${trigger.id}/activate`)).body.code).toBe('not-tested');
    expect((await api('POST', `/triggers/${trigger.id}/activate`, { force: true })).body.status).toBe('active');
    await api('DELETE', `/triggers/${trigger.id}`);
  });

  test('a paused trigger can be tested, and its live deliveries wait', async () => {
    const trigger = await make('/triggers', flow.input());
    await api('POST', `/triggers/${trigger.id}/activate`, { force: true });
    expect((await api('POST', `/triggers/${trigger.id}/pause`)).body.status).toBe('paused');
    const sent = await api('POST', `/triggers/${trigger.id}/test`, { sampleId: 'smp_builtin_order_updated' });
    expect(sent.body.status).toBe('succeeded');
    expect((await api('POST', `/triggers/${trigger.id}/activate`)).body.status).toBe('active');
    await api('DELETE', `/triggers/${trigger.id}`);
  });

  test('410 pauses it; activating clears the reason', async () => {
    const trigger = await make('/triggers', flow.input({}, { url: flow.inboxUrl('?status=410') }));
    await api('POST', `/triggers/${trigger.id}/activate`, { force: true });
    await api('POST', '/events', { type: 'order.updated', data: {} });
    const paused = await until('the pause', async () => {
      const { body } = await api('GET', `/triggers/${trigger.id}`);
      return body.pausedBecause === null ? undefined : body;
    });
    expect(paused).toMatchObject({ status: 'paused' });
    expect(paused.pausedBecause).toContain('410');
    expect((await api('POST', `/triggers/${trigger.id}/activate`, { force: true })).body).toMatchObject({
      status: 'active',
      pausedBecause: null,
    });
    await api('DELETE', `/triggers/${trigger.id}`);
  });

  test('what waits can be cancelled and sent again, and ends with its trigger', async () => {
    const trigger = await make('/triggers', flow.input({}, { url: flow.inboxUrl('?status=503') }));
    await api('POST', `/triggers/${trigger.id}/activate`, { force: true });
    const post = async (): Promise<string> =>
      (await api('POST', '/events', { type: 'order.updated', data: {} })).body.deliveries[0].id;
    const reach = (id: string, status: string) =>
      until(status, async () => (await api('GET', `/deliveries/${id}`)).body.status === status);
    const id = await post();
    await reach(id, 'retrying');
    expect((await api('GET', `/deliveries/${id}`)).body).toMatchObject({
      canRetry: true,
      canCancel: true,
      attemptCount: 1,
    });
    expect((await api('POST', `/deliveries/${id}/cancel`)).body).toMatchObject({
      status: 'cancelled',
      reason: 'Cancelled by admin key',
    });
    expect((await api('POST', `/deliveries/${id}/cancel`)).body.code).toBe('not-possible-now');
    await api('PATCH', `/triggers/${trigger.id}`, { destination: { ...trigger.destination, url: flow.inboxUrl() } });
    expect((await api('POST', `/deliveries/${id}/retry`)).status).toBe(200);
    await reach(id, 'succeeded');
    expect((await api('POST', `/deliveries/${id}/retry`)).body.code).toBe('not-possible-now');
    await api('PATCH', `/triggers/${trigger.id}`, {
      destination: { ...trigger.destination, url: flow.inboxUrl('?status=503') },
    });
    const waiting = await post();
    await reach(waiting, 'retrying');
    await api('DELETE', `/triggers/${trigger.id}`);
    expect((await api('GET', `/deliveries/${waiting}`)).body).toMatchObject({
      status: 'cancelled',
      reason: 'The trigger was deleted',
    });
  });
});
