import { compile, TemplateError } from '@postmap/engine';
import type { Program } from '@postmap/engine';

/** What the expressions gave by key, and the messages of those that failed. */
export interface Readings<K extends string> {
  values: ReadonlyMap<K, unknown>;
  failures: ReadonlyMap<K, string>;
}

/** JSONata expressions that are asked together. */
export type ExpressionSet<K extends string> = (payload: unknown) => Promise<Readings<K>>;

/**
 * Compiles expressions for one payload after another. All in one object takes 120 µs of an order's event, one by one 300 µs; so they are
 * read one by one only when one of them fails, to learn which.
 *
 * @param explain what to throw for an expression that does not compile
 */
export function createExpressionSet<K extends string>(
  sources: readonly (readonly [K, string])[],
  explain: (key: K, error: TemplateError) => Error,
): ExpressionSet<K> {
  const alone = sources.map(([key, source]) => {
    try {
      return [key, compileExpression(source)] as const;
    } catch (error) {
      throw error instanceof TemplateError ? explain(key, error) : error;
    }
  });
  const fields = sources.map(([key, source]) => `${JSON.stringify(key)}: (${source}\n)`);
  const together = compileExpression(`{${fields.join(', ')}}`);
  return async (payload) => (await readTogether(together, alone, payload)) ?? readOneByOne(alone, payload);
}

async function readTogether<K extends string>(
  together: Program,
  alone: readonly (readonly [K, Program])[],
  payload: unknown,
): Promise<Readings<K> | undefined> {
  try {
    const found: unknown = await together.evaluate(payload);
    return { values: new Map(alone.map(([key]) => [key, readField(found, key)])), failures: new Map() };
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}

async function readOneByOne<K extends string>(
  alone: readonly (readonly [K, Program])[],
  payload: unknown,
): Promise<Readings<K>> {
  const values = new Map<K, unknown>();
  const failures = new Map<K, string>();
  for (const [key, program] of alone) {
    try {
      values.set(key, await program.evaluate(payload));
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      failures.set(key, error.message);
    }
  }
  return { values, failures };
}

function compileExpression(source: string): Program {
  return compile({ language: 'jsonata', source, format: 'json' });
}

function readField(found: unknown, key: string): unknown {
  return typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined;
}
