import { openSqliteLedger } from '../../packages/server/src/storage/ledger/sqlite/open-sqlite-ledger.ts';
import { newDelivery, newEvent } from '../conformance/records.ts';

/**
 * A program that accepts events until it is killed: `node accept-events.ts FILE PREFIX`. It prints the id of each event whose accept
 * has resolved, one a line, and nothing before.
 */
const [, , file, prefix] = process.argv;
if (file === undefined || prefix === undefined) throw new Error('Usage: accept-events.ts FILE PREFIX');

const ledger = await openSqliteLedger({ file });
let count = 0;

async function acceptForEver(): Promise<never> {
  for (;;) {
    count += 1;
    const event = newEvent({ id: `${prefix}_${count}`, sourceEventId: `${prefix}_${count}` });
    const deliveries = [1, 2].map((part) => newDelivery(event, { id: `${prefix}_${count}_${part}` }));
    await ledger.events.accept(event, deliveries);
    process.stdout.write(`${event.id}\n`);
  }
}

await Promise.all(Array.from({ length: 20 }, acceptForEver));
