import { join } from 'node:path';
import { generateToken } from '../access/access-keys.ts';
import { customerInputSchema, feedInputSchema, triggerInputSchema } from '../contract/index.ts';
import type { Revision } from '../contract/index.ts';
import type { CustomerRecord } from '../customers/customer-record.ts';
import type { FeedRecord } from '../feeds/feed-record.ts';
import { beginRecord, countChange } from '../http/change-record.ts';
import { generateSigningSecret } from '../outbound/signing.ts';
import type { SampleTemplate } from '../samples/sample-templates.ts';
import type { ServerDeps } from '../server-deps.ts';
import { linkDraft } from '../templates/find-partials.ts';
import type { TemplateRecord } from '../templates/template-record.ts';
import { secretPlace } from '../triggers/destination-secrets.ts';
import type { TriggerRecord } from '../triggers/trigger-record.ts';
import { seedCases } from './seed-cases.ts';

export const DEMO_FEED_NAME = 'demo';
const SEEDED = 'demo-seeded';

type DemoDeps = Pick<
  ServerDeps,
  'workspace' | 'ledger' | 'catalog' | 'builtInSamples' | 'secretBox' | 'addresses' | 'now' | 'newId' | 'randomBytes'
>;

/**
 * Makes what a newcomer can try at once: feed `demo`, a customer, the sample templates with their cases, published, and for each that is marked for the
 * demo an active trigger to the built-in inbox. Once per workspace, however often it is called.
 */
export async function seedDemo(deps: DemoDeps, templates: readonly SampleTemplate[]): Promise<void> {
  if (await deps.workspace.hasMark(SEEDED)) return;
  const { now, newId, randomBytes } = deps;
  const customer: CustomerRecord = {
    ...beginRecord(newId('cus'), now()),
    ...customerInputSchema.parse({ name: 'Demo customer', externalId: 'demo' }),
  };
  const feed: FeedRecord = {
    ...beginRecord(newId('feed'), now()),
    ...feedInputSchema.parse({ name: DEMO_FEED_NAME, customers: [customer.id] }),
    token: generateToken(randomBytes),
  };
  const seeded = templates.map(({ template, demo, cases }) => ({ demo, cases, record: publishFirst(template, deps) }));
  const records = seeded.map(({ record }) => record);
  // First the ledger: a workspace must never point at a revision that is not there.
  for (const revision of await publishTogether(records)) await deps.ledger.revisions.add(revision);
  const triggers = seeded.flatMap(({ demo, record }) =>
    demo && record.eventType !== null
      ? [makeTrigger(record.eventType, { template: record, customer, feed }, deps)]
      : [],
  );
  const caseRecords = seeded.flatMap(({ record, cases }) => seedCases(record.id, cases, deps));
  await deps.workspace.write(async (writer) => {
    await writer.customers.put(customer);
    await writer.feeds.put(feed);
    await Promise.all(records.map((record) => writer.templates.put(record)));
    await Promise.all(caseRecords.map((record) => writer.cases.put(record)));
    await Promise.all(triggers.map((trigger) => writer.triggers.put(trigger)));
    await writer.setMark(SEEDED);
  });
}

/** Points the demo's triggers at the inbox of this server, when it was started on another port than before. */
export async function moveDemo({
  workspace,
  addresses,
  now,
}: Pick<DemoDeps, 'workspace' | 'addresses' | 'now'>): Promise<void> {
  const url = demoInbox(addresses.origin);
  const moved = (await workspace.records.triggers.list()).flatMap((trigger) => {
    const { destination } = trigger;
    if (destination.kind !== 'url' || !isDemoInbox(destination.url) || destination.url === url) return [];
    return [{ ...trigger, ...countChange(trigger, now()), destination: { ...destination, url } }];
  });
  if (moved.length === 0) return;
  await workspace.write(async (writer) => {
    await Promise.all(moved.map((trigger) => writer.triggers.put(trigger)));
  });
}

function demoInbox(origin: string): string {
  return `${origin}/inbox/demo`;
}

/** Only this machine's own `/inbox/demo`: nothing else that a person may have set. */
function isDemoInbox(url: string): boolean {
  return /^http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost):\d+\/inbox\/demo$/.test(url);
}

function publishFirst(template: SampleTemplate['template'], { now, newId }: DemoDeps): TemplateRecord {
  const begun = beginRecord(newId('tpl'), now());
  return { ...begun, ...template, published: { revision: 1, publishedAt: begun.createdAt } };
}

/** The first revision of each, with what it calls of the others. */
async function publishTogether(records: readonly TemplateRecord[]): Promise<Revision[]> {
  const revisions = new Map(records.map((record) => [record.id, firstRevision(record)]));
  const published = {
    records: { templates: { list: async () => [...records] } },
    ledger: { revisions: { get: async (templateId: string) => revisions.get(templateId) } },
  };
  return Promise.all(
    records.map(async (record) => {
      const { frozen } = await linkDraft(published, record);
      return { ...firstRevision(record), partials: frozen };
    }),
  );
}

function firstRevision({ id, language, source, format, formatOptions, createdAt }: TemplateRecord): Revision {
  return {
    templateId: id,
    revision: 1,
    language,
    source,
    format,
    formatOptions,
    partials: [],
    note: 'Comes with Postmap',
    publishedAt: createdAt,
    publishedBy: 'Postmap',
  };
}

function makeTrigger(
  event: string,
  { template, customer, feed }: { template: TemplateRecord; customer: CustomerRecord; feed: FeedRecord },
  { catalog, secretBox, addresses, now, newId, randomBytes }: DemoDeps,
): TriggerRecord {
  const begun = beginRecord(newId('trg'), now());
  const input = triggerInputSchema.parse({
    customerId: customer.id,
    name: `${catalog.resolve(event)?.title ?? event} to the inbox`,
    routes: [{ events: [event], feedIds: [feed.id] }],
    includeTest: true,
    templateId: template.id,
    destination: { kind: 'url', url: demoInbox(addresses.origin) },
  });
  const sealed = secretBox.seal(generateSigningSecret(randomBytes), secretPlace(begun.id));
  return {
    ...begun,
    ...input,
    status: 'active',
    signingSecrets: [{ sealed, createdAt: begun.createdAt, until: null }],
  };
}

/** The command that a newcomer runs first: one of the sample payloads, posted to the demo feed; undefined without one. */
export async function describeFirstEvent(
  { workspace, addresses }: Pick<DemoDeps, 'workspace' | 'addresses'>,
  samplesFolder: string,
): Promise<string | undefined> {
  const feed = (await workspace.records.feeds.list()).find(({ name }) => name === DEMO_FEED_NAME);
  if (feed === undefined) return undefined;
  const payload = join(samplesFolder, 'payloads', 'order_updated.json');
  return `curl -X POST --data-binary "@${payload}" ${addresses.origin}/in/${feed.token}`;
}
