import { expect, it } from 'vitest';
import { parseSearch, pickBackPath, pickOne, pickSearch, stringifySearch } from './search.ts';

it('writes readable links and reads them back', () => {
  const text = stringifySearch({ status: 'retrying,exhausted', q: 'a&b=c', gone: undefined, empty: '' });
  expect(text).toBe('?status=retrying,exhausted&q=a%26b%3Dc');
  expect(parseSearch(text)).toEqual({ status: 'retrying,exhausted', q: 'a&b=c' });
});

it('keeps known names and known choices only', () => {
  expect(pickSearch({ q: 'x', other: 'y', tab: 3 }, ['q', 'tab'])).toEqual({ q: 'x' });
  expect(pickOne(['profile', 'triggers'], 'nonsense')).toBe('profile');
});

it.each([
  ['/customers/1/triggers/2', '/customers/1/triggers/2'],
  ['//evil.example', undefined],
  [String.raw`/\evil.example`, undefined],
  ['https://evil.example', undefined],
  [undefined, undefined],
])('goes back to %s → %s', (path, kept) => {
  expect(pickBackPath(path)).toBe(kept);
});
