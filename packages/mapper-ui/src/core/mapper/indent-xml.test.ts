import { encode } from '@postmap/engine';
import { expect, test } from 'vitest';
import { indentXml } from './indent-xml.ts';

test('puts an element on each line and leaves text alone', () => {
  const { body } = encode(
    { order: { '@id': 'a>b', line: [{ sku: 'A & B', qty: 1 }, {}], note: ' two\nlines ' } },
    'xml',
  );
  expect(indentXml(body)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<order id="a&gt;b">
  <line>
    <sku>A &amp; B</sku>
    <qty>1</qty>
  </line>
  <line/>
  <note> two
lines </note>
</order>`);
});

test.each([
  ['<a b="1>2"><c/></a>', '<a b="1>2">\n  <c/>\n</a>'],
  ['<a>text <b>bold</b></a>', '<a>text <b>bold</b></a>'],
  ['<a>\n\n<b></b> <!-- <x> --></a>\n', '<a>\n  <b></b>\n  <!-- <x> -->\n</a>'],
  ['<a><![CDATA[ <b> ]]></a>', '<a><![CDATA[ <b> ]]></a>'],
  ['<!DOCTYPE a [<!ENTITY x "y">]><a/>', '<!DOCTYPE a [<!ENTITY x "y">]><a/>'],
])('%j', (xml, indented) => expect(indentXml(xml)).toBe(indented));
