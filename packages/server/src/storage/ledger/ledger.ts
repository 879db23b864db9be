import type { AuditStore } from '../../access/audit-store.ts';
import type { KeyUseStore } from '../../access/key-use-store.ts';
import type { SessionStore } from '../../access/session-store.ts';
import type { AlertStore } from '../../deliveries/alert-store.ts';
import type { DeliveryStore } from '../../deliveries/delivery-store.ts';
import type { EventStore } from '../../events/event-store.ts';
import type { InboxStore } from '../../inbox/inbox-store.ts';
import type { Queue } from '../../queue/queue.ts';
import type { SampleStore } from '../../samples/sample-store.ts';
import type { RevisionStore } from '../../templates/revision-store.ts';
import type { BackfillStore } from '../../triggers/backfill-store.ts';
import type { TriggerStateStore } from '../../triggers/trigger-state-store.ts';

/** What happened: every store of the ledger on one database, and the queue whose leases live beside the deliveries. */
export interface Ledger {
  events: EventStore;
  deliveries: DeliveryStore;
  alerts: AlertStore;
  backfills: BackfillStore;
  revisions: RevisionStore;
  triggerStates: TriggerStateStore;
  samples: SampleStore;
  inbox: InboxStore;
  sessions: SessionStore;
  keyUses: KeyUseStore;
  audit: AuditStore;
  queue: Queue;
  /** Rejects when a write does not reach the disk. */
  checkHealth(): Promise<void>;
  close(): Promise<void>;
}
