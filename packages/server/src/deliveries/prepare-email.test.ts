import { describe, expect, test } from 'vitest';
import { emailDestinationSchema } from '../contract/index.ts';
import { prepareEmail } from './prepare-email.ts';
import type { EmailParts, PreparedEmail } from './prepare-email.ts';
import { readTargetSource } from './target-fingerprint.ts';

/** An email whose strings have rendered to what they are. */
function prepare(destination: object = {}, changes: Partial<EmailParts> = {}): PreparedEmail {
  const parsed = emailDestinationSchema.parse({
    kind: 'email',
    to: ['jane@example.com'],
    from: 'Acme <orders@acme.example>',
    subject: 'Order 7',
  });
  const rendered = { ...parsed, ...destination };
  return prepareEmail({
    delivery: { id: 'dlv_1', eventId: 'evt_1', createdAt: 1_000 },
    destination: rendered,
    rendered: { body: new TextEncoder().encode('<p>Hi</p>'), contentType: 'text/html; charset=utf-8' },
    target: { ...readTargetSource(rendered), fingerprint: '' },
    payload: '{"a":1}',
    ...changes,
  });
}

test('HTML gets a text part; the id and date are the delivery’s', () => {
  expect(prepare({ attachments: 'json' })).toEqual({
    ok: true,
    email: {
      messageId: '<dlv_1@acme.example>',
      date: 1_000,
      from: { name: 'Acme', address: 'orders@acme.example' },
      to: ['jane@example.com'],
      cc: [],
      bcc: [],
      subject: 'Order 7',
      html: '<p>Hi</p>',
      text: 'Hi',
      attachments: [{ filename: 'evt_1.json', contentType: 'application/json', content: '{"a":1}' }],
    },
  });
});

test('text is text alone', () => {
  const rendered = { body: new TextEncoder().encode('Hi <b>'), contentType: 'text/plain; charset=utf-8' };
  expect(prepare({}, { rendered })).toMatchObject({ email: { html: null, text: 'Hi <b>' } });
});

test('a recipient that rendered to nothing is left out', () => {
  expect(prepare({ to: ['', 'jane@example.com'], cc: [' '], bcc: ['x@y.test'] })).toMatchObject({
    email: { to: ['jane@example.com'], cc: [], bcc: ['x@y.test'] },
  });
});

test('a subject is one line', () => {
  expect(prepare({ subject: ' Two\r\nBcc: e@evil.test\tlines ' })).toMatchObject({
    email: { subject: 'Two Bcc: e@evil.test lines' },
  });
});

describe('nothing is sent', () => {
  const json = { body: new TextEncoder().encode('{}'), contentType: 'application/json' };
  test.each([
    ['without a recipient', { to: ['', ' '] }, {}, /no recipient is left/],
    ['to two addresses in one', { to: ['a@x.test, b@x.test'] }, {}, /^to: .*has a ","/],
    ['to a group', { cc: ['g: a@x.test;'] }, {}, /^cc: /],
    ['to an address with a line break', { bcc: ['a@x.test\r\nBcc: e@evil.test'] }, {}, /^bcc: .*line break/],
    ['to a quoted address', { to: ['"evil@a x"@b.test'] }, {}, /^to: /],
    ['from two', { from: 'a@x.test, b@x.test' }, {}, /^from: /],
    ['from nobody', { from: '' }, {}, /^from: There is no address/],
    ['with an endless subject', { subject: 'x'.repeat(901) }, {}, /901 characters/],
    ['to a crowd', { to: Array.from({ length: 101 }, (_, index) => `u${index}@x.test`) }, {}, /101 recipients/],
    ['by a template of JSON', {}, { rendered: json }, /format HTML or text/],
  ])('%s', (_what, destination, changes, message) => {
    expect(prepare(destination, changes)).toEqual({ ok: false, message: expect.stringMatching(message) });
  });
});
