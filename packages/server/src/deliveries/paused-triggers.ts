import type { Ledger } from '../storage/ledger/ledger.ts';
import type { Workspace } from '../storage/workspace/workspace.ts';

/** The triggers whose deliveries wait, by status or because Postmap paused them; kept, because every claim asks. */
export class PausedTriggers {
  readonly #workspace: Pick<Workspace, 'records'>;
  readonly #ledger: Pick<Ledger, 'triggerStates'>;
  #ids: string[] = [];
  #fresh = false;

  constructor(workspace: Pick<Workspace, 'records'>, ledger: Pick<Ledger, 'triggerStates'>) {
    this.#workspace = workspace;
    this.#ledger = ledger;
  }

  /** Makes the next `list` read anew. */
  invalidate(): void {
    this.#fresh = false;
  }

  async list(): Promise<readonly string[]> {
    // Set before reading, so that a change that happens meanwhile is read by the next.
    while (!this.#fresh) {
      this.#fresh = true;
      this.#ids = await this.#read().catch((error: unknown) => {
        this.#fresh = false;
        throw error;
      });
    }
    return this.#ids;
  }

  async #read(): Promise<string[]> {
    const [triggers, states] = await Promise.all([
      this.#workspace.records.triggers.list(),
      this.#ledger.triggerStates.list(),
    ]);
    const byStatus = triggers.filter(({ status }) => status === 'paused').map(({ id }) => id);
    const byPostmap = states.filter(({ pausedBecause }) => pausedBecause !== null).map(({ triggerId }) => triggerId);
    return [...new Set([...byStatus, ...byPostmap])];
  }
}
