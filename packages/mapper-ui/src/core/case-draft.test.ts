import type { TemplateCaseResource } from '@postmap/server/contract';
import { expect, test } from 'vitest';
import { checkContext, nameCase, NEW_CASE, toCaseChange, toCaseDraft, toNewCase } from './case-draft.ts';

const KEPT: TemplateCaseResource = {
  id: 'case_1',
  version: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  templateId: 'tpl_1',
  name: 'a',
  payload: '{"a":1.0}\r\n',
  sampleId: null,
  context: { customer: { name: 'Acme' } },
  expected: 'a,b\r\n1,2\r\n',
  expectedDiagnostics: 'warning[x]: y\n',
};

test.each([
  KEPT,
  { ...KEPT, payload: null, sampleId: 'smp_1', context: {} },
  { ...KEPT, expected: null },
  { ...KEPT, expected: '' },
  { ...KEPT, expected: 'a\nb' },
])('a case that is not changed is sent as it is', (kept) => {
  const { name, payload, sampleId, context, expected, expectedDiagnostics } = kept;
  expect(toCaseChange(toCaseDraft(kept))).toEqual({
    name,
    payload,
    sampleId,
    context,
    expected,
    expectedDiagnostics,
  });
});

test('an expected body that no field can show is not sent', () => {
  const draft = toCaseDraft({ ...KEPT, expected: 'a\r\nb\nc' });
  expect(draft.expected).toBeNull();
  expect(toCaseChange(draft)).not.toHaveProperty('expected');
  expect(toCaseChange({ ...draft, mustFail: true })).toMatchObject({ expected: null });
});

test('the last diagnostic ends its line', () => {
  const draft = { ...toCaseDraft(KEPT), expectedDiagnostics: 'error[a]: b' };
  expect(toCaseChange(draft).expectedDiagnostics).toBe('error[a]: b\n');
});

test('a new case names a sample or has a payload, and leaves what it expects to the draft', () => {
  expect(toNewCase({ ...NEW_CASE, name: ' a ', payload: '{}' })).toEqual({
    name: 'a',
    payload: '{}',
    sampleId: null,
    context: {},
    expectedDiagnostics: '',
  });
  expect(toNewCase({ ...NEW_CASE, name: 'a', payload: '{}', sampleId: 'smp_1' })).toMatchObject({
    payload: null,
    sampleId: 'smp_1',
  });
});

test.each([
  ['', undefined],
  ['  ', undefined],
  ['{"event":{}}', undefined],
  ['[]', expect.stringContaining('must be an object')],
  ['null', expect.stringContaining('must be an object')],
  ['{', expect.stringContaining('not JSON')],
])('context %j', (text, problem) => {
  expect(checkContext(text)).toEqual(problem);
});

test('a name is free', () => {
  expect(nameCase('order', [])).toBe('order');
  expect(nameCase('order', ['order', 'order 2'])).toBe('order 3');
});
