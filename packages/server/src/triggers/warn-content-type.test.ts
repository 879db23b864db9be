import type { Format } from '@postmap/engine';
import { expect, test } from 'vitest';
import { emailDestinationSchema, urlDestinationSchema } from '../contract/index.ts';
import { warnContentType } from './warn-content-type.ts';

const warn = (format: Format, value: string, more: object = {}, name = 'Content-Type') =>
  warnContentType(
    urlDestinationSchema.parse({
      kind: 'url',
      url: 'https://acme.example',
      headers: [
        { name: 'X-Other', value: 'text/plain' },
        { name, value, ...more },
      ],
    }),
    format,
  );

test.each<[Format, string]>([
  ['json', 'application/json'],
  ['json', 'Application/JSON; charset=UTF-8'],
  ['json', 'application/vnd.acme.v2+json'],
  ['xml', 'text/xml; charset="utf-8"'],
  ['xml', 'application/soap+xml'],
  ['html', 'text/html'],
  ['form', 'application/x-www-form-urlencoded'],
  ['csv', 'text/csv'],
  ['text', 'application/x-ndjson'],
  ['json', '{{customer.type}}'],
])('%s may go as %s', (format, value) => {
  expect(warn(format, value)).toEqual([]);
});

test.each<[Format, string, RegExp]>([
  ['json', 'text/xml', /writes json, so "text\/xml" .* remove this header to send "application\/json"/],
  ['xml', 'application/json', /writes xml/],
  ['form', 'application/json; charset=utf-8', /writes form, so "application\/json"/],
  ['csv', 'application/vnd.ms-excel', /writes csv/],
  ['html', 'text/plain', /writes html/],
  ['json', 'application/json; charset=ISO-8859-1', /sent as UTF-8, not as iso-8859-1/],
  ['text', 'text/plain; charset=windows-1252', /sent as UTF-8/],
  ['query', 'application/json', /no body that this header could describe/],
  ['json', '', /writes json/],
])('%s as %j is warned of', (format, value, message) => {
  expect(warn(format, value)).toEqual([
    { path: 'destination.headers[1].value', message: expect.stringMatching(message) },
  ]);
});

test('other headers, secret values and emails are left alone', () => {
  expect(warn('json', 'text/xml', {}, 'Accept')).toEqual([]);
  expect(warn('json', 'text/xml', { secret: true })).toEqual([]);
  expect(warn('json', 'text/xml', {}, 'content-TYPE')).toHaveLength(1);
  const email = emailDestinationSchema.parse({ kind: 'email', to: ['a@b.test'], from: 'c@d.test', subject: 'S' });
  expect(warnContentType(email, 'html')).toEqual([]);
});
