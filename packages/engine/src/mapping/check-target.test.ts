import { describe, expect, test } from 'vitest';
import { applyEdits, checkTarget, inferShape, missingTargets, project, readTarget } from '../index.ts';

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

describe('lists and objects in the place of one another', () => {
  const parcels = readTarget({
    kind: 'sample',
    value: { id: 1, parcels: [{ number: 'a', url: 'b' }], service: { name: 'c' }, tags: ['d'] },
  });
  const shape = inferShape([
    {
      id: 1,
      shipment: { number: 'a', url: 'b' },
      boxes: [
        { number: 'a', tags: ['x'] },
        { number: 'b', tags: [] },
      ],
      note: null,
      mixed: [1, [2]],
    },
  ]);
  const REST = '"id": id, "tags": boxes.tags';

  test.each<[fields: string, wants: string | undefined, missing: string[], fixed: string | undefined]>([
    [
      '"parcels": shipment, "service": shipment',
      'the target wants a list in `parcels`, and this gives an object',
      ['/parcels/[]/number', '/parcels/[]/url'],
      '"parcels": [shipment], "service": shipment',
    ],
    [
      '"parcels": { "number": shipment.number, "url": id }, "service": {"name": id}',
      'the target wants a list in `parcels`, and this gives an object',
      [],
      '"parcels": [{ "number": shipment.number, "url": id }], "service": {"name": id}',
    ],
    [
      '"parcels": id > 0 ? shipment : boxes, "service": shipment',
      'the target wants a list in `parcels`, and this gives an object',
      [],
      '"parcels": id > 0 ? [shipment] : boxes, "service": shipment',
    ],
    [
      '"parcels": boxes, "service": boxes',
      'the target wants an object in `service`, and this gives a list',
      ['/service/name'],
      '"parcels": boxes, "service": boxes[0]',
    ],
    [
      '"parcels": boxes, "service": [shipment]',
      'the target wants an object in `service`, and this gives a list',
      ['/service/name'],
      '"parcels": boxes, "service": shipment',
    ],
    [
      '"parcels": boxes, "service": [boxes.{ "name": number }]',
      'the target wants an object in `service`, and this gives a list',
      [],
      '"parcels": boxes, "service": { "name": boxes[0].number }',
    ],
    [
      '"parcels": boxes, "service": id',
      'the target wants an object in `service`, and this gives a number',
      ['/service/name'],
      undefined,
    ],
    [
      '"parcels": boxes[0], "service": boxes[1]',
      'the target wants a list in `parcels`, and this gives an object',
      ['/parcels/[]/number', '/parcels/[]/url'],
      '"parcels": [boxes[0]], "service": boxes[1]',
    ],
    // What a filter leaves may be one.
    ['"parcels": boxes[number = "a"], "service": boxes[number = "a"]', undefined, [], undefined],
    ['"parcels": note, "service": note', undefined, [], undefined],
    ['"parcels": unheard.of, "service": $unheard', undefined, [], undefined],
    [
      '"parcels": null, "service": null',
      undefined,
      ['/parcels/[]/number', '/parcels/[]/url', '/service/name'],
      undefined,
    ],
    [
      '"parcels": [boxes.{ "number": number, "url": number }], "service": shipment.{ "name": number }',
      undefined,
      [],
      undefined,
    ],
  ])('%s', (fields, wants, missing, fixed) => {
    const source = `{ ${fields}, ${REST} }`;
    const found = checkTarget(source, parcels, shape);
    const [misfit] = found.filter(({ code }) => code === 'target-type');
    expect(misfit?.message).toBe(wants);
    expect(missingTargets(project(source, shape), parcels).map(({ pointer }) => pointer)).toEqual(missing);
    expect(misfit?.fix && applyEdits(source, misfit.fix.edits)).toBe(fixed && `{ ${fixed}, ${REST} }`);
    // Of what is in it nothing is told beside.
    expect(wants === undefined || found.length === 1).toBe(true);
  });

  test('without samples nothing is known of what a path leads to', () => {
    const source = `{ "parcels": shipment, "service": boxes, ${REST} }`;
    expect(checkTarget(source, parcels)).toEqual([]);
    expect(missingTargets(project(source), parcels)).toEqual([]);
  });
});
