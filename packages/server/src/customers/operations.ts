import { customerInputSchema } from '../contract/index.ts';
import type { Customer, CustomerInput, Page, PageQuery } from '../contract/index.ts';
import { beginRecord, checkVersion, countChange, listNames, mergeInput } from '../http/change-record.ts';
import { pageOf } from '../http/page-of.ts';
import { notFound, ProblemError } from '../http/problem-error.ts';
import type { ServerDeps } from '../server-deps.ts';
import type { WorkspaceWriter } from '../storage/workspace/workspace.ts';
import type { CustomerRecord } from './customer-record.ts';

type CustomerDeps = Pick<ServerDeps, 'workspace' | 'now' | 'newId'>;

export async function listCustomers({ workspace }: CustomerDeps, query: PageQuery): Promise<Page<Customer>> {
  const page = pageOf(await workspace.records.customers.list(), query);
  const counts = new Map<string, number>();
  for (const { customerId } of await workspace.records.triggers.list())
    counts.set(customerId, (counts.get(customerId) ?? 0) + 1);
  return { ...page, items: page.items.map((record) => ({ ...record, triggerCount: counts.get(record.id) ?? 0 })) };
}

export async function getCustomer({ workspace }: CustomerDeps, id: string): Promise<Customer> {
  const record = await workspace.records.customers.get(id);
  if (record === undefined) throw notFound('customer', id);
  return presentCustomer(record, workspace);
}

export async function createCustomer({ workspace, now, newId }: CustomerDeps, input: CustomerInput): Promise<Customer> {
  const record: CustomerRecord = { ...beginRecord(newId('cus'), now()), ...input };
  await workspace.write((writer) => writer.customers.put(record));
  return { ...record, triggerCount: 0 };
}

export async function changeCustomer(
  { workspace, now }: CustomerDeps,
  change: { id: string; patch: unknown; version: number | undefined },
): Promise<Customer> {
  const record = await workspace.write(async (writer) => {
    const kept = await writer.customers.get(change.id);
    if (kept === undefined) throw notFound('customer', change.id);
    checkVersion(kept, change.version);
    const changed = { ...kept, ...mergeInput(customerInputSchema, kept, change.patch), ...countChange(kept, now()) };
    await writer.customers.put(changed);
    return changed;
  });
  return presentCustomer(record, workspace);
}

/** Deletes a customer without triggers, and takes it off the feeds that name it. */
export async function deleteCustomer({ workspace, now }: CustomerDeps, id: string): Promise<void> {
  await workspace.write(async (writer) => {
    const record = await writer.customers.get(id);
    if (record === undefined) throw notFound('customer', id);
    const triggers = (await writer.triggers.list()).filter(({ customerId }) => customerId === id);
    if (triggers.length > 0) {
      const names = listNames(triggers.map(({ name }) => name));
      throw new ProblemError(
        'has-dependants',
        `The customer ${JSON.stringify(record.name)} has triggers (${names}): delete them first.`,
      );
    }
    await takeOffFeeds(writer, id, now());
    await writer.customers.delete(id);
  });
}

async function takeOffFeeds(writer: WorkspaceWriter, customerId: string, now: number): Promise<void> {
  const feeds = (await writer.feeds.list()).filter(
    ({ customers }) => customers !== 'all' && customers.includes(customerId),
  );
  await Promise.all(
    feeds.map((feed) => {
      const customers =
        feed.customers === 'all' ? feed.customers : feed.customers.filter((other) => other !== customerId);
      return writer.feeds.put({ ...feed, customers, ...countChange(feed, now) });
    }),
  );
}

async function presentCustomer(record: CustomerRecord, workspace: CustomerDeps['workspace']): Promise<Customer> {
  const triggers = await workspace.records.triggers.list();
  return { ...record, triggerCount: triggers.filter(({ customerId }) => customerId === record.id).length };
}
