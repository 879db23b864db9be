import { expect, test } from 'vitest';
import { guessTargetKind, readTargetDraft } from './target-draft.ts';

const SCHEMA = { type: 'object', required: ['id'], properties: { id: { type: 'string' }, note: { type: 'string' } } };
const OPENAPI = {
  openapi: '3.1.0',
  paths: {
    '/orders': { post: { requestBody: { content: { 'application/json': { schema: SCHEMA } } } } },
    '/notes': {
      put: {
        requestBody: {
          content: { 'application/json': { schema: { type: 'object', properties: { text: { type: 'string' } } } } },
        },
      },
    },
  },
};

test.each([
  ['sample', { id: 'A1', lines: [{ sku: 'x' }] }, undefined, ['/id', '/lines', '/lines/[]/sku']],
  ['schema', SCHEMA, undefined, ['/id', '/note']],
  ['openapi', OPENAPI, undefined, ['/id', '/note']],
  ['openapi', OPENAPI, 'PUT /notes', ['/text']],
] as const)('%s says which fields are wanted', (kind, value, operation, pointers) => {
  const { target, problem } = readTargetDraft({ kind, text: JSON.stringify(value), operation });
  expect(problem).toBeUndefined();
  expect(target?.fields.map(({ pointer }) => pointer)).toEqual(pointers);
});

test.each([
  ['sample', '{"a":', /no JSON/],
  ['sample', '{}', /no fields/],
  ['schema', '{"type":"string"}', /properties/],
  ['openapi', '{"openapi":"3.1.0"}', /paths/],
] as const)('%s of %s is refused with what is missing', (kind, text, problem) => {
  expect(readTargetDraft({ kind, text, operation: undefined }).problem).toMatch(problem);
});

test('a schema and an OpenAPI document are told apart from a sample', () => {
  expect([OPENAPI, SCHEMA, { id: 1 }].map((value) => guessTargetKind(JSON.stringify(value)))).toEqual([
    'openapi',
    'schema',
    undefined,
  ]);
});
