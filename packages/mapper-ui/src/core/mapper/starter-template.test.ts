import { readdirSync, readFileSync } from 'node:fs';
import { compile, FORMATS, LANGUAGES, parsePayload } from '@postmap/engine';
import { describe, expect, test } from 'vitest';
import { writeStarter } from './starter-template.ts';

const folder = new URL('../../../../../samples/payloads/', import.meta.url);
const payloads = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, payload: parsePayload(readFileSync(new URL(name, folder), 'utf8')).payload }));

describe.each(payloads)('the starter for $name', ({ payload }) => {
  describe.each(LANGUAGES)('in %s', (language) => {
    test.each(FORMATS)('renders as %s, with something of the payload in it', async (format) => {
      const source = writeStarter(language, format, payload);
      const { body, query } = await compile({ language, format, source }).render(payload);
      const sent = (query ?? body).replace(/^<\?xml.*?\?>/, '');
      expect(sent.length).toBeGreaterThan(20);
      expect(listWords(payload).some((word) => sent.includes(word))).toBe(true);
    });
  });
});

/** What its values are made of, such as `A` and `17` of `A-17`; any escaping leaves these as they are. */
function listWords(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(listWords);
  return String(value).match(/[A-Za-z0-9]{2,}/g) ?? [];
}

const ORDER = {
  order: { id: 7, 'ship to': 'Ulm', date: '2021-04-15', items: [{ sku: 'A,1', '2nd': '=x' }, { sku: 'B' }] },
};

test.each([
  ['jsonata', 'form', 'id=7&ship+to=Ulm&date=2021-04-15'],
  ['handlebars', 'query', 'id=7&ship%20to=Ulm&date=2021-04-15'],
  ['jsonata', 'csv', 'sku,2nd\r\n"A,1",\'=x\r\nB,\r\n'],
  ['handlebars', 'csv', 'sku,2nd\r\n"A,1",\'=x\r\nB,\r\n'],
  [
    'jsonata',
    'xml',
    '<?xml version="1.0" encoding="UTF-8"?><event><id>7</id><ship_to>Ulm</ship_to><date>2021-04-15</date><items><sku>A,1</sku><_2nd>=x</_2nd></items><items><sku>B</sku></items></event>',
  ],
] as const)('in %s as %s is %j', async (language, format, sent) => {
  const { body, query } = await compile({ language, format, source: writeStarter(language, format, ORDER) }).render(
    ORDER,
  );
  expect(query ?? body).toBe(sent);
});

test('a field named like a function is read, not called', async () => {
  const source = writeStarter('handlebars', 'text', { date: '2021-04-15', table: 'x' });
  const { body } = await compile({ language: 'handlebars', format: 'text', source }).render({
    date: '2021-04-15',
    table: 'x',
  });
  expect(body).toBe('date: 2021-04-15\ntable: x\n');
});

test.each([[{}], [null], [[]], ['text']])('a payload without fields (%j) gives a starter that compiles', (payload) => {
  for (const language of LANGUAGES) {
    for (const format of FORMATS)
      expect(() => compile({ language, format, source: writeStarter(language, format, payload) })).not.toThrow();
  }
});
