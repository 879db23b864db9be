import { join } from 'node:path';
import { inspectLedger, inspectWorkspace } from '../../storage/inspect-storage.ts';
import type { StorageState } from '../../storage/inspect-storage.ts';
import { fail, ok } from './finding.ts';
import type { Finding } from './finding.ts';

/** @param running whether a Postmap answers at the address of the settings: then the ledger is rightly held */
export async function checkStorage(dataDir: string, running: boolean): Promise<Finding[]> {
  const [ledger, workspace] = [join(dataDir, 'ledger.db'), join(dataDir, 'workspace.json')];
  return [
    judge('ledger', ledger, inspectLedger(ledger), running),
    judge('workspace', workspace, await inspectWorkspace(workspace), running),
  ];
}

function judge(check: string, file: string, state: StorageState, running: boolean): Finding {
  if (state.kind === 'missing') return ok(check, 'made at the first start');
  if (state.kind === 'readable') return ok(check, `${file}: ${state.summary}`);
  if (state.kind === 'refused')
    return fail(check, state.message, `restore ${file} from a backup, or do as the message says`);
  if (running) return ok(check, `${file} is held by the running server`);
  return fail(
    check,
    `${file} is held by another process, and no Postmap answers at the address of these settings`,
    'stop that process, or set POSTMAP_PORT and POSTMAP_HOST to where it listens',
  );
}
