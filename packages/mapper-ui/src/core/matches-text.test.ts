import { expect, it } from 'vitest';
import { matchesText } from './matches-text.ts';

it.each([
  ['', true],
  ['ACME', true],
  ['ware ac', true],
  ['acme 43', false],
])('%s', (query, matches) => {
  expect(matchesText(query, ['Acme warehouse', null, 'id-42'])).toBe(matches);
});
