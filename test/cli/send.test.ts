import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseAllowNetworks } from '../../packages/server/src/outbound/address-guard.ts';
import { runCli } from '../support/run-cli.ts';
import { findFreePort } from '../support/spawned-server.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

const PAYLOAD = 'samples/payloads/shipment_shipped.json';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ demo: true, allowNetworks: parseAllowNetworks('127.0.0.0/8') });
});
afterAll(() => server.close());

/** With the settings of somebody in the server's folder. */
const send = (args: string[], stdin?: string) =>
  runCli(['send', ...args], {
    env: { POSTMAP_DATA_DIR: server.dataDir, POSTMAP_PORT: new URL(server.url).port },
    ...(stdin === undefined ? {} : { stdin }),
  });

const makeEvent = (id: string): string => JSON.stringify({ ...JSON.parse(payload), webhook_event_id: id });
const payload = await readFile(PAYLOAD, 'utf8');

test('an event is posted with the key of the data folder, and followed to its end', async () => {
  const { code, out, err } = await send(['--event', PAYLOAD, '--feed', 'demo', '--wait']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(
    /^evt_\w+ {2}shipment\.shipped[^\n]*\n {2}dlv_\w+ {2}[^\n]+ {2}succeeded {2}attempt 1: The endpoint answered 200/,
  );
});

test('without --wait it says what was accepted', async () => {
  const { code, out } = await send(['-e', '-', '--feed', 'demo'], makeEvent('cli-1'));
  expect(code).toBe(0);
  expect(out).toMatch(/^evt_\w+ {2}shipment\.shipped[^\n]*\n {2}dlv_\w+ {2}trg_\w+ {2}scheduled\n$/);
});

test('an ingest URL needs no key', async () => {
  const { body } = await server.send('GET', '/api/v1/feeds');
  const { ingestUrl } = body.items.find(({ name }: { name: string }) => name === 'demo');
  const { code, out } = await runCli(['send', '-e', '-', '--to', ingestUrl, '--json'], { stdin: makeEvent('cli-2') });
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    types: expect.arrayContaining(['shipment.shipped']),
    deliveries: [{ status: 'scheduled' }],
  });
});

test('--wait --json is one document with every attempt', async () => {
  const { code, out } = await send(['-e', '-', '--feed', 'demo', '-w', '--json'], makeEvent('cli-3'));
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    eventId: expect.stringMatching(/^evt_/),
    deliveries: [{ status: 'succeeded', attempts: [{ number: 1, outcome: 'succeeded' }] }],
  });
});

test('a delivery that does not succeed is exit code 1, whether it ended or not', async () => {
  const { body } = await server.send('GET', '/api/v1/triggers');
  const trigger = body.items.find(({ routes }: { routes: { events: string[] }[] }) =>
    routes.some(({ events }) => events.includes('shipment.shipped')),
  );
  const patch = async (change: object, version: number): Promise<void> => {
    const headers = { 'if-match': `"${version}"` };
    const { status } = await server.send('PATCH', `/api/v1/triggers/${trigger.id}`, { body: change, headers });
    expect(status).toBe(200);
  };
  const destination = { ...trigger.destination, url: `http://127.0.0.1:${await findFreePort()}/` };
  await patch({ destination, retry: 'none' }, trigger.version);
  const ended = await send(['-e', '-', '--feed', 'demo', '-w'], makeEvent('cli-4'));
  expect(ended).toMatchObject({ code: 1, out: expect.stringContaining('exhausted') });
  await patch({ retry: { delaysSeconds: [600] } }, trigger.version + 1);
  const open = await send(['-e', '-', '--feed', 'demo', '-w', '--timeout', '1'], makeEvent('cli-5'));
  expect(open.code).toBe(1);
  expect(open.out).toMatch(/retrying {2}attempt 1: .* {2}next attempt at \d{4}-/);
  expect(open.err).toMatch(/^dlv_\w+ is not over after 1 s: it goes on without being followed\.\n$/);
});

test('an event that nobody wants is accepted, with a warning', async () => {
  const { code, out, err } = await send(['-e', '-'], '{"type": "no.such.type", "data": {}}');
  expect(code).toBe(0);
  expect(out).toMatch(/^evt_\w+ {2}no event type\n {2}no deliveries\n$/);
  expect(err).toMatch(/^warning: .*no\.such\.type/);
});

test.each([
  {
    what: 'a feed with a slip',
    args: ['--feed', 'demmo'],
    code: 2,
    says: 'There is no feed "demmo". Did you mean "demo"?',
  },
  { what: 'a feed unlike any', args: ['--feed', 'zzz'], code: 2, says: 'There are: ' },
])('$what', async ({ args, code, says }) => {
  const result = await send(['-e', PAYLOAD, ...args]);
  expect(result).toMatchObject({ code, out: '', err: expect.stringContaining(says) });
});

test.each([
  { what: 'no JSON', event: '{"type": ', says: /^The server refused: .*line 1, column 10/ },
  { what: 'a list', event: '[]', says: /^The server refused: / },
])('an event that is $what is refused', async ({ event, says }) => {
  const { code, out, err } = await send(['-e', '-'], event);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(says);
});

test('where no server answers it is exit code 3, and what answers otherwise is told apart', async () => {
  const env = { POSTMAP_ADMIN_KEY: 'a-key-of-my-own-choice', POSTMAP_PORT: '1' };
  const silent = await runCli(['send', '-e', PAYLOAD], { env });
  expect(silent).toMatchObject({ code: 3, err: expect.stringContaining('No server answers at http://127.0.0.1:1') });
  const wrongKey = await runCli(['send', '-e', PAYLOAD], { env: { ...env, POSTMAP_PORT: new URL(server.url).port } });
  expect(wrongKey).toMatchObject({ code: 1, err: expect.stringContaining('The server refused: ') });
  const inbox = await runCli(['send', '-e', PAYLOAD, '--to', `${server.url}/inbox/foreign`]);
  expect(inbox).toMatchObject({ code: 1, err: expect.stringContaining('is not this version of Postmap') });
});
