import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskHeaders } from './mask-headers.ts';
import { maskText, maskUrl } from './mask-text.ts';

const CARD = '4111111111111111';

describe('maskText', () => {
  test.each([
    // JSON: bytes around stay, numbers and layout included
    ['{ "id": 9007199254740993,\n "token" : "x" }', '{ "id": 9007199254740993,\n "token" : "••••" }'],
    ['{"cvv":123,"n":1.50}', '{"cvv":"••••","n":1.50}'],
    ['{"gateway_response_cvv":"Y"}', '{"gateway_response_cvv":"Y"}'],
    [
      `{"card":{"number":"${CARD}"},"order":{"number":"${CARD}"}}`,
      `{"card":{"number":"•••• 1111"},"order":{"number":"${CARD}"}}`,
    ],
    ['{"pass\\u0077ord":"x","a":"b"}', '{"pass\\u0077ord":"••••","a":"b"}'],
    ['{"password":{"a":["x",1,null,true]},"b":"c"}', '{"password":{"a":["••••","••••",null,true]},"b":"c"}'],
    // cut in the middle
    ['{"a":1,"password":"hunt', '{"a":1,"password":"••••"'],
    ['[{"token":"x"},{"token":"y"},{"tok', '[{"token":"••••"},{"token":"••••"},{"tok'],
    // not quite JSON
    ['{"a":1 "token":"x"}', '{"a":1 "token":"••••"}'],
    ["{token: 'x', a: 'b'}", '{token: "••••", a: \'b\'}'],
    ['[12:00] password=x y', '[12:00] password=•••• y'],
    // JSON in JSON, a form in JSON
    ['{"echo":"{\\"token\\":\\"x\\"}"}', '{"echo":"{\\"token\\":\\"••••\\"}"}'],
    ['{"echo":"a=1&token=x"}', '{"echo":"a=1&token=••••"}'],
    // forms and plain text
    ['a=1&password=h%26x&b=2', 'a=1&password=••••&b=2'],
    ['card[number]=4111+1111+1111+1111&order_id=4111111111111111', 'card[number]=•••• 1111&order_id=4111111111111111'],
    ['card%5Bcvv%5D=123', 'card%5Bcvv%5D=••••'],
    ['status: ok\npassword: hunter2\nnext: x', 'status: ok\npassword: ••••\nnext: x'],
    ['Invalid token: expired', 'Invalid token: expired'],
    ['token = "a b" rest', 'token = "••••" rest'],
    ['', ''],
    // XML and HTML
    ['<r><password>x</password><a>y</a></r>', '<r><password>••••</password><a>y</a></r>'],
    [
      '<s:Auth xmlns:s="u"><s:ApiKey> x </s:ApiKey></s:Auth>',
      '<s:Auth xmlns:s="u"><s:ApiKey> •••• </s:ApiKey></s:Auth>',
    ],
    [
      `<card><number>${CARD}</number></card><number>${CARD}</number>`,
      `<card><number>•••• 1111</number></card><number>${CARD}</number>`,
    ],
    [`<card number="${CARD}" holder="A"/>`, '<card number="•••• 1111" holder="A"/>'],
    ['<token><![CDATA[x<y]]></token>', '<token><![CDATA[••••]]></token>'],
    ["<p title='it's'><password>x</password>", "<p title='it's'><password>••••</password>"],
    ['<p>1 < 2</p><password>x', '<p>1 < 2</p><password>••••'],
  ])('%s', (text, expected) => {
    expect(maskText(text)).toBe(expected);
  });

  test('law: text without secret-like keys stays byte for byte', () => {
    const keys = fc.constantFrom('a', 'order_id', 'number', 'name');
    const value = fc.dictionary(keys, fc.oneof(fc.stringMatching(/^[a-z "\\\n<>&]*$/), fc.double(), fc.constant(null)));
    fc.assert(
      fc.property(fc.array(value), fc.nat(4), (list, spaces) => {
        const text = JSON.stringify(list, null, spaces);
        expect(maskText(text)).toBe(text);
      }),
    );
  });

  test('law: whatever the text is, it is answered', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '{', '<', '['), (text, start) => {
        expect(typeof maskText(start + text)).toBe('string');
      }),
    );
  });

  test.each(['card=', 'cvv=', '<card=', '{"card":', '<a><b>', '["', '{"a":{', '&token', 'x:', '<![CDATA[', "<p '"])(
    'half a megabyte of %s takes no more than its length',
    (unit) => {
      const text = unit.repeat(Math.ceil(500_000 / unit.length));
      const started = performance.now();
      maskText(text);
      expect(performance.now() - started).toBeLessThan(3000);
    },
  );
});

