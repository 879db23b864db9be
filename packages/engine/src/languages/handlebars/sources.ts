import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isRecord } from '../is-record.ts';
import { placeInPartial } from './partials/linked-partial.ts';
import type { LinkedPartial } from './partials/linked-partial.ts';
import { spanOf } from './span-of.ts';

/** The source of a template and of all that it calls. Each partial is compiled with its name as `srcName`, which places then carry. */
export class Sources {
  readonly main: string;
  readonly partials: readonly LinkedPartial[];

  constructor(main: string, partials: readonly LinkedPartial[]) {
    this.main = main;
    this.partials = partials;
  }

  /** A diagnostic at the place of what carries a Handlebars `loc`. */
  place(diagnostic: Diagnostic, located: Record<string, unknown>): Diagnostic {
    const name = isRecord(located.loc) ? located.loc.source : undefined;
    const partial = this.partials.find((one) => one.name === name);
    const span = spanOf(located, partial?.source ?? this.main);
    const placed = span === undefined ? diagnostic : { ...diagnostic, span };
    return partial === undefined ? placed : placeInPartial(placed, partial);
  }
}
