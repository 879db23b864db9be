import type { Database, Statement } from 'better-sqlite3';
import { StorageUnavailable } from '../../storage-errors.ts';
import { isStorageFault, toStorageUnavailable } from './sqlite-faults.ts';

/** Runs the operation's SQL and answers how to tell its caller, once the outcome is on disk. */
interface Operation {
  run: () => () => void;
  reject: (error: unknown) => void;
}

/** Hears of each transaction: how long it took, fsync included, and how many operations it had. Must not throw. */
export type OnCommit = (durationMs: number, operations: number) => void;

/**
 * The only way to write: what is asked for within one turn of the event loop becomes one transaction, and so one fsync, with a savepoint
 * for each operation. Requests that arrive while the disk is busy wait in their sockets and make the next batch, so batches grow with
 * load and a lone write waits for nothing. Nothing is answered before the commit.
 */
export class GroupCommit {
  /** Bounds how long one transaction keeps the event loop. */
  static readonly maxBatch = 100;

  readonly #database: Database;
  readonly #begin: Statement<[]>;
  readonly #commit: Statement<[]>;
  readonly #rollback: Statement<[]>;
  readonly #savepoint: Statement<[]>;
  readonly #release: Statement<[]>;
  readonly #undo: Statement<[]>;
  readonly #onCommit: OnCommit | undefined;
  readonly #waiting: Operation[] = [];
  #planned: NodeJS.Immediate | undefined;
  #closed = false;

  constructor(database: Database, onCommit?: OnCommit) {
    this.#database = database;
    this.#onCommit = onCommit;
    // IMMEDIATE: a transaction that reads first and then writes could not be upgraded.
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
    this.#rollback = database.prepare('ROLLBACK');
    this.#savepoint = database.prepare('SAVEPOINT operation');
    this.#release = database.prepare('RELEASE operation');
    this.#undo = database.prepare('ROLLBACK TO operation');
  }

  /**
   * Runs `operate` inside a transaction; what it wrote is on disk when the promise resolves. What it throws undoes it alone and rejects it
   * alone; when the disk fails, everything of its batch is undone and rejects with StorageUnavailable.
   */
  write<R>(operate: () => R): Promise<R> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(new StorageUnavailable('The ledger is closed.'));
        return;
      }
      this.#waiting.push({
        run: () => {
          const result = operate();
          return () => resolve(result);
        },
        reject,
      });
      this.#planned ??= setImmediate(() => this.#commitBatch());
    });
  }

  /** Commits what waits; later writes are refused. */
  close(): void {
    this.#closed = true;
    clearImmediate(this.#planned);
    while (this.#waiting.length > 0) this.#commitBatch();
  }

  #commitBatch(): void {
    const batch = this.#waiting.splice(0, GroupCommit.maxBatch);
    this.#planned = this.#waiting.length > 0 ? setImmediate(() => this.#commitBatch()) : undefined;
    const startedAt = performance.now();
    const outcomes = this.#runBatch(batch);
    const durationMs = performance.now() - startedAt;
    for (const settle of outcomes) settle();
    this.#onCommit?.(durationMs, batch.length);
  }

  #runBatch(batch: readonly Operation[]): (() => void)[] {
    try {
      this.#begin.run();
      const outcomes = batch.map((operation) => this.#runOperation(operation));
      this.#commit.run();
      return outcomes;
    } catch (error) {
      // After a full disk or an I/O error SQLite may have rolled back already.
      if (this.#database.inTransaction) this.#rollback.run();
      const unavailable = toStorageUnavailable(error);
      return batch.map((operation) => () => operation.reject(unavailable));
    }
  }

  #runOperation(operation: Operation): () => void {
    this.#savepoint.run();
    try {
      const settle = operation.run();
      this.#release.run();
      return settle;
    } catch (error) {
      if (isStorageFault(error) || !this.#database.inTransaction) throw error;
      this.#undo.run();
      this.#release.run();
      return () => operation.reject(error);
    }
  }
}
