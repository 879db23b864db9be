import { isObject, readList, readObject, readText } from './json.ts';
import type { JsonObject } from './json.ts';

/** A JSON schema as a reader looks at it: its kind in a few words, and what may be opened to see more. */
export interface SchemaLook {
  /** `text · date-time`, `list of Route`, `"json" or "xml"`. */
  words: string;
  /** Limits and default, each in a few words. */
  limits: readonly string[];
  /** Its properties; of a list those of its items. */
  fields: readonly SchemaField[];
  /** Where it is one of several kinds of objects: each. */
  choices: readonly JsonObject[];
}

export interface SchemaField {
  name: string;
  required: boolean;
  about: string;
  schema: JsonObject;
}

type Schemas = Readonly<Record<string, JsonObject>>;

const NAMES: Readonly<Record<string, string>> = { string: 'text', integer: 'whole number', boolean: 'true or false' };
/** How many values are told one by one. */
const MOST_VALUES = 12;

export function lookAtSchema(schema: JsonObject, schemas: Schemas): SchemaLook {
  const { schema: inner, isNullable } = peel(resolve(schema, schemas).schema, schemas);
  const items = inner['type'] === 'array' ? peel(readObject(inner, 'items'), schemas).schema : inner;
  const body = resolve(items, schemas).schema;
  const choices = listAlternatives(body).filter((choice) => isObject(resolve(choice, schemas).schema['properties']));
  const words = nameKind(schema, schemas);
  return {
    words: isNullable && !words.endsWith('null') ? `${words} or null` : words,
    limits: listLimits(inner),
    fields: listFields(body),
    choices: choices.length > 1 ? choices : [],
  };
}

/** What a reader calls a choice: the value of the property that tells it from the others. */
export function nameChoice(choice: JsonObject, schemas: Schemas): string {
  const { schema, name } = resolve(choice, schemas);
  const tags = Object.entries(readObject(schema, 'properties')).flatMap(([key, property]) =>
    isObject(property) && property['const'] !== undefined ? [`${key}: ${JSON.stringify(property['const'])}`] : [],
  );
  return tags[0] ?? name ?? 'object';
}

function resolve(schema: JsonObject, schemas: Schemas): { schema: JsonObject; name: string | undefined } {
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return { schema, name: undefined };
  const name = reference.slice(reference.lastIndexOf('/') + 1);
  return { schema: schemas[name] ?? {}, name: name.replace(/Output$/, '') };
}

/** Without null as an alternative. */
function peel(schema: JsonObject, schemas: Schemas): { schema: JsonObject; isNullable: boolean } {
  const all = listAlternatives(schema);
  const rest = all.filter((choice) => choice['type'] !== 'null');
  const [only] = rest;
  if (rest.length === all.length || only === undefined) return { schema, isNullable: false };
  if (rest.length === 1) return { schema: resolve(only, schemas).schema, isNullable: true };
  return { schema: { ...schema, anyOf: rest, oneOf: undefined }, isNullable: true };
}

function listAlternatives(schema: JsonObject): JsonObject[] {
  return [...readList(schema, 'anyOf'), ...readList(schema, 'oneOf')].filter(isObject);
}

function nameKind(schema: JsonObject, schemas: Schemas): string {
  const { name } = resolve(schema, schemas);
  if (name !== undefined) return name === 'Json' ? 'any JSON' : name;
  const values = readList(schema, 'enum');
  if (schema['const'] !== undefined) return JSON.stringify(schema['const']);
  if (values.length > 0) {
    const told = values.slice(0, MOST_VALUES).map((value) => JSON.stringify(value));
    return `${told.join(' · ')}${values.length > MOST_VALUES ? ' · …' : ''}`;
  }
  const alternatives = listAlternatives(schema);
  if (alternatives.length > 0)
    return [...new Set(alternatives.map((choice) => nameKind(choice, schemas)))].join(' or ');
  const { type } = schema;
  if (Array.isArray(type)) return type.map((one) => NAMES[String(one)] ?? String(one)).join(' or ');
  if (type === 'array') return nameList(schema, schemas);
  if (type === 'object' && !isObject(schema['properties']) && isObject(schema['additionalProperties']))
    return `object of ${nameKind(schema['additionalProperties'], schemas)} by name`;
  if (typeof type !== 'string') return 'anything';
  const format = readText(schema, 'format');
  return `${NAMES[type] ?? type}${format === '' ? '' : ` · ${format}`}`;
}

function nameList(schema: JsonObject, schemas: Schemas): string {
  const tuple = readList(schema, 'prefixItems').filter(isObject);
  if (tuple.length > 0) return `[${tuple.map((item) => nameKind(item, schemas)).join(', ')}]`;
  const item = nameKind(readObject(schema, 'items'), schemas);
  return `list of ${item.includes(' or ') || item.includes(' · ') ? `(${item})` : item}`;
}

function listFields(schema: JsonObject): SchemaField[] {
  const required = readList(schema, 'required');
  return Object.entries(readObject(schema, 'properties')).flatMap(([name, property]) =>
    isObject(property)
      ? [{ name, required: required.includes(name), about: readText(property, 'description'), schema: property }]
      : [],
  );
}

function listLimits(schema: JsonObject): string[] {
  const limits: string[] = [];
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = schema;
  if (minimum !== undefined || maximum !== undefined) limits.push(nameRange(minimum, maximum, ''));
  if (typeof minLength === 'number' || typeof maxLength === 'number')
    limits.push(nameRange(minLength === 0 ? undefined : minLength, maxLength, ' characters'));
  if (typeof minItems === 'number' || typeof maxItems === 'number')
    limits.push(nameRange(minItems, maxItems, ' items'));
  if (schema['default'] !== undefined) limits.push(`default ${JSON.stringify(schema['default'])}`);
  return limits;
}

function nameRange(from: unknown, to: unknown, unit: string): string {
  if (from !== undefined && to !== undefined) return `${writeBound(from)} to ${writeBound(to)}${unit}`;
  return from === undefined ? `at most ${writeBound(to)}${unit}` : `at least ${writeBound(from)}${unit}`;
}

function writeBound(bound: unknown): string {
  return typeof bound === 'number' ? bound.toLocaleString('en') : JSON.stringify(bound);
}
