import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { htmlToText } from './html-to-text.ts';

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

describe('htmlToText', () => {
  test.each([
    ['paragraphs', '<p>One</p><p>Two\n  three</p>', 'One\n\nTwo three'],
    ['blocks', '<div>a<div>b</div>c</div>', 'a\nb\nc'],
    ['line breaks', 'a<br>b<br/><br>c', 'a\nb\n\nc'],
    ['headings', '<h1>Your order has shipped</h1>It is on its way.', 'Your order has shipped\n\nIt is on its way.'],
    ['lists', '<ul><li>a</li><li>b <b>c</b></li></ul>end', '- a\n- b c\n\nend'],
    ['numbered and nested lists', '<ol><li>a<ul><li>x</li></ul></li><li>b</li></ol>', '1. a\n  - x\n2. b'],
    ['rows', '<table><tr><td>Ring</td><td>2</td></tr><tr><td>Cap</td><td>1</td></tr></table>', 'Ring  2\nCap  1'],
    ['links', '<a href="https://x.example/t?a=1&amp;b=2">Track it</a>', 'Track it (https://x.example/t?a=1&b=2)'],
    ['a link that is its own label', '<a href=https://x.example/>https://x.example</a>', 'https://x.example'],
    ['mail links', '<a href="mailto:a@x.example">Write to us</a>', 'Write to us (a@x.example)'],
    ['links that run code', '<a href="javascript:alert(1)">Click</a>', 'Click'],
    ['images', '<img src=x alt="Acme &amp; Co">', 'Acme & Co'],
    ['a linked image without a name', '<a href="https://x.example/"><img src=x></a>', 'https://x.example/'],
    ['rules', 'a<hr>b', 'a\n\n----------\n\nb'],
    ['preformatted text', '<pre>a\n  b</pre>', 'a\n  b'],
    [
      'entities',
      '&lt;b&gt; &euro;5 &#233; &#x1F600; caf&eacute; &Uuml; &bogus; a&nbsp;b',
      '<b> €5 é 😀 café Ü &bogus; a b',
    ],
    [
      'what nobody reads',
      '<!doctype html><head><title>T</title><style>p>a{}</style></head><!-- <p>no --><script>"</p>"</script>x',
      'x',
    ],
    ['a greater-than sign in an attribute', '<p title="a>b">x</p>', 'x'],
    ['an apostrophe in a tag', "<p data-x=it's>x</p>", 'x'],
    ['a lone less-than sign', '1 < 2 and 3<4', '1 < 2 and 3<4'],
    ['a tag without an end', 'a<p title="b', 'a'],
    ['inline elements', 'a<b>b</b>c <i> d </i> e', 'abc d e'],
    ['nothing', '', ''],
  ])('%s', (_what, html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  test('escaped text comes back as it was', () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .map((text) => text.replaceAll(/\s|\p{Cc}|\u{A0}/gu, 'x'));
    fc.assert(
      fc.property(word, (text) => {
        expect(htmlToText(`<p>${escapeHtml(text)}</p>`)).toBe(text.trim());
      }),
    );
  });

  test('any text is taken', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '<p',
      '</p>',
      '"',
      "'",
      '=',
      '<!--',
      '-->',
      '<a href="',
      'li',
      '<li>',
      '</ul>',
      '&#',
      ';',
      ' ',
      '<style>',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string())), (parts) => {
        expect(typeof htmlToText(parts.join(''))).toBe('string');
      }),
    );
  });

  test.each(['<a href="', '<p ', '<style>', '<!--', '<b>', '&', '<a href=x>', '<li>', ' ', '<', '<a alt= '])(
    'a megabyte of %j is read in linear time',
    (piece) => {
      const started = performance.now();
      htmlToText(piece.repeat(Math.ceil(1_000_000 / piece.length)));
      expect(performance.now() - started).toBeLessThan(10_000);
    },
  );
});
