import type { SchemaAbout } from './operation.ts';

interface JsonSchema {
  type?: unknown;
  format?: string;
  pattern?: string;
  description?: string;
  additionalProperties?: unknown;
  maximum?: number;
  properties?: Record<string, unknown>;
}

/**
 * Adds what a schema's words say, and takes out what is only noise to readers: the pattern that says again what the format says, and the
 * largest integer there is.
 */
export function describeSchema(schema: JsonSchema, about: SchemaAbout | undefined): void {
  if (schema.format === 'date-time') delete schema.pattern;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (about === undefined) return;
  schema.description = about.about;
  for (const [name, text] of Object.entries(about.fields ?? {})) {
    const property = schema.properties?.[name];
    if (typeof property !== 'object' || property === null)
      throw new TypeError(`There is no property ${name} to describe`);
    Object.assign(property, { description: text });
  }
}
