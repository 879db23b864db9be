import { createDocument } from 'zod-openapi';
import type {
  CreateDocumentOptions,
  ZodOpenApiOperationObject,
  ZodOpenApiPathsObject,
  ZodOpenApiRequestBodyObject,
  ZodOpenApiResponseObject,
} from 'zod-openapi';
import { z } from 'zod';
import { ACCESS_RULES } from '../../access/access-rules.ts';
import type { AccessRule } from '../../access/access-rules.ts';
import { SESSION_COOKIE } from '../../access/session-cookie.ts';
import { PROBLEM_CODES, PROBLEM_REFERENCE, problemSchema, problemType } from '../../contract/index.ts';
import type { ProblemCode } from '../../contract/index.ts';
import { PROBLEM_TYPE } from '../render-problem.ts';
import { describeSchema } from './describe-schema.ts';
import { listProblems } from './list-problems.ts';
import type { AnswerAbout, BodyAbout, NounApi, Operation, SchemaAbout } from './operation.ts';

/** Answers as they really came, by the id of the operation and status. */
export type AnswerExamples = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const INTRODUCTION = `Postmap turns events into exactly what each customer's system wants to receive, and delivers it.

Requests and answers are JSON in UTF-8. Programs send a key as \`Authorization: Bearer <key>\`; a signed-in page has a cookie.

- **Lists** come in pages: pass \`nextCursor\` on as \`cursor\` until it is null.
- **Changes** take the version that they are based on as \`If-Match\`, from the \`ETag\` of the answer before; 412 says that somebody was faster.
- **Errors** are problem details (RFC 9457): \`code\` is stable, \`detail\` says what to do, \`errors\` names each place in the input.
- A field or a query parameter that is not known is refused, so that a misspelt one never passes unnoticed.`;

const IF_MATCH = z.string().optional().meta({
  description:
    'The version that the change is based on, such as `"3"`; without it the change is made whatever the version is.',
});

/** The OpenAPI 3.1 document of these nouns, as JSON text. @throws {TypeError} when a description does not fit its route */
export function buildDocument(nouns: readonly NounApi[], version: string, examples: AnswerExamples): string {
  const schemas = Object.fromEntries(
    nouns.flatMap((noun) => Object.entries(noun.schemas).map(([name, { schema }]) => [name, schema])),
  );
  const document = createDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Postmap', version, description: INTRODUCTION, license: { name: 'MIT', identifier: 'MIT' } },
      servers: [{ url: '/' }],
      tags: nouns.map(({ tag, about }) => ({ name: tag, description: about })),
      paths: writePaths(nouns, examples),
      components: {
        schemas: { ...schemas, Problem: problemSchema },
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'A key, or the admin key of the server.' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: SESSION_COOKIE,
            description: 'The cookie of a signed-in page.',
          },
        },
        examples: Object.fromEntries(
          Object.keys(PROBLEM_CODES)
            .filter(isProblemCode)
            .map((code) => [code, writeProblem(code)]),
        ),
      },
    },
    { override: describeWith(nouns) },
  );
  // JSON of any shape is one schema, however often the contract names it.
  return JSON.stringify(document).replaceAll(/__schema\d+/g, 'Json');
}

function describeWith(nouns: readonly NounApi[]): NonNullable<CreateDocumentOptions['override']> {
  const known = new Map<unknown, SchemaAbout>(
    nouns.flatMap((noun) => Object.values(noun.schemas).map((about) => [about.schema, about] as const)),
  );
  return ({ jsonSchema, zodSchema }) => {
    // Strict objects refuse what they do not know; of the others, more fields may come with a later version.
    const isOpen = zodSchema instanceof z.ZodObject && zodSchema.def.catchall === undefined;
    if (isOpen) delete jsonSchema.additionalProperties;
    describeSchema(jsonSchema, known.get(zodSchema));
  };
}

function writePaths(nouns: readonly NounApi[], examples: AnswerExamples): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const { tag, operations } of nouns) {
    for (const [route, operation] of Object.entries(operations)) {
      const [method = '', pattern = ''] = route.split(' ');
      const path = pattern.replaceAll(/:(\w+)/g, '{$1}').replace('/*', '/{path}');
      const rule = ACCESS_RULES[route];
      if (rule === undefined)
        throw new TypeError(`The operation ${operation.id} describes ${route}, which is no route`);
      const written = writeOperation({ tag, path, operation, rule, examples: examples[operation.id] ?? {} });
      // A route for any method is shown by the one that is used most.
      (paths[path] ??= {})[method === 'ALL' ? 'post' : method.toLowerCase()] = written;
    }
  }
  return paths;
}

