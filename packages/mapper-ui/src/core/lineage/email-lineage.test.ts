import { htmlToText } from '@postmap/engine';
import { expect, test } from 'vitest';
import { listReadFields } from './list-read-fields.ts';
import { markHtml } from './mark-html.ts';
import { readPlainText } from './plain-text.ts';

const HTML =
  '<title>Order 7</title><style>p { color: red }</style><h1>Dear Ada</h1>\n<p title="Ada">Order <b>7</b> &amp; more, from <a href="https://example.com/7">our shop</a>:</p><ul><li>2 x mug</li><li>1 x card</li></ul>';

function placeOf(text: string, from = 0): { kind: 'text'; start: number; end: number } {
  const start = HTML.indexOf(text, from);
  return { kind: 'text', start, end: start + text.length };
}

test.each([
  ['Ada', HTML.indexOf('Ada<')],
  ['7', HTML.indexOf('7</b>')],
  ['mug', HTML.indexOf('mug')],
  ['shop', HTML.indexOf('shop')],
])('a word of the plain text leads to where it stands in the HTML, and back: %s', (word, at) => {
  const text = htmlToText(HTML);
  const shown = readPlainText(HTML, text);
  const hit = shown?.at(text.indexOf(word));
  expect(hit?.place).toEqual({ kind: 'text', start: at, end: at });
  const span = shown?.find({ kind: 'text', start: at, end: at + word.length });
  expect(span && text.slice(span.start, span.end)).toBe(word);
});

test('what readers do not see is nowhere in the plain text', () => {
  const shown = readPlainText(HTML, htmlToText(HTML));
  expect(shown?.find(placeOf('color'))).toBeUndefined();
  expect(shown?.find(placeOf('Order 7</title>'))).toBeUndefined();
});

test('of a text that was made otherwise nothing is said', () => {
  expect(readPlainText(HTML, 'Dear Ada')).toBeUndefined();
});

test('what is marked is text that is seen; the rest stays as it is', () => {
  const at = HTML.indexOf('Ada<');
  const marked = markHtml(HTML, [
    { start: at, end: at + 3, look: 'current' },
    { ...placeOf('Ada', HTML.indexOf('title="')), look: 'other' },
    { ...placeOf('color'), look: 'other' },
    { start: HTML.indexOf('Order <b>'), end: HTML.indexOf(' &amp;'), look: 'other' },
  ]);
  expect(marked.match(/<span [^>]*>[^<]*<\/span>/g)).toHaveLength(3);
  expect(marked.replaceAll(/<span [^>]*>|<\/span>/g, '')).toBe(HTML);
  expect(marked).toMatch(/Dear <span [^>]*>Ada<\/span>/);
  expect(markHtml(HTML, [])).toBe(HTML);
});

test.each([
  ['Order {{order.id}} of {{order.customer.[full name]}}', ['/order/id', '/order/customer/full name']],
  ['{{#if order.id}}a{{/if}}{{@event.id}}', ['/order/id']],
  ['{{', []],
])('the fields that a subject reads: %s', (source, expected) => {
  expect(listReadFields({ language: 'handlebars', source })).toEqual(expected);
});
