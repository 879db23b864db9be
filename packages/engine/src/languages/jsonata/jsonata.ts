import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { TemplateError } from '../../diagnostics/template-error.ts';
import type { TemplateFunction } from '../../functions/functions.ts';
import type { Shape } from '../../shapes/shape.ts';
import { LinearRegex } from '../../runtime/linear-regex.ts';
import { Turns } from '../../runtime/turns.ts';
import type { AnalyseRequest, CompiledTemplate, CompileRequest, LanguagePort } from '../language.ts';
import { analyseTree } from './analysis/analyse-tree.ts';
import { checkRegexes } from './check-regexes.ts';
import { EvalOffError, explainRenderFailure } from './explain-error.ts';
import { explainSyntax } from './explain-syntax.ts';
import { jsonataPackage } from './jsonata-package.ts';
import type { Expression } from './jsonata-package.ts';
import { copyPlain } from './plain-value.ts';
import { parseTree } from './tree/parser.ts';

/**
 * Evaluations take turns, all expressions together. The package keeps state outside an evaluation: the time that `$now()`
 * gives lives in the expression, the call position that an error reports lives on the built-in functions that every
 * expression shares. It only ever waits for promises of its own, so turns cost nothing, and each evaluation has its time
 * budget to itself.
 */
const turns = new Turns();

export const jsonataLanguage: LanguagePort = { analyse, compile };

function analyse({ source, format }: AnalyseRequest, shape?: Shape): Diagnostic[] {
  const errors = findErrors(source);
  if (errors.length > 0) return errors;
  const tree = parseTree(source);
  return tree.faults.length > 0 ? [] : analyseTree(tree, format, shape);
}

function findErrors(source: string): Diagnostic[] {
  try {
    return checkRegexes(jsonataPackage.parse(source).ast(), source);
  } catch (error) {
    return explainSyntax(error, source);
  }
}

function compile({ source, budget, allowEval, functions }: CompileRequest): CompiledTemplate {
  const expression = parse(source, budget);
  const refused = checkRegexes(expression.ast(), source);
  if (refused.length > 0) throw new TemplateError('compile', refused);
  if (!allowEval) expression.registerFunction('eval', refuseEval, '<sx?:x>');
  for (const { definition, call } of functions) expression.registerFunction(definition.name, adaptFunction(call));
  return {
    produces: 'value',
    warnings: [],
    async evaluate(payload, bindings) {
      try {
        const value = await turns.take(() => expression.evaluate(copyPlain(payload), copyBindings(bindings)));
        return { value: copyPlain(value), diagnostics: [] };
      } catch (error) {
        throw explainRenderFailure(error, source, budget);
      }
    },
  };
}

/**
 * A function of the set as the package calls it. Its parameters are written out, since partial application reads their names
 * from the text of the function; its length is one, since `$map` and its like pass a position to whatever takes two.
 */
function adaptFunction(call: TemplateFunction['call']): (...args: unknown[]) => unknown {
  const adapted = (first: unknown, second: unknown, third: unknown): unknown => call([first, second, third]);
  return Object.defineProperty(adapted, 'length', { value: 1 });
}

function copyBindings(bindings: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(bindings).map(([name, value]) => [name, copyPlain(value)]));
}

function parse(source: string, { ms, depth, items }: CompileRequest['budget']): Expression {
  try {
    return jsonataPackage.parse(source, { RegexEngine: LinearRegex, timeout: ms, stack: depth, sequence: items });
  } catch (error) {
    throw new TemplateError('compile', explainSyntax(error, source), { cause: error });
  }
}

function refuseEval(): never {
  throw new EvalOffError();
}