test.each([
  ['see https://jane:pw@shop.example/x', 'see https://••••@shop.example/x'],
  ['https://ghp_abc@git.example', 'https://••••@git.example'],
  ['{"to":"postgres://u:p%40ss@db:5432/x","n":1}', '{"to":"postgres://••••@db:5432/x","n":1}'],
  ['{"to":"https:\\/\\/u:p@shop.example"}', '{"to":"https:\\/\\/••••@shop.example"}'],
  ['<a href="ftp://u:p@files.example/">x</a>', '<a href="ftp://••••@files.example/">x</a>'],
  ['https://shop.example/@jane', 'https://shop.example/@jane'],
  ['https://shop.example?to=jane@example.com', 'https://shop.example?to=jane@example.com'],
  ['at http://shop.example jane@example.com', 'at http://shop.example jane@example.com'],
  ['jane@example.com', 'jane@example.com'],
])('what stands before the host of a URL is hidden: %s', (text, shown) => {
  expect(maskText(text)).toBe(shown);
});

test('a hostile text of URLs without end costs what its length costs', () => {
  const started = performance.now();
  maskText(`${'://a'.repeat(250_000)}@`);
  maskText(`://${'a'.repeat(1_000_000)}@`);
  expect(performance.now() - started).toBeLessThan(3_000);
});

test('maskUrl hides query values and what stands before the host only', () => {
  expect(maskUrl('https://u:p@a.example/?token=x')).toBe('https://••••@a.example/?token=••••');
  expect(maskUrl('https://a.example/token=1?order=7&api_key=x&b=c')).toBe(
    'https://a.example/token=1?order=7&api_key=••••&b=c',
  );
  expect(maskUrl('https://a.example/x')).toBe('https://a.example/x');
});

test.each([
  ['Authorization', 'Bearer x', '••••••••'],
  ['cookie', 'a=b', '••••••••'],
  ['Set-Cookie', 'a=b', '••••••••'],
  ['X-Api-Key', 'x', '••••••••'],
  ['X-Auth-Token', 'x', '••••••••'],
  ['X-Acme-Auth', 'x', '••••••••'],
  ['X-Shop-Token-Id', 'x', '••••••••'],
  ['x-mysecretvalue', 'x', '••••••••'],
  ['X-ApiKey-Live', 'x', '••••••••'],
  ['X-Signature-Key', 'x', '••••••••'],
  ['Proxy-Authorization', 'x', '••••••••'],
  ['location', 'https://u:p@a.example/', 'https://••••@a.example/'],
  ['Ocp-Apim-Subscription-Key', 'x', '••••••••'],
  ['webhook-signature', 'v1,abc', 'v1,abc'],
  ['webhook-id', 'dlv_1', 'dlv_1'],
  ['Idempotency-Key', 'k', 'k'],
  ['content-type', 'application/json; charset=utf-8', 'application/json; charset=utf-8'],
  ['location', 'https://a.example/?access_token=x', 'https://a.example/?access_token=••••'],
])('maskHeaders %s: %s', (name, value, expected) => {
  expect(maskHeaders([[name, value]])).toEqual([[name, expected]]);
});
