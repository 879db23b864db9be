import { describe, expect, test } from 'vitest';
import { missingTargets, project, readTarget } from '../index.ts';
import type { TargetSource } from '../index.ts';
import { listOperations } from './read-target.ts';

const line = {
  type: 'object',
  required: ['sku'],
  properties: { sku: { type: 'string', examples: ['A-1'] }, qty: { type: 'integer' } },
};
const order = {
  type: 'object',
  required: ['id', 'lines'],
  properties: {
    id: { type: 'string' },
    'a/b': { type: ['number', 'null'] },
    any: {},
    lines: { type: 'array', items: { $ref: '#/components/schemas/Line' } },
  },
};
const openapi = {
  openapi: '3.1.0',
  paths: {
    '/health': { get: { responses: {} } },
    '/orders': {
      post: {
        summary: 'Create an order',
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } },
      },
    },
    '/notes': { put: { requestBody: { $ref: '#/components/requestBodies/Note' } } },
  },
  components: {
    schemas: { Order: order, Line: line },
    requestBodies: {
      Note: { content: { 'text/x': {}, 'application/vnd.x+json': { schema: { properties: { t: {} } } } } },
    },
  },
};
const ORDER_FIELDS = [
  '/id string required',
  '/a~1b number',
  '/any undefined',
  '/lines array required',
  '/lines/[]/sku string required A-1',
  '/lines/[]/qty number',
];

describe('targets', () => {
  test.each<[string, TargetSource, string[]]>([
    [
      'a sample output',
      { kind: 'sample', value: { id: '7', n: null, lines: [{ sku: 'a', qty: 1 }, { sku: 'b' }] } },
      [
        '/id string required 7',
        '/n undefined required',
        '/lines array required',
        '/lines/[]/sku string required a',
        '/lines/[]/qty number 1',
      ],
    ],
    ['a schema', { kind: 'schema', schema: { ...order, components: { schemas: { Line: line } } } }, ORDER_FIELDS],
    ['the first operation with a body', { kind: 'openapi', document: openapi }, ORDER_FIELDS],
    ['a named operation', { kind: 'openapi', document: openapi, operation: 'PUT /notes' }, ['/t undefined']],
    ['nothing', { kind: 'openapi', document: 'text' }, []],
    ['a list', { kind: 'sample', value: [{ a: 1 }] }, ['/[]/a number required 1']],
  ])('%s', (_, from, expected) => {
    const told = readTarget(from).fields.map(({ pointer, type, required, example }) =>
      [
        pointer,
        String(type),
        ...(required ? ['required'] : []),
        ...(typeof example === 'undefined' || example === null ? [] : [String(example)]),
      ].join(' '),
    );
    expect(told).toEqual(expected);
  });

  test('the operations of a document that have a body', () => {
    expect(listOperations(openapi)).toEqual([
      { operation: 'POST /orders', title: 'Create an order' },
      { operation: 'PUT /notes', title: '/notes' },
    ]);
  });
});

describe('what a mapping misses', () => {
  const target = readTarget({
    kind: 'sample',
    value: { id: 1, customer: { name: '', mail: '' }, lines: [{ sku: 1, n: 2 }] },
  });

  test.each([
    ['{}', ['/id', '/customer', '/customer/name', '/customer/mail', '/lines', '/lines/[]/sku', '/lines/[]/n']],
    ['{ "id": 1, "customer": { "name": x }, "lines": [y.{ "sku": a }] }', ['/customer/mail', '/lines/[]/n']],
    ['{ "customer": order.customer, "lines": $lines }', ['/id']],
    ['{ "customer": test ? { "name": 1 } : { "mail": 2 }, "lines": [], "id": 0 }', ['/lines/[]/sku', '/lines/[]/n']],
    ['$merge([{ "id": 1 }, order])', []],
    ['order', []],
    ['', ['/id', '/customer', '/customer/name', '/customer/mail', '/lines', '/lines/[]/sku', '/lines/[]/n']],
  ])('%s', (source, expected) => {
    expect(missingTargets(project(source), target).map(({ pointer }) => pointer)).toEqual(expected);
  });
});
