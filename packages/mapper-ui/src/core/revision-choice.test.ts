import type { Revision } from '@postmap/server/contract';
import { expect, test } from 'vitest';
import { chooseVersions, isSameVersion, listVersions } from './revision-choice.ts';

const text = (source: string) => ({ language: 'jsonata', format: 'json', formatOptions: {}, source }) as const;
const revision = (number: number, source: string): Revision => ({
  ...text(source),
  templateId: 'tpl_1',
  revision: number,
  partials: [],
  note: '',
  publishedAt: '2026-01-01T00:00:00.000Z',
  publishedBy: 'ann',
});

const revisions = [revision(3, 'c'), revision(2, 'b'), revision(1, 'a')];

test.each([
  ['a changed draft is compared with what is published', 'new', 3, {}, 'draft', 3],
  ['a draft that is published shows the newest beside the one before', 'c', 3, {}, 3, 2],
  ['what is asked for is shown beside the one before it', 'new', 3, { show: '2' }, 2, 1],
  ['any two', 'new', 3, { show: '1', with: '3' }, 1, 3],
  ['the draft beside any', 'new', 3, { show: 'draft', with: '1' }, 'draft', 1],
  ['the first has nothing before it', 'new', 3, { show: '1' }, 1, undefined],
  ['none with itself', 'new', 3, { show: '2', with: '2' }, 2, undefined],
  ['what does not exist is as if it was not asked for', 'new', 3, { show: '9', with: 'x' }, 'draft', 3],
  ['with an older one live', 'new', 2, {}, 'draft', 2],
] as const)('%s', (_what, draft, published, asked, shown, base) => {
  const versions = listVersions(text(draft), revisions);
  const chosen = chooseVersions(versions, published, { show: undefined, with: undefined, ...asked });
  expect([chosen?.shown.name, chosen?.base?.name]).toEqual([shown, base]);
});

test('a version is another by its source, its language, its format and what becomes of formula cells', () => {
  const [draft, one] = listVersions(text('a'), [revision(1, 'a')]);
  expect(isSameVersion(draft!, one!)).toBe(true);
  expect(isSameVersion(draft!, { ...one!, csvFormulas: 'keep' })).toBe(false);
  expect(isSameVersion(draft!, { ...one!, format: 'csv' })).toBe(false);
  expect(isSameVersion(draft!, { ...one!, language: 'handlebars' })).toBe(false);
});
