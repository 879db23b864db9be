import { expect, test } from 'vitest';
import { guardHtml } from './guard-html.ts';

test('the policy stands before all content, the doctype before it', () => {
  expect(guardHtml('<p>x</p>')).toMatch(
    /^<meta http-equiv="Content-Security-Policy" content="default-src 'none'.*><p>x<\/p>$/,
  );
  expect(guardHtml('<!doctype html><html><body>x')).toMatch(/^<!doctype html><meta .*><html><body>x$/);
});
