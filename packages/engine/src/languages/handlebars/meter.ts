import { renderError } from '../../diagnostics/template-error.ts';
import type { Budget } from '../../runtime/budget.ts';

/** Counts what one render uses; started anew for each. */
export class Meter {
  readonly #budget: Required<Budget>;
  #deadline = 0;
  #iterations = 0;
  #inserted = 0;

  constructor(budget: Required<Budget>) {
    this.#budget = budget;
  }

  start(): void {
    this.#deadline = Date.now() + this.#budget.ms;
    this.#iterations = 0;
    this.#inserted = 0;
  }

  countIteration(): void {
    this.#iterations++;
    if (this.#iterations > this.#budget.items) {
      throw renderError('budget-items', `{{#each}} ran more than ${this.#budget.items} times`);
    }
    this.#checkTime();
  }

  /** Before a text is escaped: escaping makes it no shorter, save for the few characters that XML cannot hold. */
  countInsert(text: string): void {
    this.#inserted += text.length;
    this.checkLength(this.#inserted);
    this.#checkTime();
  }

  /** A part of the output in UTF-16 units, which UTF-8 never falls below. */
  checkLength(units: number): void {
    const { outputBytes } = this.#budget;
    if (units > outputBytes) throw renderError('output-too-large', `the output is larger than ${outputBytes} bytes`);
  }

  #checkTime(): void {
    if (Date.now() > this.#deadline)
      throw renderError('budget-time', `rendering took longer than ${this.#budget.ms} ms`);
  }
}
