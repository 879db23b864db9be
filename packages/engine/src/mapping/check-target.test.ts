import { expect, test } from 'vitest';
import { applyEdits, checkTarget, readTarget } from '../index.ts';

const target = readTarget({
  kind: 'schema',
  schema: {
    type: 'object',
    required: ['id', 'ship', 'lines'],
    properties: {
      id: { type: 'string' },
      note: { type: 'string' },
      ship: { type: 'object', required: ['zip'], properties: { zip: {}, city: {} } },
      bill: { type: 'object', required: ['zip'], properties: { zip: {} } },
      lines: { type: 'array', items: { type: 'object', required: ['sku'], properties: { sku: {}, qty: {} } } },
    },
  },
});

test.each<[source: string, missing: string[]]>([
  ['{}', ['id', 'ship', 'lines']],
  ['{ "id": a, "ship": { }, "lines": [b.{ "qty": c }] }', ['ship.zip', 'lines.sku']],
  ['{ "id": a, "ship": b, "lines": c, "bill": { } }', ['bill.zip']],
  ['{ "id": a, "ship": { "zip": null }, "lines": [], "bill": b ? { "zip": c } }', ['lines.sku']],
  ['$merge([{ "id": a }, b])', []],
  ['order', []],
  ['{ "id": ', []],
  ['', []],
])('%s misses %j', (source, missing) => {
  const found = checkTarget(source, target);
  expect(found.map(({ message }) => /`(.*)`/.exec(message)?.[1])).toEqual(missing);
  for (const { code, severity, span, fix } of found) {
    expect({ code, severity }).toEqual({ code: 'target-missing', severity: 'warning' });
    expect(source.slice(span!.start, span!.end)).not.toBe('');
    const after = applyEdits(source, fix!.edits);
    expect(checkTarget(after, target).length).toBeLessThan(found.length + 1);
    expect(after).not.toBe(source);
  }
});

test('all fixes one after the other leave nothing', () => {
  let source = '{ "note": x }';
  for (let turns = 0; turns < 10; turns++) {
    const [first] = checkTarget(source, target);
    if (first === undefined) break;
    source = applyEdits(source, first.fix!.edits);
  }
  expect(source).toBe('{ "id": null, "note": x, "ship": { "zip": null }, "lines": [{ "sku": null }] }');
});
