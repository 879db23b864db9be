import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAddress, checkRecipientTemplate, checkSenderTemplate, readSender } from './mailbox.ts';

describe('checkAddress', () => {
  test.each([
    ['jane@example.com', 'jane@example.com'],
    ['  jane@example.com ', 'jane@example.com'],
    ["o'brien+tag.x_y-z@mail.example.co.uk", "o'brien+tag.x_y-z@mail.example.co.uk"],
    ['jane@bücher.example', 'jane@xn--bcher-kva.example'],
    [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  ])('%j is one address', (text, address) => {
    expect(checkAddress(text)).toEqual({ ok: true, address });
  });

  test.each([
    ['', /no address/],
    ['x@y.test\r\nBcc: e@evil.test', /line break/],
    ['x@y.test\nRCPT TO:<e@evil.test>', /line break/],
    ['x@y.test\u2028e@evil.test', /line break/],
    ['x@y.test\0', /control character/],
    ['a@x.test, b@x.test', /has a ","/],
    ['a@x.test;b@x.test', /has a ";"/],
    ['g: a@x.test, b@x.test;', /the character :/],
    ['undisclosed:;', /the character :/],
    ['"evil@a x"@b.test', /the character "/],
    ['"a@x.test" <e@evil.test>', /the character "/],
    ['Jane <jane@example.com>', /has a "<"/],
    ['<jane@example.com>', /has a "<"/],
    ['jane(comment)@example.com', /the character \(/],
    ['jane@[127.0.0.1]', /the character \[/],
    ['a\\b@x.test', /the character \\/],
    ['jane', /no @/],
    ['jane@', /no mail domain/],
    ['jane@localhost', /no mail domain/],
    ['jane@127.0.0.1', /no mail domain/],
    ['jane@-x.test', /no mail domain/],
    ['jane@x..test', /no mail domain/],
    ['@x.test', /before the @/],
    ['a@b@x.test', /before the @/],
    ['.jane@x.test', /before the @/],
    ['ja..ne@x.test', /before the @/],
    ['ja ne@x.test', /before the @/],
    ['jané@x.test', /before the @/],
    [`${'a'.repeat(65)}@example.com`, /before the @/],
    [`a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(20)}.test`, /254/],
    ['[object Object]', /the character \[/],
  ])('%j is refused', (text, message) => {
    expect(checkAddress(text)).toEqual({ ok: false, message: expect.stringMatching(message) });
  });

  test('whatever is taken has one @, no white space and nothing that divides addresses', () => {
    const piece = fc.oneof(
      fc.constantFrom('@', '.', ',', ';', ':', '<', '>', '"', '\r\n', ' ', '(', 'a', 'x.test', 'é'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const verdict = checkAddress(pieces.join(''));
        expect(verdict.ok ? verdict.address : 'refused@x.test').toMatch(/^[^\s@,;:<>"()[\]\\]+@[a-z0-9.-]+$/i);
      }),
    );
  });
});

describe('readSender', () => {
  test.each([
    ['orders@acme.example', '', 'orders@acme.example'],
    ['Acme <orders@acme.example>', 'Acme', 'orders@acme.example'],
    ['"Acme, Inc." <orders@acme.example>', 'Acme, Inc.', 'orders@acme.example'],
    ['Acme, Inc. (Shop) <orders@acme.example>', 'Acme, Inc. (Shop)', 'orders@acme.example'],
    ['Bücher & Söhne 📚 <o@b.example>', 'Bücher & Söhne 📚', 'o@b.example'],
  ])('%j', (text, name, address) => {
    expect(readSender(text)).toEqual({ ok: true, sender: { name, address } });
  });

  test.each([
    'Acme\r\nBcc: e@evil.test <orders@acme.example>',
    'Acme <orders@acme.example>, e@evil.test',
    'Acme <a@x.test> <b@x.test>',
    'support@bank.example <e@evil.test>',
    'Acme \u202Eelpmaxe <o@x.test>',
    'a@x.test, b@x.test',
    '',
    `${'n'.repeat(200)} <a@x.test>`,
  ])('%j is refused', (text) => {
    expect(readSender(text)).toMatchObject({ ok: false });
  });
});

test.each([
  ['jane@example.com', /^saved$/],
  ['{{order.email}}', /^saved$/],
  ['{{order.user}}@example.com', /^saved$/],
  ['{{#if a}}x@y.test{{else}}{{b}}{{/if}}', /^saved$/],
  ['{{$default(order.email, "none")}}', /^saved$/],
  ['{{a}}, {{b}}', /has a ","/],
  ['Jane <{{a}}>', /has a "<"/],
  ['{{a}}\nBcc: x', /line break/],
  ['jane', /no @/],
])('a recipient is saved as %j', (source, message) => {
  expect(checkRecipientTemplate(source) ?? 'saved').toMatch(message);
});

test.each([
  ['Acme <orders@acme.example>', /^saved$/],
  ['{{@customer.name}} <{{@customer.variables.sender}}>', /^saved$/],
  ['{{a}}\r\nX: 1', /line break/],
  ['Acme', /no @/],
])('a sender is saved as %j', (source, message) => {
  expect(checkSenderTemplate(source) ?? 'saved').toMatch(message);
});
