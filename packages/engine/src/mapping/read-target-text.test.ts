import { expect, test } from 'vitest';
import { MAX_TARGET_TEXT, readTargetText } from '../index.ts';

const SCHEMA = { type: 'object', required: ['id'], properties: { id: { type: 'string' }, note: { type: 'string' } } };
const NOTE = { type: 'object', properties: { text: { type: 'string' } } };
const takes = (schema: unknown) => ({ requestBody: { content: { 'application/json': { schema } } } });
const OPENAPI = { openapi: '3.1.0', paths: { '/orders': { post: takes(SCHEMA) }, '/notes': { put: takes(NOTE) } } };

test.each([
  ['sample', { id: 'A1', lines: [{ sku: 'x' }] }, null, ['/id', '/lines', '/lines/[]/sku']],
  ['schema', SCHEMA, null, ['/id', '/note']],
  ['openapi', OPENAPI, null, ['/id', '/note']],
  ['openapi', OPENAPI, 'PUT /notes', ['/text']],
] as const)('%s says which fields are wanted', (kind, value, operation, pointers) => {
  const { target, problem } = readTargetText({ kind, text: JSON.stringify(value), operation });
  expect(problem).toBeUndefined();
  expect(target?.fields.map(({ pointer }) => pointer)).toEqual(pointers);
});

test.each([
  ['sample', '{"a":', null, /no JSON/],
  ['sample', '{}', null, /no fields/],
  ['schema', '{"type":"string"}', null, /properties/],
  ['openapi', '{"openapi":"3.1.0"}', null, /paths/],
  ['openapi', JSON.stringify(OPENAPI), 'PUT /gone', /PUT \/gone/],
  ['sample', JSON.stringify({ a: 'x'.repeat(MAX_TARGET_TEXT) }), null, /256 KiB/],
] as const)('%s of %.40s, operation %s, is refused with what is missing', (kind, text, operation, problem) => {
  expect(readTargetText({ kind, text, operation }).problem).toMatch(problem);
});
