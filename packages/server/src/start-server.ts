import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { availableParallelism } from 'node:os';
import { destination, pino } from 'pino';
import { generateKey, generateToken, hashSecret } from './access/access-keys.ts';
import { loadAdminKey } from './access/admin-key-file.ts';
import { createFailedAttempts } from './access/failed-attempts.ts';
import { createLastUses } from './access/last-uses.ts';
import { mintSignInLink } from './access/session-operations.ts';
import { createSignInLinks } from './access/sign-in-links.ts';
import { createApp } from './app.ts';
import { loadCatalog } from './catalog/catalog.ts';
import { openLiveCatalog } from './catalog/live-catalog.ts';
import type { Config } from './config.ts';
import { createDeliveryRunner } from './deliveries/delivery-runner.ts';
import { describeFirstEvent, moveDemo, seedDemo } from './demo/seed-demo.ts';
import { createIntake } from './events/accept-event.ts';
import { createFeedIndex } from './feeds/feed-index.ts';
import { ensureDefaultFeed } from './feeds/operations.ts';
import { createIdMaker } from './ids/new-id.ts';
import { receiveEmail } from './inbox/operations.ts';
import { createLiveChanges } from './live/live-changes.ts';
import { publishWorkspace } from './live/publish-workspace.ts';
import { addGauges } from './metrics/add-gauges.ts';
import { measureIntake } from './metrics/measure-intake.ts';
import { measureRenders } from './metrics/measure-renders.ts';
import { createMetrics } from './metrics/metrics.ts';
import { createHttpClient } from './outbound/http-client.ts';
import { createMailer } from './outbound/mailer.ts';
import { createRenderPool } from './rendering/child-render-pool.ts';
import { maskOutcomes } from './rendering/mask-outcomes.ts';
import { loadBuiltInSamples } from './samples/built-in-samples.ts';
import { loadSampleTemplates } from './samples/sample-templates.ts';
import { createSecretBox } from './secrets/secret-box.ts';
import { loadSecretKey } from './secrets/secret-key.ts';
import { openLiveSettings } from './settings/live-settings.ts';
import { closeServer, createHttpServer, listen, originOf } from './http/listen.ts';
import { PAGE_FOLDER, SAMPLES_FOLDER } from './installation.ts';
import type { ServerDeps } from './server-deps.ts';
import { openSqliteLedger } from './storage/ledger/sqlite/open-sqlite-ledger.ts';
import { watchLedger } from './storage/ledger/watch-ledger.ts';
import { openLowdbWorkspace } from './storage/workspace/lowdb/open-lowdb-workspace.ts';
import { createCaseVerdicts } from './templates/case-verdicts.ts';
import { createBackfillRunner } from './triggers/backfill-runner.ts';
import { createTriggerIndex } from './triggers/trigger-index.ts';

/** A server that answers. */
export interface StartedServer {
  /** Where it listens, without a path. */
  url: string;
  adminKey: string;
  /** A link that signs in once, within ten minutes. */
  signInLink: string;
  /** A command that posts a sample to the demo feed; undefined without the demo. */
  firstEvent: string | undefined;
  /** Lets deliveries under way end, takes no more requests and closes everything. Safe to call again. */
  close(): Promise<void>;
}

export interface StartOptions {
  /** Postmap's version, which deliveries name. */
  version: string;
  /** The folder of the built page, where it is another than the shipped one. */
  pageFolder?: string;
}

/**
 * Composes the server and starts it: the one place that knows every implementation. Deliveries that were under way when it last ended go on.
 * Rejects with StorageRefused, SecretError, CatalogError or TemplateFileError, or with the system's error when the address cannot be
 * listened on; then nothing stays open.
 */
