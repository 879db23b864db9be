import { z } from 'zod';
import { pageSchema } from '../../contract/index.ts';
import type { ProblemCode } from '../../contract/index.ts';

/** A path or query parameter: what it is, and a value that works. */
export interface ParameterAbout {
  about: string;
  example: string;
}

export interface BodyAbout {
  schema: z.ZodType;
  /** Is really sent by the tests. Text for what is no JSON. */
  example: unknown;
  /** Without it the body is JSON that comes as `application/json`; with it, it is taken whatever the media type is. */
  type?: string;
  about?: string;
}

export interface AnswerAbout {
  about: string;
  /** Of the whole body; none where there is no body, or no JSON. */
  schema?: z.ZodType;
  /** `application/json` where there is a schema. */
  type?: string;
  /** Carries the thing's version as `ETag`. */
  versioned?: boolean;
}

/** One route, told to whoever calls it. */
export interface Operation {
  /** Unique, for generated clients: `listCustomers`. */
  id: string;
  /** A few words, without a full stop. */
  summary: string;
  about?: string;
  /** For each `:name` in the path. */
  params?: Readonly<Record<string, ParameterAbout>>;
  /** The very schema that the route reads. */
  query?: z.ZodObject;
  queryAbout?: Readonly<Record<string, string>>;
  queryExample?: Readonly<Record<string, string | number>>;
  headers?: Readonly<Record<string, ParameterAbout>>;
  /** Takes `If-Match`. */
  ifMatch?: boolean;
  body?: BodyAbout;
  answers: Readonly<Record<number, AnswerAbout>>;
  /** Those that are its own: what follows from its access rule, body, query and parameters is added. */
  problems?: readonly ProblemCode[];
}

export interface SchemaAbout {
  schema: z.ZodType;
  about: string;
  /** By name of property. */
  fields?: Readonly<Record<string, string>>;
}

/** What a noun tells of its routes; each has its own in `openapi.ts` beside its `routes.ts`. */
export interface NounApi {
  /** The heading that its operations stand under. */
  tag: string;
  about: string;
  /** Named in the document, and linked from wherever they occur. */
  schemas: Readonly<Record<string, SchemaAbout>>;
  /** By route, as the access rules name it: `GET /api/v1/customers/:id`. */
  operations: Readonly<Record<string, Operation>>;
}

export function answerWith(about: string, schema: z.ZodType): AnswerAbout {
  return { about, schema };
}

/** An answer with an `ETag`, to be sent back as `If-Match`. */
export function answerVersion(about: string, schema: z.ZodType): AnswerAbout {
  return { about, schema, versioned: true };
}

export function answerPage(about: string, item: z.ZodType): AnswerAbout {
  return { about, schema: pageSchema(item) };
}

export const NO_CONTENT: AnswerAbout = { about: 'Done; there is no body.' };

/** What every list takes. */
export const PAGE_ABOUT: Readonly<Record<string, string>> = {
  limit: 'How many items at most.',
  cursor: 'The `nextCursor` of the page before; none for the first page.',
};

/** Every key of an input, optional and without its default: what PATCH leaves out stays as it is. */
export function patchOf(schema: z.ZodObject): z.ZodObject {
  const fields = Object.entries(schema.shape).map(([name, field]): [string, z.ZodType] => {
    const bare = field instanceof z.ZodDefault ? field.def.innerType : field;
    return [name, z.optional(bare)];
  });
  return z.strictObject(Object.fromEntries(fields));
}
