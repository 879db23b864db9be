import { expect, test } from 'vitest';
import { describeAction } from './audit-words.ts';

test.each([
  ['sign-in', 'Signed in'],
  ['create-viewer-key', 'Made a viewer key'],
  ['create-admin-key', 'Made an admin key'],
  ['create-sign-in-link', 'Made a sign-in link'],
  ['start-backfill', 'Start backfill'],
])('%s: %s', (action, text) => {
  expect(describeAction(action)).toBe(text);
});
