import { expect, test } from 'vitest';
import { readStanding } from './draft-standing.ts';

const published = { revision: 3, publishedAt: '2026-11-22T08:00:00.000Z' };

test.each([
  ['unpublished', { published: null, changedSincePublish: true, partialsOutdated: false }, false],
  ['unpublished', { published: null, changedSincePublish: true, partialsOutdated: true }, true],
  ['published', { published, changedSincePublish: false, partialsOutdated: false }, false],
  ['changed', { published, changedSincePublish: false, partialsOutdated: false }, true],
  ['changed', { published, changedSincePublish: true, partialsOutdated: true }, false],
  ['outdated', { published, changedSincePublish: false, partialsOutdated: true }, false],
] as const)('%s: %o, changed here: %o', (standing, base, changed) => {
  expect(readStanding(base, changed)).toBe(standing);
});
