import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadCatalog } from '../catalog/catalog.ts';
import { openLiveCatalog } from '../catalog/live-catalog.ts';
import { triggerInputSchema } from '../contract/index.ts';
import { createIdMaker } from '../ids/new-id.ts';
import { SAMPLES_FOLDER } from '../installation.ts';
import { createRenderPool } from '../rendering/child-render-pool.ts';
import type { RenderPool } from '../rendering/render-pool.ts';
import type { Ledger } from '../storage/ledger/ledger.ts';
import { openSqliteLedger } from '../storage/ledger/sqlite/open-sqlite-ledger.ts';
import { openLowdbWorkspace } from '../storage/workspace/lowdb/open-lowdb-workspace.ts';
import type { Workspace } from '../storage/workspace/workspace.ts';
import { createBackfillRunner } from './backfill-runner.ts';

const AT = '2026-11-21T12:00:00.000Z';
const range = { triggerId: 'trg_1', templateId: 'tpl_1', revision: 1, afterId: 'evt_0', untilId: 'evt_5' };

let folder: string;
let ledger: Ledger;
let workspace: Workspace;
let renderPool: RenderPool;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postmap-backfill-'));
  ledger = await openSqliteLedger({ file: join(folder, 'ledger.sqlite') });
  workspace = await openLowdbWorkspace({ file: join(folder, 'workspace.json') });
  renderPool = createRenderPool({ size: 2 });
  const input = triggerInputSchema.parse({
    customerId: 'cus_1',
    name: 'Orders',
    routes: [{ events: ['order.updated'] }],
    templateId: 'tpl_1',
    destination: { kind: 'url', url: 'https://example.com' },
  });
  const trigger = { id: 'trg_1', version: 1, createdAt: AT, updatedAt: AT, ...input, signingSecrets: [] };
  await workspace.write((writer) => writer.triggers.put({ ...trigger, status: 'active' }));
});
afterEach(async () => {
  await renderPool.close();
  await workspace.close();
  await ledger.close();
  await rm(folder, { recursive: true });
});

test('one that begins in the very commit that ends another is carried out too', async () => {
  let again: Promise<unknown> | undefined;
  const { backfills } = ledger;
  const runner = createBackfillRunner({
    ledger: {
      ...ledger,
      backfills: {
        ...backfills,
        advance: (...page) => {
          const ended = backfills.advance(...page);
          // Asked for in the same turn of the event loop, so one transaction writes both.
          again ??= backfills.begin({ ...range, untilId: 'evt_9' }).then(() => runner.run('trg_1', 5_000));
          return ended;
        },
      },
    },
    workspace,
    catalog: await openLiveCatalog(await loadCatalog(join(SAMPLES_FOLDER, 'catalog')), workspace),
    renderPool,
    now: Date.now,
    newId: createIdMaker(),
    wake: () => undefined,
    logger: pino({ level: 'silent' }),
  });
  await backfills.begin(range);
  await runner.run('trg_1', 5_000);
  expect(await again).toEqual({ count: 0, complete: true });
  expect(await backfills.get('trg_1')).toMatchObject({ afterId: 'evt_9', complete: true });
  expect(await backfills.listOpen()).toEqual([]);
  await runner.stop();
});
