import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse, compile, encode } from './engine.ts';
import type { Template } from './engine.ts';
import { TemplateError } from './diagnostics/template-error.ts';
import { FORMAT_TRAITS } from './formats/format-traits.ts';
import { FORMATS } from './formats/format.ts';
import { LANGUAGES } from './languages/language.ts';

const jsonata = (source: string): Template => ({ language: 'jsonata', source, format: 'json' });

/** JSON values as a payload holds them; `-0` has no JSON text of its own. */
const json = fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value)));

describe('encode', () => {
  test('gives JSON that reads back as the same value, byte for byte as JSON.stringify writes it', () => {
    fc.assert(
      fc.property(json, (value) => {
        const { body, diagnostics } = encode(value, 'json');
        if (diagnostics.length > 0) return;
        expect(body).toBe(JSON.stringify(value));
        expect(JSON.parse(body)).toEqual(value);
      }),
    );
  });

  test('writes strings byte for byte as text and html', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('text', 'html'), (value, format) => {
        expect(encode(value, format).body).toBe(value);
      }),
    );
  });
});

describe('formats', () => {
  test.each(FORMATS)('%s is what its traits say', (format) => {
    const { contentType, bodyless } = FORMAT_TRAITS[format];
    const encoded = encode(format === 'text' || format === 'html' ? 'a' : { a: 1 }, format);
    expect(encoded.contentType).toBe(contentType);
    expect(encoded.body === '').toBe(bodyless);
    expect(encoded.query).toBe(bodyless ? 'a=1' : undefined);
  });
});

describe('compile and analyse', () => {
  const source = fc.oneof(
    fc.string(),
    fc
      .array(
        fc.constantFrom(
          '{{',
          '}}',
          '{{{',
          '}}}',
          '#if',
          '/if',
          'a',
          '.',
          '"',
          ' ',
          '(',
          ')',
          '[',
          '{',
          '}',
          '/',
          ':',
          '$',
          '\n',
          '\\',
          '|',
          '%',
          '@',
        ),
      )
      .map((parts) => parts.join('')),
  );

  test('analyse never throws, its spans lie in the source, and compile refuses exactly what it calls an error', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LANGUAGES), source, fc.constantFrom(...FORMATS), (language, text, format) => {
        const template = { language, source: text, format };
        const found = analyse(template);
        for (const { span } of found) {
          if (span === undefined) continue;
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.start).toBeLessThanOrEqual(text.length);
          expect(span.end).toBeGreaterThan(span.start);
        }
        const errors = found.filter(({ severity }) => severity === 'error');
        expect(compileErrors(template)).toEqual(errors);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('concurrent renders of one program', () => {
  test('never see the payload, context or time of another', async () => {
    const program = compile(
      jsonata(
        '{"id": $$.id, "items": items.{"id": $$.id, "n": n}, "customer": $customer.id, "steady": $millis() = $millis()}',
      ),
    );
    const payload = fc.record({
      id: fc.integer(),
      items: fc.array(fc.record({ n: fc.integer() }), { minLength: 2, maxLength: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(payload, { minLength: 2, maxLength: 8 }), async (payloads) => {
        const rendered = await Promise.all(
          payloads.map(async (each) => program.render(each, { customer: { id: each.id } })),
        );
        expect(rendered.map(({ value }) => value)).toEqual(
          payloads.map(({ id, items }) => ({
            id,
            items: items.map(({ n }) => ({ id, n })),
            customer: id,
            steady: true,
          })),
        );
      }),
      { numRuns: 50 },
    );
  });

  test('a failure does not hold up what follows, and its span is its own', async () => {
    const failing = compile(jsonata('{"padding": 1, "a": $uppercase(x)}'));
    const other = compile(jsonata('$uppercase(x)'));
    const outcomes = await Promise.allSettled([
      failing.render({ x: 1 }),
      other.render({ x: 1 }),
      other.render({ x: 'a' }),
    ]);
    expect(
      outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.body : spanOf(outcome.reason))),
    ).toEqual([{ start: 20, end: 30 }, { start: 0, end: 10 }, '"A"']);
  });
});

describe('evaluate', () => {
  test('gives undefined when nothing matched, and takes bindings', async () => {
    await expect(compile(jsonata('a.b')).evaluate({})).resolves.toBeUndefined();
    await expect(compile(jsonata('$limit + n')).evaluate({ n: 1 }, { limit: 2 })).resolves.toBe(3);
    const greeting = compile({ language: 'handlebars', source: '{{n}} {{@limit}}', format: 'text' });
    await expect(greeting.evaluate({ n: 1 }, { limit: 2 })).resolves.toBe('1 2');
  });

  test('gives arrays without flags, and shares nothing with the payload', async () => {
    const payload = { items: [{ n: 1 }, { n: 2 }] };
    const value = await compile(jsonata('{"all": items[], "n": items.n, "one": [items[0]]}')).evaluate(payload);
    expect(value).toStrictEqual({ all: [{ n: 1 }, { n: 2 }], n: [1, 2], one: [{ n: 1 }] });
    expect(Object.keys(Reflect.get(Object(value), 'n'))).toEqual(['0', '1']);
    payload.items.splice(0);
    expect(value).toMatchObject({ all: [{ n: 1 }, { n: 2 }] });
  });

  test('leaves the payload as it was, flags included', async () => {
    const payload = { items: [{ n: 1 }, { n: 2 }] };
    await compile(jsonata('items[]')).evaluate(payload, { other: payload.items });
    expect(Object.keys(payload.items)).toEqual(['0', '1']);
  });

  test('runs $eval only where it is allowed', async () => {
    await expect(compile(jsonata('$eval("1+1")'), { allowEval: true }).evaluate({})).resolves.toBe(2);
    await expect(compile(jsonata('$eval("1+1")')).evaluate({})).rejects.toMatchObject({
      diagnostics: [{ code: 'eval-off' }],
    });
  });
});

test('a Handlebars JSON string holds any text', async () => {
  const program = compile({ language: 'handlebars', source: '{"text": "{{text}}"}', format: 'json' });
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), loneSurrogates),
      async (text) => {
        expect((await program.render({ text })).value).toEqual({ text });
      },
    ),
  );
});

const loneSurrogates = fc.array(fc.integer({ min: 0xd7f0, max: 0xe00f })).map((units) => String.fromCharCode(...units));

function compileErrors(template: Template): unknown[] {
  try {
    compile(template);
    return [];
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return error.diagnostics.filter(({ severity }) => severity === 'error');
  }
}

function spanOf(error: unknown): unknown {
  return error instanceof TemplateError ? error.diagnostics[0]?.span : error;
}
