import { expect, test } from 'vitest';
import { readLoneName } from './read-lone-template.ts';

test.each([
  ['receipt.html.hbs', { stem: 'receipt', language: 'handlebars', format: 'html' }],
  ['folder.csv/order.jsonata', { stem: 'order', language: 'jsonata', format: undefined }],
  ['order.v2.jsonata', { stem: 'order.v2', language: 'jsonata', format: undefined }],
  ['partials.query.jsonata', { stem: 'partials', language: 'jsonata', format: 'query' }],
  ['LINES.CSV.HANDLEBARS', { stem: 'LINES.CSV', language: 'handlebars', format: undefined }],
  ['csv.jsonata', { stem: 'csv', language: 'jsonata', format: undefined }],
  ['order.txt', { stem: 'order.txt', language: undefined, format: undefined }],
  ['page.html', { stem: 'page', language: undefined, format: 'html' }],
  ['-', { stem: '-', language: undefined, format: undefined }],
])('%s', (file, name) => {
  expect(readLoneName(file)).toEqual(name);
});
