import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { Findings } from '../../../diagnostics/findings.ts';
import type { Format } from '../../../formats/format.ts';
import { rootPlace } from '../../../shapes/payload-place.ts';
import type { Shape } from '../../../shapes/shape.ts';
import type { SyntaxTree } from '../tree/parser.ts';
import { walkTree } from '../tree/syntax-node.ts';
import { Scope } from './analyst.ts';
import type { Analyst, Context } from './analyst.ts';
import { checkFormat } from './check-format.ts';
import { boundNames, checkVariables } from './check-variables.ts';
import { evaluate } from './evaluate.ts';
import { meaningOfPlace, UNKNOWN } from './meaning.ts';

/**
 * What a template means for payloads of a shape, and for any payload where none is given: paths, types, loops, variables.
 * Only what holds for every payload of the shape is reported. For a tree without faults; in source order.
 */
export function analyseTree({ root, source }: SyntaxTree, format: Format, shape?: Shape): Diagnostic[] {
  const findings = new Findings();
  const asksTypes = [...walkTree(root)].some((node) => node.kind === 'variable' && node.name === 'type');
  const analyst: Analyst = {
    source,
    format,
    evaluate: (node, context) => evaluate(analyst, node, context),
    report: (code, message, span, fix) => {
      // Who asks for types knows better than samples do.
      if (asksTypes && (code === 'wrong-type' || code === 'never-equal')) return;
      findings.add(code, message, span, fix);
    },
  };
  const item = shape === undefined || shape.types.size === 0 ? UNKNOWN : meaningOfPlace(rootPlace(shape));
  const scope = new Scope();
  // A function may be read before the variables that it uses have their values.
  for (const name of boundNames(root)) scope.set(name, UNKNOWN);
  const context: Context = {
    item,
    root: item,
    outer: undefined,
    isNamed: false,
    scope,
    reach: 'output',
    key: undefined,
    isWrapped: false,
    isGuarded: false,
    isAsked: false,
  };
  checkFormat(analyst, root, analyst.evaluate(root, context));
  checkVariables(analyst, root);
  return findings.inSourceOrder();
}
