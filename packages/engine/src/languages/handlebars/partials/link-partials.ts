import { diagnose } from '../../../diagnostics/diagnostic.ts';
import type { Diagnostic, Span } from '../../../diagnostics/diagnostic.ts';
import { findNearestName } from '../../../diagnostics/find-nearest-name.ts';
import { utf8Length } from '../../../runtime/utf8-length.ts';
import { checkSourceSize } from '../../check-source-size.ts';
import type { Partials } from '../../language.ts';
import { checkTree } from '../check-tree.ts';
import type { Destination } from '../check-tree.ts';
import { parseTemplate } from '../parse-template.ts';
import { findCalled, quote } from './find-called.ts';
import { placeInPartial } from './linked-partial.ts';
import type { LinkedPartial } from './linked-partial.ts';
import { findPartialCalls, PARTIAL_BLOCK } from './partial-call.ts';
import type { PartialCall } from './partial-call.ts';

/** Templates that call one another, the first one not counted. */
const MAX_DEPTH = 16;
/** All sources together, in multiples of what one may be. */
const MOST_SOURCES = 4;
/** Suggestions are searched for among all names, for as many unknown ones as a person would mend at once. */
const MOST_SUGGESTIONS = 20;

export interface LinkRequest {
  source: string;
  destination: Destination;
  /** What other templates call it by. */
  name: string | undefined;
  /** Undefined where nothing can be called: in URLs, header values and subjects. */
  partials: Partials | undefined;
  /** UTF-8 bytes that one source may have. */
  sourceBytes: number;
}

export interface Linked {
  /** Every partial that can be reached; complete where there is no error. */
  partials: LinkedPartial[];
  /** In source order; what was found in a partial stands at its call. */
  diagnostics: Diagnostic[];
}

/**
 * Checks a template with everything that it calls, and what those call: syntax and helpers, names that are known, language and format, no
 * circle, no more text and depth than the budget has. Never throws.
 */
export function linkPartials(request: LinkRequest): Linked {
  const linker = new Linker(request);
  linker.read(request.source, undefined, request.name === undefined ? [] : [request.name]);
  return {
    partials: [...linker.partials.values()],
    diagnostics: linker.diagnostics.toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0)),
  };
}

class Linker {
  readonly diagnostics: Diagnostic[] = [];
  readonly partials = new Map<string, LinkedPartial>();
  /** By name: how many calls deep a partial goes, itself being one. */
  readonly #heights = new Map<string, number>();
  readonly #request: LinkRequest;
  readonly #suggestions = new Map<string, string | undefined>();
  #bytes: number;

  constructor(request: LinkRequest) {
    this.#request = request;
    this.#bytes = utf8Length(request.source);
  }

  /** Reads the source of a partial, or of the template itself; answers how many calls deep it goes. */
  read(source: string, partial: LinkedPartial | undefined, chain: readonly string[]): number {
    const report = (diagnostic: Diagnostic): void => {
      this.diagnostics.push(partial === undefined ? diagnostic : placeInPartial(diagnostic, partial));
    };
    const parsed = parseTemplate(source);
    if ('fault' in parsed) {
      report(parsed.fault);
      return 0;
    }
    for (const diagnostic of checkTree(parsed.tree, source, this.#request.destination)) report(diagnostic);
    let height = 0;
    for (const call of findPartialCalls(parsed.tree, source)) {
      if (call.name === PARTIAL_BLOCK) continue;
      const outcome = this.#follow(call, partial?.call ?? call.span, chain);
      if (typeof outcome === 'number') height = Math.max(height, outcome);
      else report(outcome);
    }
    return height;
  }

  /** How many calls deep a call goes, or why it cannot be made. */
  #follow(call: PartialCall, root: Span, chain: readonly string[]): number | Diagnostic {
    const { destination, partials, sourceBytes } = this.#request;
    if (partials === undefined || destination === 'url')
      return diagnose('partial-refused', 'no template can be called here: write the text instead', call.span);
    const circle = call.name === undefined ? -1 : chain.indexOf(call.name);
    if (circle !== -1) {
      const path = [...chain.slice(circle), chain[circle] ?? ''].map(quote).join(' → ');
      return diagnose('partial-cycle', `templates call one another in a circle: ${path}`, call.nameSpan);
    }
    const suggest = (name: string): string | undefined => this.#suggest(name, partials);
    const found = findCalled(call, { format: destination, partials, suggest });
    if ('fault' in found) return found.fault;
    const { name, template } = found;
    const path = [...chain, name];
    const known = this.#heights.get(name);
    const depth = path.length - (this.#request.name === undefined ? 0 : 1) + (known ?? 1) - 1;
    if (depth > MAX_DEPTH) {
      const message = `templates call one another more than ${MAX_DEPTH} deep: ${path.map(quote).join(' → ')}${known === 1 ? '' : ' → …'}`;
      return diagnose('nesting-too-deep', message, call.nameSpan);
    }
    if (known !== undefined) return known;
    const tooLarge = this.#countBytes(template.source, sourceBytes);
    const linked = { name, source: template.source, call: root };
    // Once for all, or every further call would say it again.
    this.#heights.set(name, 1);
    if (tooLarge !== undefined) return diagnose('source-too-large', `${quote(name)}: ${tooLarge}`, call.nameSpan);
    this.partials.set(name, linked);
    const height = this.read(template.source, linked, path) + 1;
    this.#heights.set(name, height);
    return height;
  }

  #countBytes(source: string, sourceBytes: number): string | undefined {
    this.#bytes += utf8Length(source);
    const [own] = checkSourceSize(source, sourceBytes);
    const most = MOST_SOURCES * sourceBytes;
    if (own !== undefined || this.#bytes <= most) return own?.message;
    return `with this, the template and all that it calls are ${this.#bytes} bytes; at most ${most} are allowed`;
  }

  #suggest(name: string, partials: Partials): string | undefined {
    if (!this.#suggestions.has(name) && this.#suggestions.size < MOST_SUGGESTIONS)
      this.#suggestions.set(name, findNearestName(name, Object.keys(partials)));
    return this.#suggestions.get(name);
  }
}
