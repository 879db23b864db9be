/**
 * Keeps each trigger to a number of tries at a time, so that a slow endpoint does not take the places of the others. A trigger that has
 * reached it is left alone until half of its tries have ended: then there is room for a batch, and no claim has to be given back.
 */
export class TriggerSlots {
  readonly #perTrigger: number;
  readonly #underWay = new Map<string, number>();
  readonly #full = new Set<string>();

  constructor(perTrigger: number) {
    this.#perTrigger = perTrigger;
  }

  begin(triggerId: string): void {
    const count = (this.#underWay.get(triggerId) ?? 0) + 1;
    this.#underWay.set(triggerId, count);
    if (count >= this.#perTrigger) this.#full.add(triggerId);
  }

  end(triggerId: string): void {
    const count = (this.#underWay.get(triggerId) ?? 0) - 1;
    if (count > 0) this.#underWay.set(triggerId, count);
    else this.#underWay.delete(triggerId);
    if (count <= this.#perTrigger / 2) this.#full.delete(triggerId);
  }

  /** The triggers from which nothing may be claimed now. */
  listFull(): string[] {
    return [...this.#full];
  }

  /** How many deliveries may be claimed at once, even if all of them are of the trigger with the least room. */
  room(): number {
    const open = [...this.#underWay].filter(([triggerId]) => !this.#full.has(triggerId));
    return Math.min(this.#perTrigger, ...open.map(([, count]) => this.#perTrigger - count));
  }
}
