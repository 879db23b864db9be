import { renderError } from '../../diagnostics/template-error.ts';
import type { Budget } from '../../runtime/budget.ts';

/** A call takes some dozen frames of the stack, more with blocks around it. */
const MAX_CALL_DEPTH = 100;

/** Counts what one render uses; started anew for each. */
export class Meter {
  readonly #budget: Required<Budget>;
  #deadline = 0;
  #iterations = 0;
  #inserted = 0;
  #calls = 0;
  #callDepth = 0;
  #called = 0;

  constructor(budget: Required<Budget>) {
    this.#budget = budget;
  }

  start(): void {
    this.#deadline = Date.now() + this.#budget.ms;
    this.#iterations = 0;
    this.#inserted = 0;
    this.#calls = 0;
    this.#callDepth = 0;
    this.#called = 0;
  }

  countIteration(): void {
    this.#iterations++;
    if (this.#iterations > this.#budget.items) {
      throw renderError('budget-items', `{{#each}} ran more than ${this.#budget.items} times`);
    }
    this.#checkTime();
  }

  /** One call of a partial or of the block that it was given. */
  measureCall(render: () => unknown): unknown {
    this.#calls++;
    if (this.#calls > this.#budget.items)
      throw renderError('budget-items', `partials were called more than ${this.#budget.items} times`);
    if (this.#callDepth === MAX_CALL_DEPTH)
      throw renderError('budget-depth', `partials and the blocks in them nest deeper than ${MAX_CALL_DEPTH} levels`);
    this.#checkTime();
    this.#callDepth++;
    const before = this.#called;
    const text = render();
    this.#callDepth--;
    // What was called within it is counted already.
    this.#called += Math.max(0, (typeof text === 'string' ? text.length : 0) - (this.#called - before));
    this.checkLength(this.#called);
    return text;
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
