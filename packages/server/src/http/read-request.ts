import type { Context } from 'hono';
import type { z } from 'zod';
import type { AppEnv } from './app-env.ts';
import { parseInput, parseJsonBody } from './parse-input.ts';
import { ProblemError } from './problem-error.ts';

type AppContext = Context<AppEnv>;

/**
 * The JSON body, checked.
 *
 * @throws {ProblemError} for another media type, for what is not JSON, and for what the schema refuses
 */
export async function readBody<T extends z.ZodType>(c: AppContext, schema: T): Promise<z.output<T>> {
  return parseInput(schema, await readJson(c));
}

/** The JSON body as it is; an empty one is `{}`. */
export async function readJson(c: AppContext): Promise<unknown> {
  const type = c.req.header('content-type');
  if (type !== undefined && !/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type)) {
    throw new ProblemError(
      'unsupported-media-type',
      `The body came as ${JSON.stringify(type)}: send JSON with the header "Content-Type: application/json".`,
    );
  }
  return parseJsonBody(await c.req.text());
}

/** The query parameters, checked; one that the schema does not know is refused, so that a misspelt filter never passes. */
export function readQuery<T extends z.ZodObject>(c: AppContext, schema: T): z.output<T> {
  const query = c.req.query();
  const unknown = Object.keys(query).filter((name) => !Object.hasOwn(schema.shape, name));
  if (unknown.length > 0) {
    const message = `There is no such query parameter here: use ${Object.keys(schema.shape).join(', ')}.`;
    const errors = unknown.map((path) => ({ path, message }));
    throw new ProblemError('invalid-request', `${unknown[0]}: ${message}`, errors);
  }
  return parseInput(schema, query);
}

/** The version that an `If-Match` header asks for; undefined without one, or with `*`. */
export function readIfMatch(c: AppContext): number | undefined {
  const header = c.req.header('if-match')?.trim();
  if (header === undefined || header === '*') return undefined;
  const version = /^(?:W\/)?"(\d{1,15})"$/.exec(header)?.[1];
  if (version === undefined) {
    throw new ProblemError(
      'invalid-request',
      'If-Match must be an ETag as this API gave it, such as "3" with its quotes.',
    );
  }
  return Number(version);
}

/** A path parameter that the route's pattern has. */
export function readParam(c: AppContext, name: string): string {
  const value = c.req.param(name);
  if (value === undefined) throw new TypeError(`The route ${c.req.path} has no parameter ${name}`);
  return value;
}
