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
      const { body } = await compile({ language, format, source }).render(payload);
      expect(body.length).toBeGreaterThan(20);
      expect(body).toMatch(/\d/);
    });
  });
});

test.each([[{}], [null], [[]], ['text']])('a payload without fields (%j) gives a starter that compiles', (payload) => {
  for (const language of LANGUAGES) {
    for (const format of FORMATS)
      expect(() => compile({ language, format, source: writeStarter(language, format, payload) })).not.toThrow();
  }
});
