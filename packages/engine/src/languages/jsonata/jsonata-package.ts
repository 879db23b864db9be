import jsonata from 'jsonata';
import type { LinearMatch } from '../../runtime/linear-regex.ts';

/** The part of a regular expression that the package uses. */
interface Regex {
  lastIndex: number;
  exec(text: string): LinearMatch | RegExpExecArray | null;
}

interface Options {
  recover?: boolean;
  RegexEngine?: new (regex: RegExp) => Regex;
  timeout?: number;
  stack?: number;
  sequence?: number;
}

export interface Expression {
  evaluate(input: unknown, bindings?: Record<string, unknown>): Promise<unknown>;
  registerFunction(name: string, implementation: (...args: unknown[]) => unknown, signature?: string): void;
  assign(name: string | symbol, value: unknown): void;
  ast(): unknown;
  /** Syntax errors of a `recover` parse; its declaration is missing from the package. */
  errors?(): unknown;
}

interface JsonataPackage {
  parse(source: string, options?: Options): Expression;
}

/** The npm package through the narrow door that Postmap uses; nothing else imports it. */
export const jsonataPackage: JsonataPackage = { parse: jsonata };
