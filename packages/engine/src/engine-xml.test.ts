import * as fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { TemplateError } from './diagnostics/template-error.ts';
import { compile, encode } from './engine.ts';

type Leaf = string | number | boolean | null;
type Content = Leaf | Content[] | { [key: string]: Content };
interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Element[];
}

const leaf = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    '19.99',
    '0.10',
    '007',
    '9007199254740993',
    ' a\r\n\tb ',
    ']]>',
    '<!--',
    '&amp;',
    '\u0000x',
    '\ufffe',
    '\ud800',
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !String(value).includes('e')),
  fc.boolean(),
  fc.constant(null),
);
const name = fc.constantFrom('a', 'Line', 'naïve', 'soap:Body', '_x', 'a-b.c', '注文');
const content = fc.letrec<{ value: Content; object: { [key: string]: Content } }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, leaf, fc.array(tie('value'), { maxLength: 3 }), tie('object')),
  object: fc
    .tuple(
      fc.dictionary(
        name.map((key) => `@${key}`),
        leaf,
        { maxKeys: 3 },
      ),
      fc.dictionary(name, tie('value'), { maxKeys: 3 }),
      fc.option(leaf, { nil: undefined }),
    )
    .map(([attributes, children, own]) => ({
      ...attributes,
      ...(own === undefined ? {} : { '#text': own }),
      ...children,
    })),
})).object;

/** XML 1.0, production 2, said a second time. */
function allowed(shown: string): string {
  return Array.from(shown)
    .filter((character) => {
      const code = character.codePointAt(0) ?? 0;
      const isControl = code < 0x20 && code !== 0x9 && code !== 0xa && code !== 0xd;
      return !isControl && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
    })
    .join('');
}

function leafText(value: Content): string {
  if (typeof value === 'object' && value !== null) throw new Error('a leaf was expected');
  return allowed(String(value ?? ''));
}

function expectElements(elementName: string, value: Content): Element[] {
  if (Array.isArray(value)) return value.flatMap((item) => expectElements(elementName, item));
  const element: Element = { name: elementName, attributes: {}, text: '', children: [] };
  if (typeof value !== 'object' || value === null) return [{ ...element, text: leafText(value) }];
  for (const [key, item] of Object.entries(value)) {
    if (key.startsWith('@')) element.attributes[key.slice(1)] = leafText(item);
    else if (key === '#text') element.text += leafText(item);
    else element.children.push(...expectElements(key, item));
  }
  return [element];
}

function readElements(xml: string): Element[] {
  const document: Element = { name: '', attributes: {}, text: '', children: [] };
  const open = [document];
  const parser = new SaxesParser();
  parser.on('opentag', (tag) => {
    const element: Element = { name: tag.name, attributes: { ...tag.attributes }, text: '', children: [] };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => (open.at(-1)!.text += text));
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  return document.children;
}

function describeOutcome(key: string): string {
  try {
    return `${readElements(encode({ order: { [key]: 1 } }, 'xml').body).length} element`;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return error.diagnostics.map(({ code }) => code).join();
  }
}

describe('xml', () => {
  test('any value comes back from a parser, without what XML cannot hold', () => {
    fc.assert(
      fc.property(content, (value) => {
        const { body, diagnostics } = encode({ order: value }, 'xml');
        expect(readElements(body)).toEqual(expectElements('order', value));
        expect(diagnostics.every(({ code }) => code === 'characters-stripped')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('any key is refused by name or makes well-formed XML', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (key) => {
        fc.pre(key !== '__proto__' && key !== '#text');
        expect(describeOutcome(key)).toMatch(/^(?:1 element|invalid-xml-name)$/);
      }),
      { numRuns: 1000 },
    );
  });

  test('any text inserted by Handlebars comes back, from elements and attributes', async () => {
    const source = `<a x="{{value}}" y='{{value}}'>{{value}}</a>`;
    const program = compile({ language: 'handlebars', source, format: 'xml' });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), async (value) => {
        const kept = allowed(value);
        const [element] = readElements((await program.render({ value })).body);
        expect(element).toEqual({ name: 'a', attributes: { x: kept, y: kept }, text: kept, children: [] });
      }),
    );
  });
});