interface Writing {
  tag: string;
  path: string;
  operation: Operation;
  rule: AccessRule;
  examples: Readonly<Record<string, unknown>>;
}

function writeOperation({ tag, path, operation, rule, examples }: Writing): ZodOpenApiOperationObject {
  const { id, summary, about, body } = operation;
  const answers = Object.entries(operation.answers).map(([status, answer]) => [
    status,
    writeAnswer(answer, examples[status]),
  ]);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(about === undefined ? {} : { description: about }),
    security: rule === 'open' ? [] : rule === 'ingest' ? [{ key: [] }] : [{ key: [] }, { session: [] }],
    'x-role': rule,
    requestParams: writeParameters(path, operation),
    ...(body === undefined ? {} : { requestBody: writeBody(body) }),
    responses: { ...Object.fromEntries(answers), ...writeProblems(listProblems(operation, rule)) },
  };
}

function writeBody({ schema, example, type = 'application/json', about }: BodyAbout): ZodOpenApiRequestBodyObject {
  const content = { [type]: { schema, example } };
  return { ...(about === undefined ? {} : { description: about }), required: true, content };
}

function writeParameters(path: string, operation: Operation): ZodOpenApiOperationObject['requestParams'] {
  const { id, params = {}, query, queryAbout = {}, queryExample = {}, headers = {}, ifMatch = false } = operation;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']): [string, z.ZodType] => {
    const about = params[name];
    if (about === undefined) throw new TypeError(`The operation ${id} does not say what {${name}} is`);
    return [name, z.string().meta({ description: about.about, example: about.example })];
  });
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, schema]): [string, z.ZodType] => {
    const example = queryExample[name];
    const shown = example === undefined ? {} : { param: { example } };
    return [name, schema.meta({ description: queryAbout[name], ...shown })];
  });
  const inHeaders = Object.entries(headers).map(([name, { about, example }]): [string, z.ZodType] => [
    name,
    z.string().optional().meta({ description: about, example }),
  ]);
  if (ifMatch) inHeaders.push(['If-Match', IF_MATCH]);
  return {
    path: z.object(Object.fromEntries(inPath)),
    query: z.object(Object.fromEntries(inQuery)),
    header: z.object(Object.fromEntries(inHeaders)),
  };
}

function writeAnswer(
  { about, schema, type, versioned = false }: AnswerAbout,
  example: unknown,
): ZodOpenApiResponseObject {
  const etag = z.string().meta({ description: 'The version, to be sent back as `If-Match`.', example: '"3"' });
  const shown = example === undefined ? {} : { example };
  const hasBody = schema !== undefined || type !== undefined;
  return {
    description: about,
    ...(hasBody ? { content: { [type ?? 'application/json']: { schema: schema ?? z.string(), ...shown } } } : {}),
    ...(versioned ? { headers: z.object({ ETag: etag }) } : {}),
  };
}

/** One answer for each status, with what each of its codes means. */
function writeProblems(codes: readonly ProblemCode[]): Record<string, ZodOpenApiResponseObject> {
  const byStatus = Object.groupBy(codes, (code) => String(PROBLEM_CODES[code]));
  const answers = Object.entries(byStatus).map(([status, ofStatus = []]) => {
    const words = ofStatus.map((code) => `\`${code}\`: ${PROBLEM_REFERENCE[code].title}.`);
    const shown = Object.fromEntries(ofStatus.map((code) => [code, { $ref: `#/components/examples/${code}` }]));
    return [
      status,
      { description: words.join('\n\n'), content: { [PROBLEM_TYPE]: { schema: problemSchema, examples: shown } } },
    ];
  });
  return Object.fromEntries(answers);
}

function writeProblem(code: ProblemCode) {
  const { title, meaning, fix } = PROBLEM_REFERENCE[code];
  const value = { type: problemType(code), title, status: PROBLEM_CODES[code], code, detail: `${meaning} ${fix}` };
  return { summary: title, description: meaning, 'x-fix': fix, value };
}

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEM_CODES, code);
}
