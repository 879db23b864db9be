import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { triggerInputSchema } from '../../packages/server/src/contract/index.ts';
import type { DeliveryStatus } from '../../packages/server/src/contract/index.ts';
import { createDeliveryRunner } from '../../packages/server/src/deliveries/delivery-runner.ts';
import type { DeliveryRunner, DeliveryRunnerOptions } from '../../packages/server/src/deliveries/delivery-runner.ts';
import type { DeliveryRecord, NewDelivery } from '../../packages/server/src/deliveries/delivery-store.ts';
import { hashBody } from '../../packages/server/src/events/hash-body.ts';
import { createIdMaker } from '../../packages/server/src/ids/new-id.ts';
import { parseAllowNetworks } from '../../packages/server/src/outbound/address-guard.ts';
import { createHttpClient } from '../../packages/server/src/outbound/http-client.ts';
import { createMailer } from '../../packages/server/src/outbound/mailer.ts';
import type { RenderPool } from '../../packages/server/src/rendering/render-pool.ts';
import { createSecretBox } from '../../packages/server/src/secrets/secret-box.ts';
import type { SecretBox } from '../../packages/server/src/secrets/secret-box.ts';
import type { Ledger } from '../../packages/server/src/storage/ledger/ledger.ts';
import { openSqliteLedger } from '../../packages/server/src/storage/ledger/sqlite/open-sqlite-ledger.ts';
import { openLowdbWorkspace } from '../../packages/server/src/storage/workspace/lowdb/open-lowdb-workspace.ts';
import type { Workspace } from '../../packages/server/src/storage/workspace/workspace.ts';
import { secretPlace } from '../../packages/server/src/triggers/destination-secrets.ts';
import type { TriggerRecord } from '../../packages/server/src/triggers/trigger-record.ts';
import { startDeliveryEndpoint } from './delivery-endpoint.ts';
import type { DeliveryEndpoint } from './delivery-endpoint.ts';

/** Signs what every trigger of a bench sends. */
export const SIGNING_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
/** When everything of a bench was made. */
export const MADE_AT = '2026-11-21T12:00:00.000Z';

const PAYLOAD = '{"order":{"id":"A-1","total":"19.90"}}';
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
const newId = createIdMaker();

export interface DeliveryBench {
  ledger: Ledger;
  workspace: Workspace;
  secretBox: SecretBox;
  endpoint: DeliveryEndpoint;
  /** Starts the one runner of the bench, which `stop` stops. */
  startRunner(changes?: Partial<DeliveryRunnerOptions>): Promise<DeliveryRunner>;
  /** An active trigger to `/hook` of the endpoint, with a customer and a published template of its own. */
  addTrigger(destination?: object, changes?: object, source?: string): Promise<TriggerRecord>;
  /** Accepts an event with one delivery for the trigger, due now; answers the delivery's id. */
  accept(trigger: TriggerRecord, changes?: Partial<NewDelivery>, payload?: string): Promise<string>;
  /** Fails after five seconds. */
  waitForStatus(id: string, ...statuses: DeliveryStatus[]): Promise<DeliveryRecord>;
  stop(): Promise<void>;
}

/** A ledger, a workspace and an endpoint of their own, and what a delivery runner works with. The pool stays the caller's. */
export async function startDeliveryBench(pool: RenderPool): Promise<DeliveryBench> {
  const folder = await mkdtemp(join(tmpdir(), 'postmap-runner-'));
  const ledger = await openSqliteLedger({ file: join(folder, 'ledger.sqlite') });
  const workspace = await openLowdbWorkspace({ file: join(folder, 'workspace.json') });
  const http = createHttpClient({ allowNetworks: parseAllowNetworks('127.0.0.0/8') });
  const secretBox = createSecretBox(Buffer.alloc(32, 1));
  const endpoint = await startDeliveryEndpoint();
  let runner: DeliveryRunner | undefined;
  return {
    ledger,
    workspace,
    secretBox,
    endpoint,

    async startRunner(changes = {}) {
      runner = createDeliveryRunner({
        ledger,
        workspace,
        pool,
        http,
        mailer: createMailer({ smtp: undefined, drop: async () => undefined }),
        secretBox,
        now: Date.now,
        random: () => 0.5,
        log: SILENT,
        version: '0.1.0',
        // A test that fails must not keep the next waiting for its answers.
        graceMs: 1000,
        ...changes,
      });
      await runner.start();
      return runner;
    },

    async addTrigger(destination = {}, changes = {}, source = '{ "id": order.id, "total": order.total }') {
      const entity = { version: 1, createdAt: MADE_AT, updatedAt: MADE_AT };
      const templateId = newId('tpl');
      const customerId = newId('cus');
      const id = newId('trg');
      const input = triggerInputSchema.parse({
        customerId,
        name: 'Orders',
        templateId,
        routes: [{ events: ['order.updated'] }],
        destination: { kind: 'url', url: `${endpoint.origin}/hook`, ...destination },
        ...changes,
      });
      const sealed = secretBox.seal(SIGNING_SECRET, secretPlace(id));
      const signingSecrets = [{ sealed, createdAt: MADE_AT, until: null }];
      const trigger: TriggerRecord = { id, ...entity, ...input, status: 'active', signingSecrets };
      const template = {
        name: 'T',
        description: '',
        language: 'jsonata' as const,
        source,
        format: 'json' as const,
        formatOptions: {},
        eventType: null,
        target: null,
      };
      const published = { revision: 1, publishedAt: MADE_AT };
      await ledger.revisions.add({
        templateId,
        ...published,
        partials: [],
        note: '',
        publishedBy: 'test',
        ...template,
      });
      await workspace.write(async (writer) => {
        await writer.customers.put({ id: customerId, ...entity, name: 'Acme', externalId: null, variables: {} });
        await writer.templates.put({ id: templateId, ...entity, ...template, published });
        await writer.triggers.put(trigger);
      });
      return trigger;
    },

    async accept(trigger, changes = {}, payload = PAYLOAD) {
      const body = new TextEncoder().encode(payload);
      const now = Date.now();
      const event = {
        id: newId('evt'),
        feedId: 'f',
        envelope: 'postmap' as const,
        source: 's',
        sourceEventId: null,
        name: 'order.updated',
      };
      const delivery: NewDelivery = {
        id: newId('dlv'),
        kind: 'live',
        status: 'scheduled',
        reason: null,
        diagnostics: [],
        eventId: event.id,
        eventType: 'order.updated',
        orderId: 'A-1',
        email: null,
        triggerId: trigger.id,
        triggerName: trigger.name,
        customerId: trigger.customerId,
        customerName: 'Acme',
        templateId: trigger.templateId ?? '',
        revision: 1,
        createdAt: now,
        nextAttemptAt: now,
        ...changes,
      };
      const more = {
        kind: delivery.kind,
        types: ['order.updated'],
        customer: null,
        receivedAt: now,
        facts: {},
        warnings: [],
        body,
      };
      await ledger.events.accept({ ...event, ...more, bodyHash: hashBody(body) }, [delivery]);
      runner?.wake();
      return delivery.id;
    },

    waitForStatus: (id, ...statuses) =>
      vi.waitFor(
        async () => {
          const delivery = await ledger.deliveries.get(id);
          expect(statuses).toContain(delivery?.status);
          return delivery!;
        },
        { timeout: 5000, interval: 10 },
      ),

    async stop() {
      await runner?.stop();
      endpoint.close();
      await http.close();
      await workspace.close();
      await ledger.close();
      await rm(folder, { recursive: true });
    },
  };
}
