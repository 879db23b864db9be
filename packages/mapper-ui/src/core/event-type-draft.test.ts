import type { CatalogEntry } from '@postmap/server/contract';
import { expect, it } from 'vitest';
import { readTypeDraft, startTypeDraft, toTypeDraft } from './event-type-draft.ts';

const input = {
  name: 'parcel.packed',
  title: 'Packed',
  description: '',
  aliases: ['Parcel packed', 'packed'],
  kind: 'parcel',
  enabled: true,
  from: ['parcel.changed'],
  when: 'data.state = "packed"',
};
const type: CatalogEntry = { ...input, sample: null, builtIn: false, version: 3 };

it('leaves a type that is opened and saved as it was', () => {
  expect(readTypeDraft(toTypeDraft(type))).toEqual(input);
});

it('reads aliases a line each and an empty condition as none', () => {
  const draft = { ...startTypeDraft('generic'), name: ' a.b ', title: 'A', aliases: ' one \n\n two\n', when: ' \n' };
  expect(readTypeDraft(draft)).toMatchObject({ name: 'a.b', aliases: ['one', 'two'], when: null, from: [] });
});
