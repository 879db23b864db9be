import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addMissing, applyEdits, edit, inferShape, missingTargets, planDrop, project, readTarget } from '../index.ts';
import type { DropOptions } from '../index.ts';

const sample = join(import.meta.dirname, '../../../../samples/payloads/order_updated.json');
const shape = inferShape([JSON.parse(readFileSync(sample, 'utf8'))]);
const source =
  '{ "a": b, "n": 0, "e": null, "id": 1, "lines": [webhook_data.order.order_offers.{ "sku": offer_id }], "o": {}, "list": [] }';
const target = readTarget({
  kind: 'sample',
  value: { a: [1], list: [{}], lines: [{ sku: ['x'], customer: [{}] }], offer_name: [''] },
});
const ORDER = '/webhook_data/order';

describe('what a drop can mean', () => {
  test.each<[row: string | null, pointer: string, options: DropOptions, asks: boolean, choices: string[]]>([
    ['/a', `${ORDER}/id`, {}, false, ['replace: webhook_data.order.id', 'append: b & webhook_data.order.id']],
    [
      '/a',
      `${ORDER}/id`,
      { place: 'value' },
      false,
      ['append: b & webhook_data.order.id', 'replace: webhook_data.order.id'],
    ],
    ['/e', `${ORDER}/id`, {}, false, ['replace: webhook_data.order.id']],
    [
      '/n',
      `${ORDER}/id`,
      {},
      true,
      [
        'convert: $number(webhook_data.order.id)',
        'replace: webhook_data.order.id',
        'append: 0 & webhook_data.order.id',
      ],
    ],
    [
      '/e',
      `${ORDER}/is_test`,
      { wanted: 'boolean' },
      true,
      ['convert: webhook_data.order.is_test = "1"', 'replace: webhook_data.order.is_test'],
    ],
    [
      '/e',
      `${ORDER}/order_offers/[]/order_offer_price`,
      {},
      true,
      [
        'first: webhook_data.order.order_offers[0].order_offer_price',
        'join: $join(webhook_data.order.order_offers.order_offer_price, ", ")',
        'sum: $sum(webhook_data.order.order_offers.$number(order_offer_price))',
        'count: $count(webhook_data.order.order_offers.order_offer_price)',
        'copy: [webhook_data.order.order_offers.order_offer_price]',
      ],
    ],
    [
      '/e',
      `${ORDER}/order_offers`,
      {},
      true,
      [
        'forEach: [webhook_data.order.order_offers.{}]',
        'copy: webhook_data.order.order_offers',
        'first: webhook_data.order.order_offers[0]',
        'count: $count(webhook_data.order.order_offers)',
      ],
    ],
    ['/lines', `${ORDER}/order_offers/[]/offer_name`, {}, false, ['add: "offer_name": offer_name']],
    [
      '/lines/sku',
      `${ORDER}/id`,
      {},
      false,
      ['replace: $$.webhook_data.order.id', 'append: offer_id & $$.webhook_data.order.id'],
    ],
    [null, `${ORDER}/id`, {}, false, ['add: "id_2": webhook_data.order.id']],
    ['/o', `${ORDER}/id`, {}, false, ['add: "id": webhook_data.order.id']],
    [null, '$customer/name', {}, false, ['add: "name": $customer.name']],
    [
      '/e',
      `${ORDER}/customer`,
      { wanted: 'array' },
      true,
      [
        'list: [webhook_data.order.customer]',
        'forEach: [webhook_data.order.customer.{}]',
        'replace: webhook_data.order.customer',
      ],
    ],
    ['/list', `${ORDER}/id`, { target }, true, ['list: [webhook_data.order.id]', 'replace: webhook_data.order.id']],
    [
      '/a',
      `${ORDER}/customer`,
      { target, place: 'value' },
      true,
      [
        'list: [webhook_data.order.customer]',
        'forEach: [webhook_data.order.customer.{}]',
        'append: b & webhook_data.order.customer',
        'replace: webhook_data.order.customer',
      ],
    ],
    [
      '/lines/sku',
      `${ORDER}/order_offers/[]/offer_name`,
      { target },
      true,
      ['list: [offer_name]', 'replace: offer_name', 'append: offer_id & offer_name'],
    ],
    // What is wanted of what holds a new field is not wanted of the field.
    ['/lines', `${ORDER}/order_offers/[]/offer_name`, { target }, false, ['add: "offer_name": offer_name']],
    [
      '/lines',
      `${ORDER}/customer`,
      { target },
      true,
      [
        'list: "customer": [$$.webhook_data.order.customer]',
        'forEach: "customer": [$$.webhook_data.order.customer.{}]',
        'add: "customer": $$.webhook_data.order.customer',
      ],
    ],
    [
      null,
      `${ORDER}/customer`,
      { wanted: 'array', name: 'people' },
      true,
      [
        'list: "people": [webhook_data.order.customer]',
        'forEach: "people": [webhook_data.order.customer.{}]',
        'add: "people": webhook_data.order.customer',
      ],
    ],
    // An empty row holds a new field all the same where that is what is wanted.
    ['/e', `${ORDER}/id`, { place: 'field' }, false, ['add: { "id": webhook_data.order.id }']],
    [
      '/e',
      `${ORDER}/order_offers`,
      { wanted: 'object' },
      true,
      [
        'first: webhook_data.order.order_offers[0]',
        'forEach: [webhook_data.order.order_offers.{}]',
        'copy: webhook_data.order.order_offers',
        'count: $count(webhook_data.order.order_offers)',
      ],
    ],
  ])('%s ← %s %o', (row, pointer, options, asks, choices) => {
    const plan = planDrop(source, row, pointer, { shape, ...options });
    expect({ asks: plan.asks, choices: plan.choices.map(({ id, text }) => `${id}: ${text}`) }).toEqual({
      asks,
      choices,
    });
    for (const { edits, label } of plan.choices) {
      expect(label).toMatch(/^.{4,40}$/);
      expect(applyEdits(source, edits)).not.toBe(source);
    }
  });

  test('an object in a list still misses what the target wants of the items, and can take it', () => {
    const people = readTarget({ kind: 'sample', value: { people: [{ mail: 'a' }] } });
    const options = { shape, target: people, place: 'field', name: 'people' } as const;
    const { choices } = planDrop('{}', '', `${ORDER}/customer`, options);
    const after = applyEdits('{}', choices.find(({ id }) => id === 'forEach')?.edits ?? []);
    const [missing] = missingTargets(project(after, shape), people);
    const action = addMissing(project(after, shape), people, missing);
    expect(applyEdits(after, edit(after, action!).edits)).toMatch(
      /"people": \[webhook_data\.order\.customer\.\{\s*"mail": null\s*\}\]/,
    );
  });

  test('what cannot be done has a reason', () => {
    expect(planDrop('{ "a": ', '/a', '/webhook_type', { shape })).toMatchObject({
      choices: [],
      reason: expect.any(String),
    });
    expect(planDrop(source, '/gone', '/webhook_type', { shape }).reason).toBe('there is no such row any more');
  });

  test('an empty source gets its first field', () => {
    const [choice] = planDrop('', null, '/webhook_type', { shape }).choices;
    expect(applyEdits('', choice?.edits ?? [])).toBe('{\n  "webhook_type": webhook_type\n}');
  });
});
