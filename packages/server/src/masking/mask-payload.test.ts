import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskPayload } from './mask-payload.ts';
import { maskText } from './mask-text.ts';

const folder = new URL('../../../../samples/payloads/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const readSample = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

const CARD = '4111111111111111';
const canaries = [
  CARD,
  'canary-cvv-737',
  'canary-token-x1',
  'canary-password-x2',
  'DE89370400440532013000',
  '078-05-1120',
];
const canaryPayload = {
  customer: {
    card: { number: CARD, cvv: 'canary-cvv-737' },
    ssn: '078-05-1120',
    phone: '4111-1111',
  },
  payment: [{ cardNumber: CARD, access_token: 'canary-token-x1' }],
  login: { password: { old: 'canary-password-x2', new: ['canary-password-x2'] } },
  bank: { iban: 'DE89370400440532013000' },
  echoed: JSON.stringify({ password: 'canary-password-x2', nested: JSON.stringify({ cvv: 'canary-cvv-737' }) }),
  form: `a=1&token=canary-token-x1&card%5Bnumber%5D=${CARD}`,
  xml: `<r><Password>canary-password-x2</Password><card number="${CARD}"><![CDATA[${CARD}]]></card></r>`,
};

describe('maskPayload', () => {
  test.each(files)('the sample %s loses its card number and nothing else', (name) => {
    const text = readSample(name);
    const expected: unknown = JSON.parse(text.replaceAll(/("card_number": )"\d+X+(\d{4})"/g, '$1"•••• $2"'));
    expect(maskPayload(JSON.parse(text))).toEqual(expected);
  });

  test.each([
    [{ gateway_response_cvv: 'Y' }, { gateway_response_cvv: 'Y' }],
    [{ cvv: 123 }, { cvv: '••••' }],
    [
      { token: null, password: '', has_secret: true },
      { token: null, password: '', has_secret: true },
    ],
    [
      { card: 4111111111111111, order_id: '4111111111111111' },
      { card: '•••• 1111', order_id: '4111111111111111' },
    ],
    [{ tokens: ['a', { b: 'c' }] }, { tokens: ['••••', { b: '••••' }] }],
    [{ customer_card: { exp: '2023', note: CARD } }, { customer_card: { exp: '2023', note: '•••• 1111' } }],
    [[{ merchant_id: '4', phone: '5555555555554444' }], [{ merchant_id: '4', phone: '5555555555554444' }]],
  ])('%j → %j', (value, expected) => {
    expect(maskPayload(value)).toEqual(expected);
  });

  test('no canary is left, in the value or in its text', () => {
    const masked = JSON.stringify(maskPayload(canaryPayload));
    const text = maskText(JSON.stringify(canaryPayload, null, 2));
    for (const canary of canaries) {
      expect(masked).not.toContain(canary);
      expect(text).not.toContain(canary);
    }
    expect(masked).toContain('"phone":"4111-1111"');
  });

  test('what has nothing to hide is the same object, and the input is never changed', () => {
    const open = { order: { id: 1 } };
    const value = { open, closed: { token: 'x' } };
    const masked = maskPayload(value);
    expect(masked).toEqual({ open, closed: { token: '••••' } });
    expect(Object(masked).open).toBe(open);
    expect(value.closed.token).toBe('x');
  });

  test('an own __proto__ stays a property, and depth has an end', () => {
    const masked = maskPayload(JSON.parse('{"__proto__":{"token":"x"}}'));
    expect(JSON.stringify(masked)).toBe('{"__proto__":{"token":"••••"}}');
    expect(JSON.stringify(maskPayload(JSON.parse('['.repeat(1000) + '"deep"' + ']'.repeat(1000))))).not.toContain(
      'deep',
    );
  });

  test('law: a secret under any JSON value never comes out, as value or as text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom('password', 'apiKey', 'card_number'), (value, key) => {
        const payload = { around: [value, { [key]: { kept: value, secret: 'canary-q7' } }, { [key]: 'canary-q7' }] };
        expect(JSON.stringify(maskPayload(payload))).not.toContain('canary-q7');
        const text = maskText(JSON.stringify(payload));
        expect(text).not.toContain('canary-q7');
        expect(() => JSON.parse(text)).not.toThrow();
      }),
    );
  });
});
