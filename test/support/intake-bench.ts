import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCatalog } from '../../packages/server/src/catalog/catalog.ts';
import type { Accepted, Route } from '../../packages/server/src/contract/index.ts';
import { createIntake } from '../../packages/server/src/events/accept-event.ts';
import type { Answer } from '../../packages/server/src/events/accept-event.ts';
import type { FeedRecord } from '../../packages/server/src/feeds/feed-record.ts';
import type { ProblemError } from '../../packages/server/src/http/problem-error.ts';
import { createIdMaker } from '../../packages/server/src/ids/new-id.ts';
import { SAMPLES_FOLDER } from '../../packages/server/src/installation.ts';
import type { RenderPool } from '../../packages/server/src/rendering/render-pool.ts';
import type { Ledger } from '../../packages/server/src/storage/ledger/ledger.ts';
import { openDatabase } from '../../packages/server/src/storage/ledger/sqlite/open-database.ts';
import { createSqliteLedger } from '../../packages/server/src/storage/ledger/sqlite/open-sqlite-ledger.ts';
import { openLowdbWorkspace } from '../../packages/server/src/storage/workspace/lowdb/open-lowdb-workspace.ts';
import { createTriggerIndex } from '../../packages/server/src/triggers/trigger-index.ts';
import type { TriggerRecord } from '../../packages/server/src/triggers/trigger-record.ts';

/** The clock of every bench stands still here. */
export const NOW = Date.parse('2026-11-21T10:00:00.000Z');

const AT = new Date(NOW).toISOString();
const ENTITY = { version: 1, createdAt: AT, updatedAt: AT };
const FEED: FeedRecord = {
  ...ENTITY,
  id: 'fed_1',
  name: 'shop',
  customers: 'all',
  timeZone: 'America/New_York',
  enabled: true,
  token: 't',
};
const DESTINATION: TriggerRecord['destination'] = {
  kind: 'url',
  url: 'https://example.com/',
  method: 'POST',
  headers: [],
  auth: { kind: 'none' },
  sign: true,
  timeoutSeconds: 30,
};
const CATALOG = await loadCatalog(join(SAMPLES_FOLDER, 'catalog'));

export interface SendOptions {
  /** The idempotency key. */
  key?: string;
  feed?: Partial<FeedRecord>;
}

export type Refusal = Pick<ProblemError, 'code' | 'message' | 'errors'> & { status: number };

export interface DeliveryRow {
  /** Of the trigger. */
  id: string;
  status: string;
  reason: string | null;
  revision: number;
  due: number | null;
}

export interface IntakeBench {
  ledger: Ledger;
  /** How often the runner was woken, and the pool asked for what filters say. */
  readonly counts: { woken: number; asked: number };
  /** An active trigger of customer `cus_1` (`A-1`, Acme) with template `tpl_1`, whose revision 4 is published. */
  putTrigger(id: string, routes: Route[], change?: Partial<TriggerRecord>): Promise<void>;
  /** Text and bytes are sent as they are, the rest as JSON. Fails when it is refused. */
  sendAccepted(body: unknown, options?: SendOptions): Promise<Accepted & { status: number }>;
  /** Fails when it is accepted. */
  sendRefused(body: unknown, options?: SendOptions): Promise<Refusal>;
  countRows(table: string): unknown;
  listDeliveries(): DeliveryRow[];
  stop(): Promise<void>;
}

/** An intake with a ledger and a workspace of its own. The pool stays the caller's. */
export async function startIntakeBench(pool: RenderPool): Promise<IntakeBench> {
  const folder = await mkdtemp(join(tmpdir(), 'postmap-intake-'));
  const database = openDatabase(join(folder, 'ledger.db'));
  const ledger = createSqliteLedger(database);
  const workspace = await openLowdbWorkspace({ file: join(folder, 'workspace.json') });
  await workspace.write(async (writer) => {
    const variables = { tier: 'gold' };
    await writer.customers.put({ ...ENTITY, id: 'cus_1', name: 'Acme', externalId: 'A-1', variables });
    const published = { revision: 4, publishedAt: AT };
    const draft = {
      description: '',
      language: 'jsonata',
      source: '1',
      format: 'json',
      formatOptions: {},
      eventType: null,
      target: null,
    } as const;
    await writer.templates.put({ ...ENTITY, ...draft, id: 'tpl_1', name: 'Order', published });
  });
  const counts = { woken: 0, asked: 0 };
  const intake = createIntake({
    events: ledger.events,
    catalog: CATALOG,
    index: createTriggerIndex({ workspace, states: ledger.triggerStates }),
    pool: {
      checkConditions(...args) {
        counts.asked++;
        return pool.checkConditions(...args);
      },
    },
    newId: createIdMaker(() => NOW),
    now: () => NOW,
    wake: () => counts.woken++,
  });
  const send = (body: unknown, { key, feed }: SendOptions = {}): Promise<Answer> =>
    intake.accept({ feed: { ...FEED, ...feed }, body: toBytes(body), idempotencyKey: key ?? null });
  return {
    ledger,
    counts,

    async putTrigger(id, routes, change = {}) {
      const trigger: TriggerRecord = {
        ...ENTITY,
        id,
        customerId: 'cus_1',
        name: `Trigger ${id}`,
        routes,
        includeTest: true,
        templateId: 'tpl_1',
        revision: 'published',
        destination: DESTINATION,
        retry: 'standard',
        delayMinutes: 0,
        throttle: null,
        orderingKey: null,
        blockAfter: null,
        status: 'active',
        signingSecrets: [],
        ...change,
      };
      await workspace.write((writer) => writer.triggers.put(trigger));
    },

    async sendAccepted(body, options) {
      const answer = await send(body, options);
      if (answer.kind !== 'accepted') throw new Error(`refused: ${answer.problem.message}`);
      return { status: answer.status, ...answer.accepted };
    },

    async sendRefused(body, options) {
      const answer = await send(body, options);
      if (answer.kind !== 'refused') throw new Error('accepted');
      const { code, message, errors } = answer.problem;
      return { status: answer.status, code, message, errors };
    },

    countRows: (table) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
    listDeliveries: () =>
      database
        .prepare<[], DeliveryRow>(
          'SELECT trigger_id AS id, status, reason, revision, next_attempt_at AS due FROM deliveries ORDER BY id',
        )
        .all(),

    async stop() {
      await ledger.close();
      await workspace.close();
      await rm(folder, { recursive: true });
    },
  };
}

function toBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
}
