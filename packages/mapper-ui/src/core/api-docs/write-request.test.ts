import { expect, test } from 'vitest';
import type { ApiOperation } from './api-document.ts';
import { writeRequest } from './write-request.ts';

const operation: ApiOperation = {
  id: 'x',
  tag: 'X',
  method: 'GET',
  path: '/api/v1/things/{id}',
  summary: '',
  about: '',
  role: 'viewer',
  parameters: [
    { place: 'path', name: 'id', about: '', required: true, schema: {}, example: 'thing_1' },
    { place: 'query', name: 'q', about: '', required: false, schema: {}, example: 'a b' },
    { place: 'query', name: 'limit', about: '', required: false, schema: {}, example: undefined },
  ],
  body: null,
  answers: [],
};

test('path and query are filled in from the examples, and the key comes from a variable', () => {
  expect(writeRequest(operation, 'http://127.0.0.1:8420')).toBe(
    `curl 'http://127.0.0.1:8420/api/v1/things/thing_1?q=a%20b' \\\n  -H "Authorization: Bearer $POSTMAP_KEY"`,
  );
});

test('a body survives quotes and line breaks, and what is open needs no key', () => {
  const post = { ...operation, method: 'POST', role: 'open', parameters: [], path: '/in' };
  const json = { type: 'application/json', about: '', schema: {}, example: { name: "Dana's" } };
  expect(writeRequest({ ...post, body: json }, 'http://h')).toBe(
    `curl -X POST 'http://h/in' \\\n  -H 'Content-Type: application/json' \\\n  -d '{"name":"Dana'\\''s"}'`,
  );
  const lines = { ...json, type: 'application/x-ndjson', example: '{}\n{}\n' };
  expect(writeRequest({ ...post, body: lines }, 'http://h')).toContain(`--data-binary '{}\n{}\n'`);
});
