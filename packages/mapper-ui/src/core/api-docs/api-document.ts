import { isObject, readList, readObject, readText } from './json.ts';
import type { JsonObject } from './json.ts';

export interface ApiParameter {
  place: 'path' | 'query' | 'header';
  name: string;
  about: string;
  required: boolean;
  schema: JsonObject;
  example: unknown;
}

export interface ApiBody {
  type: string;
  about: string;
  schema: JsonObject;
  example: unknown;
}

/** `codes` are those of a problem; an answer that is none has none. */
export interface ApiAnswer {
  status: string;
  about: string;
  body: ApiBody | null;
  codes: readonly string[];
}

export interface ApiOperation {
  id: string;
  /** The title of its noun. */
  tag: string;
  method: string;
  path: string;
  summary: string;
  about: string;
  /** Who may call it: `open`, or a role. */
  role: string;
  parameters: readonly ApiParameter[];
  body: ApiBody | null;
  answers: readonly ApiAnswer[];
}

export interface ApiNoun {
  /** For the address: `template-cases`. */
  slug: string;
  title: string;
  about: string;
  operations: readonly ApiOperation[];
}

export interface ApiProblem {
  code: string;
  status: string;
  title: string;
  meaning: string;
  fix: string;
}

/** An OpenAPI document, as the reference shows it. */
export interface ApiDocument {
  version: string;
  introduction: string;
  nouns: readonly ApiNoun[];
  problems: readonly ApiProblem[];
  schemas: Readonly<Record<string, JsonObject>>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** @throws {TypeError} when it is not a description of this API */
export function readApiDocument(json: unknown): ApiDocument {
  if (!isObject(json) || !isObject(json['paths']))
    throw new TypeError('The server’s description of its API cannot be read');
  const operations = Object.entries(json['paths']).flatMap(([path, item]) => readPath(path, item));
  const components = readObject(json, 'components');
  const nouns = readList(json, 'tags')
    .filter(isObject)
    .map((tag): ApiNoun => {
      const title = readText(tag, 'name');
      const own = operations.filter((operation) => operation.tag === title);
      return { slug: toSlug(title), title, about: readText(tag, 'description'), operations: own };
    });
  const info = readObject(json, 'info');
  return {
    version: readText(info, 'version'),
    introduction: readText(info, 'description'),
    nouns,
    problems: Object.entries(readObject(components, 'examples')).map(readProblem),
    schemas: Object.fromEntries(
      Object.entries(readObject(components, 'schemas')).filter((entry): entry is [string, JsonObject] =>
        isObject(entry[1]),
      ),
    ),
  };
}

/** Operations whose path, summary or id have every word of a text in them, with their noun. */
export function searchOperations(
  nouns: readonly ApiNoun[],
  text: string,
): { noun: ApiNoun; operation: ApiOperation }[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return nouns
    .flatMap((noun) => noun.operations.map((operation) => ({ noun, operation })))
    .filter(({ noun, operation: { method, path, summary, id } }) => {
      const all = `${noun.title} ${method} ${path} ${summary} ${id}`.toLowerCase();
      return words.every((word) => all.includes(word));
    });
}

function readPath(path: string, item: unknown): ApiOperation[] {
  if (!isObject(item)) return [];
  return METHODS.flatMap((method) => {
    const operation = item[method];
    return isObject(operation) ? [readOperation(method.toUpperCase(), path, operation)] : [];
  });
}

function readOperation(method: string, path: string, operation: JsonObject): ApiOperation {
  const requestBody = operation['requestBody'];
  return {
    tag: readList(operation, 'tags').find((tag) => typeof tag === 'string') ?? '',
    id: readText(operation, 'operationId'),
    method,
    path,
    summary: readText(operation, 'summary'),
    about: readText(operation, 'description'),
    role: readText(operation, 'x-role'),
    parameters: readList(operation, 'parameters').filter(isObject).map(readParameter),
    body: isObject(requestBody) ? readBody(requestBody) : null,
    answers: Object.entries(readObject(operation, 'responses')).map(readAnswer),
  };
}

function readParameter(parameter: JsonObject): ApiParameter {
  const place = readText(parameter, 'in');
  const schema = readObject(parameter, 'schema');
  return {
    place: place === 'path' || place === 'header' ? place : 'query',
    name: readText(parameter, 'name'),
    about: readText(parameter, 'description'),
    required: parameter['required'] === true,
    schema,
    example: parameter['example'] ?? schema['example'],
  };
}

function readBody(holder: JsonObject): ApiBody | null {
  const [first] = Object.entries(readObject(holder, 'content'));
  if (first === undefined || !isObject(first[1])) return null;
  const [type, content] = first;
  return {
    type,
    about: readText(holder, 'description'),
    schema: readObject(content, 'schema'),
    example: content['example'],
  };
}

function readAnswer([status, answer]: [string, unknown]): ApiAnswer {
  if (!isObject(answer)) return { status, about: '', body: null, codes: [] };
  const problem = readObject(readObject(answer, 'content'), 'application/problem+json');
  const codes = Object.keys(readObject(problem, 'examples'));
  return { status, about: readText(answer, 'description'), body: codes.length > 0 ? null : readBody(answer), codes };
}

function readProblem([code, example]: [string, unknown]): ApiProblem {
  if (!isObject(example)) return { code, status: '', title: '', meaning: '', fix: '' };
  const { status } = readObject(example, 'value');
  return {
    code,
    status: typeof status === 'number' ? String(status) : '',
    title: readText(example, 'summary'),
    meaning: readText(example, 'description'),
    fix: readText(example, 'x-fix'),
  };
}

function toSlug(title: string): string {
  return title.toLowerCase().replaceAll(' ', '-');
}
