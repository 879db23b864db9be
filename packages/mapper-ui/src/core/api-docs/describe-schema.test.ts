import { expect, test } from 'vitest';
import { lookAtSchema, nameChoice } from './describe-schema.ts';

const schemas = {
  Json: {},
  Route: { type: 'object', properties: { events: { type: 'array', items: { type: 'string' } } }, required: ['events'] },
  PolicyOutput: { anyOf: [{ type: 'string', enum: ['standard', 'none'] }, { $ref: '#/components/schemas/Route' }] },
};

test.each([
  [{ type: 'string' }, 'text'],
  [{ type: 'string', format: 'date-time' }, 'text · date-time'],
  [{ type: ['string', 'null'] }, 'text or null'],
  [{ type: 'integer' }, 'whole number'],
  [{ enum: ['json', 'xml'] }, '"json" · "xml"'],
  [{ const: 'all' }, '"all"'],
  [{ type: 'array', items: { type: 'number' } }, 'list of number'],
  [{ type: 'array', items: { $ref: '#/components/schemas/Route' } }, 'list of Route'],
  [{ type: 'array', prefixItems: [{ type: 'string' }, { type: 'string' }] }, '[text, text]'],
  [{ $ref: '#/components/schemas/PolicyOutput' }, 'Policy'],
  [{ anyOf: [{ $ref: '#/components/schemas/Route' }, { type: 'null' }] }, 'Route or null'],
  [{ type: 'object', additionalProperties: { $ref: '#/components/schemas/Json' } }, 'object of any JSON by name'],
  [{}, 'anything'],
])('%j is called %s', (schema, words) => {
  expect(lookAtSchema(schema, schemas).words).toBe(words);
});

test('limits and defaults are told in words', () => {
  expect(lookAtSchema({ type: 'integer', minimum: 1, maximum: 1_000, default: 50 }, schemas).limits).toEqual([
    '1 to 1,000',
    'default 50',
  ]);
  expect(lookAtSchema({ type: 'string', maxLength: 120 }, schemas).limits).toEqual(['at most 120 characters']);
  expect(lookAtSchema({ type: 'array', minItems: 2, items: {} }, schemas).limits).toEqual(['at least 2 items']);
});

test('an object, a list of them and one that may be null open to the same fields', () => {
  const route = { $ref: '#/components/schemas/Route' };
  const fields = [{ name: 'events', required: true, about: '', schema: { type: 'array', items: { type: 'string' } } }];
  for (const schema of [route, { type: 'array', items: route }, { anyOf: [route, { type: 'null' }] }])
    expect(lookAtSchema(schema, schemas).fields).toEqual(fields);
});

test('kinds of objects are named by what tells them apart', () => {
  const url = { type: 'object', properties: { kind: { const: 'url' }, url: { type: 'string' } } };
  const email = { type: 'object', properties: { kind: { const: 'email' } } };
  const { choices, fields } = lookAtSchema({ oneOf: [url, email] }, schemas);
  expect(fields).toEqual([]);
  expect(choices.map((choice) => nameChoice(choice, schemas))).toEqual(['kind: "url"', 'kind: "email"']);
});
