import type { TemplateResource } from '@postmap/server/contract';
import { expect, test } from 'vitest';
import { isInState, listTemplates, readSort, TEMPLATE_STATES, turnSort } from './template-list.ts';
import type { TemplateState } from './template-list.ts';

const at = (day: number): string => `2026-01-0${day}T00:00:00.000Z`;
const user = { triggerId: 'trg_1', triggerName: 'T', customerId: 'cus_1' };

function template(name: string, more: Partial<TemplateResource> = {}): TemplateResource {
  return {
    id: name,
    version: 1,
    createdAt: at(1),
    updatedAt: at(1),
    name,
    description: '',
    language: 'jsonata',
    source: '',
    format: 'json',
    formatOptions: {},
    eventType: null,
    published: null,
    changedSincePublish: true,
    cases: { total: 0, passed: 0, failed: 0 },
    usedBy: [],
    usesPartials: [],
    partialsOutdated: false,
    target: null,
    ...more,
  };
}

const published = { revision: 1, publishedAt: at(2) };
const ALL = [
  template('beta', { published, changedSincePublish: false, usedBy: [user], updatedAt: at(3) }),
  template('alpha', { format: 'xml', cases: { total: 2, passed: 1, failed: 1 }, description: 'for the warehouse' }),
  template('gamma', { published, cases: { total: 3, passed: 0, failed: 0 }, updatedAt: at(2) }),
];

const names = (search: { query?: string; state?: TemplateState; format?: string; sort?: string }): string =>
  listTemplates(ALL, {
    query: search.query ?? '',
    state: search.state ?? 'any',
    format: search.format,
    sort: readSort(search.sort),
  })
    .map(({ name }) => name)
    .join(' ');

test.each([
  [{}, 'alpha beta gamma'],
  [{ sort: '-name' }, 'gamma beta alpha'],
  [{ sort: '-updated' }, 'beta gamma alpha'],
  [{ sort: '-cases' }, 'alpha gamma beta'],
  [{ sort: '-used' }, 'beta alpha gamma'],
  [{ sort: 'published' }, 'alpha beta gamma'],
  [{ sort: 'nonsense' }, 'alpha beta gamma'],
  [{ query: 'WAREHOUSE' }, 'alpha'],
  [{ format: 'xml' }, 'alpha'],
  [{ state: 'draft' as const }, 'alpha'],
  [{ state: 'published' as const }, 'beta'],
  [{ state: 'changed' as const }, 'gamma'],
  [{ state: 'failing' as const }, 'alpha'],
  [{ state: 'unused' as const }, 'alpha gamma'],
])('%j gives %s', (search, found) => {
  expect(names(search)).toBe(found);
});

test('every state is told apart', () => {
  for (const state of TEMPLATE_STATES) expect(ALL.some((one) => isInState(one, state))).toBe(true);
});

test('a click sorts, another turns it round; the usual order is not in the URL', () => {
  expect(turnSort(readSort(undefined), 'name')).toBe('-name');
  expect(turnSort(readSort('-name'), 'name')).toBeUndefined();
  expect(turnSort(readSort(undefined), 'updated')).toBe('-updated');
  expect(turnSort(readSort('-updated'), 'updated')).toBe('updated');
});
