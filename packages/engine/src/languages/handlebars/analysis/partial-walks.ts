import type { Diagnostic, Span } from '../../../diagnostics/diagnostic.ts';
import { Findings } from '../../../diagnostics/findings.ts';
import { placeInPartial } from '../partials/linked-partial.ts';
import type { LinkedPartial } from '../partials/linked-partial.ts';

/** Calls followed in one analysis: two calls in each of sixteen templates would be 65,536. Those past it are not looked into. */
const MOST_WALKS = 500;

/** What is found in partials, each looked at with what it is called with; apart for every call in the template. */
export class PartialWalks {
  readonly #partials: ReadonlyMap<string, LinkedPartial>;
  readonly #found = new Map<string, { findings: Findings; partial: LinkedPartial }>();
  #walks = 0;

  constructor(partials: readonly LinkedPartial[]) {
    this.#partials = new Map(partials.map((partial) => [partial.name, partial]));
  }

  /** A partial that is called once more, and where what is found in it goes; undefined for one that is not to be looked into. */
  enter(name: string, call: Span): { partial: LinkedPartial; findings: Findings } | undefined {
    const partial = this.#partials.get(name);
    this.#walks++;
    if (partial === undefined || this.#walks > MOST_WALKS) return undefined;
    const key = `${call.start} ${name}`;
    const entered = this.#found.get(key) ?? { findings: new Findings(), partial: { ...partial, call } };
    this.#found.set(key, entered);
    return entered;
  }

  list(): Diagnostic[] {
    return [...this.#found.values()].flatMap(({ findings, partial }) =>
      findings.inSourceOrder().map((diagnostic) => placeInPartial(diagnostic, partial)),
    );
  }
}
