/** A trigger takes at most this part of the places that are free, so that even many slow endpoints leave some for the others. */
const SHARE_OF_FREE = 1 / 4;

/**
 * Keeps each trigger to a number of tries at a time, so that a slow endpoint does not take the places of the others. A trigger that has
 * reached it is left alone until half of its tries have ended: then there is room for a batch, and no claim has to be given back.
 */
export class TriggerSlots {
  readonly #total: number;
  readonly #perTrigger: number;
  readonly #underWay = new Map<string, number>();
  readonly #resting = new Set<string>();
  #taken = 0;

  /** @param total places there are, of which a trigger has `perTrigger` at most, and fewer when most are taken */
  constructor(total: number, perTrigger: number) {
    this.#total = total;
    this.#perTrigger = perTrigger;
  }

  begin(triggerId: string): void {
    const count = (this.#underWay.get(triggerId) ?? 0) + 1;
    this.#underWay.set(triggerId, count);
    this.#taken += 1;
    if (count >= this.#perTrigger) this.#resting.add(triggerId);
  }

  end(triggerId: string): void {
    const count = (this.#underWay.get(triggerId) ?? 0) - 1;
    if (count > 0) this.#underWay.set(triggerId, count);
    else this.#underWay.delete(triggerId);
    this.#taken -= 1;
    if (count <= this.#perTrigger / 2) this.#resting.delete(triggerId);
  }

  /** The triggers from which nothing may be claimed now. */
  listFull(): string[] {
    const share = this.#share();
    return [...this.#underWay.keys()].filter((triggerId) => this.#isFull(triggerId, share));
  }

  /** How many deliveries may be claimed at once, even if all of them are of the trigger with the least room. */
  room(): number {
    if (this.#taken >= this.#total) return 0;
    const share = this.#share();
    const open = [...this.#underWay].filter(([triggerId]) => !this.#isFull(triggerId, share));
    return Math.min(share, ...open.map(([, count]) => share - count));
  }

  #share(): number {
    return Math.max(1, Math.min(this.#perTrigger, Math.floor((this.#total - this.#taken) * SHARE_OF_FREE)));
  }

  #isFull(triggerId: string, share: number): boolean {
    return this.#resting.has(triggerId) || (this.#underWay.get(triggerId) ?? 0) >= share;
  }
}
