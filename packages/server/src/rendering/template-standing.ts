/** Names a template, or a list of strings, for its standing. */
export type TemplateKey = string;

/** Quicker answers than this make a template proven. */
const QUICK_MS = 100;
const SUSPECT_MS = 60_000;
const KEPT = 2000;

/**
 * What is known of each template's conduct, so that a hostile one cannot hold every process: one that was killed within the last minute is
 * a suspect, and all suspects share one process; one that has not yet answered quickly runs in one process at a time; others run freely.
 */
export class TemplateStandings {
  readonly #proven = new Set<TemplateKey>();
  readonly #suspectUntil = new Map<TemplateKey, number>();
  readonly #running = new Map<TemplateKey, number>();
  /** The suspects that run, as they stood at their start. */
  readonly #runningSuspects = new Set<TemplateKey>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  isSuspect(key: TemplateKey): boolean {
    const until = this.#suspectUntil.get(key);
    if (until === undefined) return false;
    if (until > this.#now()) return true;
    this.#suspectUntil.delete(key);
    return false;
  }

  mayStart(key: TemplateKey): boolean {
    if (this.isSuspect(key)) return this.#runningSuspects.size === 0 && !this.#running.has(key);
    return this.#proven.has(key) || !this.#running.has(key);
  }

  started(key: TemplateKey): void {
    this.#running.set(key, (this.#running.get(key) ?? 0) + 1);
    if (this.isSuspect(key)) this.#runningSuspects.add(key);
  }

  answered(key: TemplateKey, durationMs: number): void {
    this.#stopped(key);
    if (durationMs > QUICK_MS) {
      this.#proven.delete(key);
      return;
    }
    this.#suspectUntil.delete(key);
    this.#proven.add(key);
    dropOldest(this.#proven);
  }

  /** It was not begun after all. */
  unsent(key: TemplateKey): void {
    this.#stopped(key);
  }

  lost(key: TemplateKey): void {
    this.#stopped(key);
    this.suspect(key);
  }

  suspect(key: TemplateKey): void {
    this.#proven.delete(key);
    this.#suspectUntil.delete(key);
    this.#suspectUntil.set(key, this.#now() + SUSPECT_MS);
    dropOldest(this.#suspectUntil);
  }

  #stopped(key: TemplateKey): void {
    const running = (this.#running.get(key) ?? 0) - 1;
    if (running > 0) this.#running.set(key, running);
    else this.#running.delete(key);
    this.#runningSuspects.delete(key);
  }
}

function dropOldest(kept: { size: number; keys(): Iterator<TemplateKey>; delete(key: TemplateKey): boolean }): void {
  const oldest = kept.keys().next();
  if (kept.size > KEPT && oldest.done !== true) kept.delete(oldest.value);
}
