import { expect, it } from 'vitest';
import { readKindDraft, toKindDraft } from './kind-draft.ts';

it('leaves a kind that is opened and saved as it was', () => {
  const kind = { name: 'parcel', title: 'Parcel', facts: { orderId: 'data.ref', isTest: 'data.test' } };
  expect(readKindDraft(toKindDraft(kind))).toEqual(kind);
});

it('leaves out facts without an expression', () => {
  const draft = toKindDraft(undefined);
  expect(readKindDraft({ ...draft, name: ' k ', facts: { ...draft.facts, email: ' ', source: 'a' } })).toEqual({
    name: 'k',
    title: '',
    facts: { source: 'a' },
  });
});
