import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeLedgerPort } from '../../../../../../test/conformance/ledger-port.ts';
import type { LedgerFixture } from '../../../../../../test/conformance/ledger-port.ts';
import { describeQueueModel } from '../../../../../../test/conformance/queue-model.ts';
import { describeQueueProgress } from '../../../../../../test/conformance/queue-progress.ts';
import { describeQueuePort } from '../../../../../../test/conformance/queue-port.ts';
import { openSqliteLedger } from './open-sqlite-ledger.ts';

const createFixture = async (): Promise<LedgerFixture> => {
  const folder = await mkdtemp(join(tmpdir(), 'postmap-ledger-'));
  return {
    open: () => openSqliteLedger({ file: join(folder, 'ledger.db') }),
    dispose: () => rm(folder, { recursive: true }),
  };
};

describeLedgerPort('sqlite', createFixture);
describeQueuePort('sqlite', createFixture);
describeQueueModel('sqlite', createFixture);
describeQueueProgress('sqlite', createFixture);
