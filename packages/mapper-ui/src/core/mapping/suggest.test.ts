import { inferShape } from '@postmap/engine';
import { describe, expect, test } from 'vitest';
import { findUnread } from './find-unread.ts';
import { isWhole, suggest, suggestExample, suggestFor } from './suggest.ts';

const sample = {
  event: 'sent',
  event_date: '2021-04-15',
  all: { shipment: { id: '1', date_deliver: '2021-04-15', carrier: 'DHL' }, lines: [{ sku: 'mug' }] },
};
const known = { format: 'json', shape: inferShape([sample]), sample } as const;

/** The caret is the `|`; what is around the braces stands around what is typed. */
function read(marked: string): { before: string; text: string; after: string; caret: number } {
  const [before = '', typed = '', after = ''] = marked.split(/[«»]/);
  const caret = typed.includes('|') ? typed.indexOf('|') : typed.length;
  return { before, text: typed.replace('|', ''), after, caret };
}

describe('suggestions', () => {
  test.each([
    ['{ "a": «event» }', ['event_date']],
    ['{ "a": «date_del» }', ['all.shipment.date_deliver']],
    ['{ "a": «deliv» }', ['all.shipment.date_deliver']],
    // In scope first, then functions called so, what is further down, and functions that only have it in their names.
    ['{ "a": «date» }', ['event_date', '$date($0)', 'all.shipment.date_deliver']],
    ['[all.lines.{ "a": «date_del» }]', ['$$.all.shipment.date_deliver']],
    ['{ "a": «all.sh» }', ['shipment']],
    ['{ "a": «nowhere» }', []],
    // Behind what may be the end nothing stands in the way.
    ['{ "a": «event = "x"» }', []],
    ['{ "a": «event = "x" » }', ['and', 'or', 'in']],
  ])('%s', (marked, expected) => {
    const { caret, ...part } = read(marked);
    const { items } = suggest(part, caret, known);
    expect(items.map(({ insertText }) => insertText.replace('\\$', '$')).slice(0, expected.length || 8)).toEqual(
      expected,
    );
  });

  test('are few, take the place of the word, and say when a name in scope begins with it', () => {
    const { caret, ...part } = read('{ "a": «1 + ev| + 1» }');
    const { items, continues } = suggest(part, caret, known);
    expect(items[0]).toMatchObject({ label: 'event', span: { start: 4, end: 6 } });
    expect(continues).toBe(true);
    expect(suggest({ ...part, text: 'date_del' }, 8, known).continues).toBe(true);
    expect(suggest({ ...part, text: 'deliver' }, 7, known).continues).toBe(false);
    expect(suggest({ ...part, text: '' }, 0, known).items).toHaveLength(8);
  });

  test('for an empty value begin with what the target has, and the fields that are called as it is; an object and a list are among them', () => {
    const { caret: _, ...part } = read('{ "carrier": «» }');
    const { items } = suggestFor('carrier', part, known, suggestExample('"DHL"'));
    expect(items).toHaveLength(8);
    expect(items.slice(0, 5).map(({ insertText }) => insertText)).toEqual([
      '"DHL"',
      'all.shipment.carrier',
      '{}',
      '[{}]',
      'event',
    ]);
    expect(items.map(({ span }) => span)).toContainEqual({ start: 0, end: 0 });
    expect(items.filter(isWhole).map(({ insertText }) => insertText)).toEqual(['{}', '[{}]']);
    const own = suggestFor('sku', { before: '[all.lines.{ "sku": ', text: '', after: ' }]' }, known, undefined).items;
    expect(own[0]).toMatchObject({ insertText: 'sku' });
  });
});

describe('what reads nothing', () => {
  test.each([
    ['{ "a": «date_del» }', 'Change to all.shipment.date_deliver', 'all.shipment.date_deliver', 8],
    ['{ "a": «date_del = "x"» ? 1 }', 'Change to all.shipment.date_deliver', 'all.shipment.date_deliver = "x"', 8],
    ['{ "a": «all.shipment.carier» }', 'Change to carrier', 'all.shipment.carrier', 19],
    ['[all.lines.{ "a": «event» }]', 'Write $$.event', '$$.event', 5],
    ['{ "a": «nowhere» }', undefined, undefined, 7],
  ])('%s', (marked, title, mended, end) => {
    const { caret: _, ...part } = read(marked);
    const found = findUnread(part, known);
    const fix = found?.fix;
    expect([fix?.label, found?.end]).toEqual([title, end]);
    expect(fix && part.text.slice(0, fix.span.start) + fix.insertText + part.text.slice(fix.span.end)).toBe(mended);
  });

  test.each(['{ "a": «all.shipment.carrier», "b": nowhere }', '{ "a": «all.» }', '{ "a": «"nowhere"» }'])(
    'nothing to say of %s',
    (marked) => {
      const { caret: _, ...part } = read(marked);
      expect(findUnread(part, known)).toBeUndefined();
    },
  );
});