export async function startServer(config: Config, options: StartOptions): Promise<StartedServer> {
  const opened: (() => Promise<void>)[] = [];
  // What was opened last is closed first, and one failure does not leave the rest open.
  const closeAll = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (let close = opened.pop(); close !== undefined; close = opened.pop())
      await close().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be closed');
  };
  try {
    return { ...(await compose(config, options, opened)), close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function compose(
  config: Config,
  { version, pageFolder = PAGE_FOLDER }: StartOptions,
  opened: (() => Promise<void>)[],
): Promise<Omit<StartedServer, 'close'>> {
  const { dataDir } = config;
  const logger = pino({ level: config.logLevel, base: null }, destination({ dest: 2, sync: true }));
  const now = Date.now;
  const newId = createIdMaker(now);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });

  const liveChanges = createLiveChanges(now);
  const metrics = createMetrics(version);
  const ledger = watchLedger(
    await openSqliteLedger({ file: join(dataDir, 'ledger.db'), onCommit: metrics.recordCommit }),
    { changed: liveChanges.publish, ended: metrics.countEnded, sessionEnded: liveChanges.endSession },
  );
  opened.push(() => ledger.close());
  const workspace = await openLowdbWorkspace({ file: join(dataDir, 'workspace.json') });
  opened.push(() => workspace.close());
  publishWorkspace(workspace, liveChanges);
  const secretBox = createSecretBox(await loadSecretKey({ value: config.secretKey, dataDir }));
  const adminKey = config.adminKey ?? (await loadAdminKey(dataDir, () => generateKey(randomBytes)));
  const shippedCatalog = await loadCatalog(join(SAMPLES_FOLDER, 'catalog'));
  const catalog = await openLiveCatalog(shippedCatalog, workspace);
  const builtInSamples = await loadBuiltInSamples(join(SAMPLES_FOLDER, 'payloads'), shippedCatalog);

  const renderPool = measureRenders(
    maskOutcomes(
      createRenderPool({
        size: Math.min(4, availableParallelism()),
        onStartFailure: (error) => logger.error({ err: error }, 'a render process could not be started'),
      }),
    ),
    metrics,
  );
  opened.push(() => renderPool.close());

  // Listening comes before composing, because port 0 becomes a number only then; requests wait for the app.
  const ready = Promise.withResolvers<ReturnType<typeof createApp>>();
  const server = createHttpServer(async (request, env) => (await ready.promise).fetch(request, env));
  const origin = originOf(config.host, await listen(server, config));
  opened.push(() => closeServer(server));
  const addresses = { origin, publicOrigin: config.publicOrigin };

  const settings = await openLiveSettings({ workspace, secretBox, environment: config });
  const httpClient = createHttpClient({
    get allowNetworks() {
      return settings.allowNetworks;
    },
    ownOrigin: origin,
  });
  opened.push(() => httpClient.close());
  const mailer = createMailer({
    get smtp() {
      return settings.smtp;
    },
    drop: (drop) => receiveEmail({ ledger, now, newId }, drop),
  });
  const runner = createDeliveryRunner({
    ledger,
    workspace,
    pool: renderPool,
    http: httpClient,
    mailer,
    secretBox,
    log: logger,
    now,
    random: Math.random,
    version,
    observer: metrics.observer,
  });
  addGauges(metrics.registry, { runner, renderPool, liveChanges, now });
  const index = createTriggerIndex({ workspace, states: ledger.triggerStates });
  opened.push(async () => index.close());
  const feedIndex = createFeedIndex(workspace);
  opened.push(async () => feedIndex.close());
  const intake = createIntake({
    events: ledger.events,
    catalog,
    index,
    pool: renderPool,
    newId,
    now,
    wake: () => runner.wake(),
  });
  const backfills = createBackfillRunner({
    workspace,
    ledger,
    catalog,
    renderPool,
    logger,
    now,
    newId,
    wake: () => runner.wake(),
  });

  const deps: ServerDeps = {
    workspace,
    ledger,
    catalog,
    builtInSamples,
    renderPool,
    caseVerdicts: createCaseVerdicts(),
    runner,
    backfills,
    intake: measureIntake(intake, metrics),
    triggerIndex: index,
    liveChanges,
    metricsRegistry: metrics.registry,
    feedIndex,
    secretBox,
    mailer,
    settings,
    instance: { version, dataDir, startedAt: now() },
    addresses,
    logger,
    now,
    newId,
    randomBytes,
    adminKeyHash: hashSecret(adminKey),
    signInLinks: createSignInLinks(() => generateToken(randomBytes)),
    failedAttempts: createFailedAttempts(),
    lastUses: createLastUses({ ledger, logger, now }),
    trustedProxies: config.trustedProxies,
    pageFolder,
  };
  await ensureDefaultFeed(deps);
  if (config.demo) await seedDemo(deps, await loadSampleTemplates(SAMPLES_FOLDER));
  await moveDemo(deps);
  await runner.start();
  opened.push(() => runner.stop());
  await backfills.resume();
  opened.push(() => backfills.stop());
  // First of all at the end: open streams would hold everything else up.
  opened.push(async () => liveChanges.close());
  ready.resolve(createApp(deps));
  return {
    url: origin,
    adminKey,
    signInLink: (await mintSignInLink(deps, { role: 'admin' }, { name: 'server start' })).url,
    firstEvent: await describeFirstEvent(deps, SAMPLES_FOLDER),
  };
}
