import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TemplateError } from '../../diagnostics/template-error.ts';
import { compileString } from '../../engine.ts';

describe('compileString', () => {
  test('what is inserted into a URL stays within its place', () => {
    const url = compileString('https://example.com/{{order.id}}?email={{order.email}}&c={{@customer.id}}', 'percent');
    const order = { id: '../../admin?x=1#y', email: 'a+b@x.test&admin=1' };
    expect(url.render({ order }, { customer: { id: 7 } })).toBe(
      'https://example.com/..%2F..%2Fadmin%3Fx%3D1%23y?email=a%2Bb%40x.test%26admin%3D1&c=7',
    );
  });

  test('any text comes back from a query parameter', () => {
    const url = compileString('https://example.com/?q={{q}}', 'percent');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (q) => {
        expect(new URL(url.render({ q })).searchParams.get('q')).toBe(q);
      }),
    );
    expect(url.render({ q: 'a\ud800b' })).toBe('https://example.com/?q=a%EF%BF%BDb');
  });

  test('a header value is not escaped', () => {
    expect(compileString('Bearer {{token}}', 'none').render({ token: 'a+/=<' })).toBe('Bearer a+/=<');
  });

  test('a source past its budget is refused', () => {
    expect(() => compileString('a'.repeat(65_537), 'none')).toThrow('at most 65536 are allowed');
  });

  test('a URL takes no raw insert', () => {
    expect(() => compileString('https://x.test/{{{a}}}', 'percent')).toThrow(TemplateError);
    expect(compileString('{{{a}}}', 'none').render({ a: '<' })).toBe('<');
  });
});
