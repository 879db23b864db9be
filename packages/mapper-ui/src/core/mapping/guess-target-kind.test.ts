import { expect, test } from 'vitest';
import { guessTargetKind } from './guess-target-kind.ts';

test.each([
  [{ openapi: '3.1.0', paths: {} }, 'openapi'],
  [{ swagger: '2.0', paths: {} }, 'openapi'],
  [{ $schema: 'https://json-schema.org/draft/2020-12/schema' }, 'schema'],
  [{ type: 'object', properties: { id: {} } }, 'schema'],
  [{ id: 1, type: 'parcel' }, undefined],
])('%j is of kind %s', (value, kind) => {
  expect(guessTargetKind(JSON.stringify(value))).toBe(kind);
});
