import { beforeEach, expect, test } from 'vitest';
import { dropDraft, keepDraft, readDraft } from './template-draft.ts';
import type { TemplateDraft } from './template-draft.ts';

const kept = new Map<string, string>();
const storage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
};
const draft: TemplateDraft = {
  version: 3,
  content: {
    name: 'Order',
    eventType: null,
    language: 'jsonata',
    format: 'csv',
    formatOptions: { csvFormulas: 'keep' },
    source: '{}',
    target: { kind: 'openapi', text: '{}', operation: 'POST /orders' },
  },
};

beforeEach(() => kept.clear());

test('what is kept is read back until it is dropped', () => {
  expect(keepDraft(storage, 'tpl_1', draft)).toBe(true);
  expect(readDraft(storage, 'tpl_1')).toEqual(draft);
  expect(readDraft(storage, 'tpl_2')).toBeUndefined();
  dropDraft(storage, 'tpl_1');
  expect(readDraft(storage, 'tpl_1')).toBeUndefined();
});

test('a draft kept without format options and target is read with none', () => {
  const { formatOptions: _, target: __, ...content } = draft.content;
  kept.set('postmap.template-draft.tpl_1', JSON.stringify({ version: 3, content }));
  expect(readDraft(storage, 'tpl_1')?.content).toMatchObject({ formatOptions: {}, target: null });
});

test('a full storage is reported, not thrown', () => {
  const full = {
    ...storage,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  expect(keepDraft(full, 'tpl_1', draft)).toBe(false);
});

test.each([
  '',
  '{',
  'null',
  '[]',
  '{"version":1}',
  '{"version":1,"content":{"name":"x","language":"xslt","format":"json","source":""}}',
])('what cannot be read (%j) counts as none', (text) => {
  kept.set('postmap.template-draft.tpl_1', text);
  expect(readDraft(storage, 'tpl_1')).toBeUndefined();
});
