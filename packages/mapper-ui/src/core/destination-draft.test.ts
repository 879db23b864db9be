import type { Destination } from '@postmap/server/contract';
import { expect, test } from 'vitest';
import { emptyDestination, readDestination, toDestinationDraft } from './destination-draft.ts';

const email: Destination = {
  kind: 'email',
  to: ['{{order.email}}'],
  cc: ['team@acme.example'],
  bcc: [],
  from: 'Acme <orders@acme.example>',
  subject: 'Order {{order.id}}',
  attachments: 'csv',
  transport: 'inbox',
};

test('an email that is opened and saved stays as it was', () => {
  expect(readDestination(toDestinationDraft(email))).toEqual({ destination: email });
});

test('recipients that nobody wrote are left out, and no field of the other kind is sent', () => {
  const draft = { ...toDestinationDraft(email), to: [' a@x.test ', ''], cc: [''], url: 'https://x.test/' };
  expect(readDestination(draft)).toEqual({ destination: { ...email, to: ['a@x.test'], cc: [] } });
});

test('a time-out that is no number matters for a URL only', () => {
  const draft = { ...emptyDestination, timeoutSeconds: 'soon' };
  expect(readDestination(draft)).toMatchObject({ path: 'destination.timeoutSeconds' });
  expect(readDestination({ ...draft, kind: 'email' })).toHaveProperty('destination');
});
