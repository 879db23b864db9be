import { compile, FORMATS } from '@postmap/engine';
import { expect, test } from 'vitest';
import { describeLineEnds, writePretty, writePrettyBody } from './write-pretty.ts';

test.each([
  ['json', '{\n  "a b": "é&",\n  "n": 1\n}'],
  ['form', 'a b = é&\nn = 1'],
  ['query', 'a b = é&\nn = 1'],
  ['csv', 'a b,n\r\né&,1\r\n'],
] as const)('%s', async (format, pretty) => {
  expect(FORMATS).toContain(format);
  const rendered = await compile({ language: 'jsonata', source: '$', format }).render({ 'a b': 'é&', n: 1 });
  expect(writePretty(format, rendered)).toBe(pretty);
  expect(writePrettyBody(format, rendered)).toBe(pretty);
});

test('what was sent as JSON and is none stays as it is', () => {
  expect(writePrettyBody('json', { body: '{ cut' })).toBe('{ cut');
});

test.each([
  ['one line', null],
  ['a\r\nb\r\n', 'CRLF'],
  ['a\nb', 'LF'],
  ['a\r\n"b\nc"\r\n', 'CRLF and LF'],
])('the lines of %j end in %s', (text, ends) => expect(describeLineEnds(text)).toBe(ends));
