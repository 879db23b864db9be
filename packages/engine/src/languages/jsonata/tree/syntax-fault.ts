import type { Span } from '../../../diagnostics/diagnostic.ts';

/** Something that makes the source no JSONata. */
export interface SyntaxFault extends Span {
  /** The code that the jsonata package gives it, such as `S0203`; `depth` where nesting is too deep. */
  code: string;
  message: string;
}
