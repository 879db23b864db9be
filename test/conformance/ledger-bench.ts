import { afterEach, beforeEach } from 'vitest';
import type { Ledger } from '../../packages/server/src/storage/ledger/ledger.ts';
import type { LedgerFixture } from './ledger-port.ts';
import { newDelivery, newEvent, NOON } from './records.ts';

export type LedgerBench = ReturnType<typeof setUpLedgerBench>;

/** A ledger of its own for each test of the describe block that calls this. */
export function setUpLedgerBench(create: () => Promise<LedgerFixture>) {
  let fixture: LedgerFixture;
  let ledger: Ledger;
  beforeEach(async () => {
    fixture = await create();
    ledger = await fixture.open();
  });
  afterEach(async () => {
    await ledger.close();
    await fixture.dispose();
  });
  return {
    /** As it is open now. */
    get ledger() {
      return ledger;
    },
    async reopen(): Promise<void> {
      await ledger.close();
      ledger = await fixture.open();
    },
    /** An event with one delivery, whose id it answers. */
    async acceptOne(overrides: Parameters<typeof newDelivery>[1] = {}, at = NOON): Promise<string> {
      const event = newEvent({ receivedAt: at });
      const delivery = newDelivery(event, overrides);
      await ledger.events.accept(event, [delivery]);
      return delivery.id;
    },
  };
}
