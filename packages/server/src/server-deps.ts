import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Instance } from './about/operations.ts';
import type { FailedAttempts } from './access/failed-attempts.ts';
import type { LastUses } from './access/last-uses.ts';
import type { OwnAddresses } from './access/own-addresses.ts';
import type { SignInLinks } from './access/sign-in-links.ts';
import type { LiveCatalog } from './catalog/live-catalog.ts';
import type { DeliveryRunner } from './deliveries/delivery-runner.ts';
import type { FeedIndex } from './feeds/feed-index.ts';
import type { Intake } from './events/accept-event.ts';
import type { MakeId } from './ids/new-id.ts';
import type { Cidr } from './outbound/address-guard.ts';
import type { Mailer } from './outbound/mailer.ts';
import type { LiveChanges } from './live/live-changes.ts';
import type { RenderPool } from './rendering/render-pool.ts';
import type { Sample } from './contract/index.ts';
import type { SecretBox } from './secrets/secret-box.ts';
import type { LiveSettings } from './settings/live-settings.ts';
import type { Ledger } from './storage/ledger/ledger.ts';
import type { Workspace } from './storage/workspace/workspace.ts';
import type { CaseVerdicts } from './templates/case-verdicts.ts';
import type { TriggerIndex } from './triggers/trigger-index.ts';
import type { BackfillRunner } from './triggers/backfill-runner.ts';

/** What the app and its operations work with; made once, in `start-server.ts`. Operations name those they use. */
export interface ServerDeps {
  workspace: Workspace;
  ledger: Ledger;
  catalog: LiveCatalog;
  builtInSamples: readonly Sample[];
  renderPool: RenderPool;
  caseVerdicts: CaseVerdicts;
  runner: DeliveryRunner;
  backfills: BackfillRunner;
  intake: Intake;
  triggerIndex: TriggerIndex;
  liveChanges: LiveChanges;
  metricsRegistry: Registry;
  feedIndex: FeedIndex;
  secretBox: SecretBox;
  mailer: Mailer;
  settings: LiveSettings;
  instance: Instance;
  addresses: OwnAddresses;
  /** SHA-256 of the admin key, lower-case hex. */
  adminKeyHash: string;
  signInLinks: SignInLinks;
  failedAttempts: FailedAttempts;
  lastUses: LastUses;
  /** Networks of the proxies whose `X-Forwarded-For` is believed. */
  trustedProxies: readonly Cidr[];
  /** The folder of the built page. */
  pageFolder: string;
  logger: Logger;
  /** UTC milliseconds. */
  now: () => number;
  newId: MakeId;
  randomBytes: (size: number) => Uint8Array;
}
