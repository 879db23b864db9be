import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  acceptProposals,
  applyEdits,
  autoMap,
  compile,
  inferShape,
  missingTargets,
  project,
  readTarget,
} from '../index.ts';

const sample = join(import.meta.dirname, '../../../../samples/payloads/order_updated.json');
const payload: unknown = JSON.parse(readFileSync(sample, 'utf8'));
const shape = inferShape([payload]);
const wanted = {
  order_id: 'A1',
  customerEmail: 'a@example.com',
  surname: 'Smith',
  telephone: '1',
  placed_at: '2026-01-01',
  test: false,
  campaign: 2,
  colour_of_sky: 'blue',
  customer: { id: 1, givenName: 'Ann' },
  line_items: [{ product_id: '2', qty: 1, unit_price: 2.5, name: 'x' }],
};
const target = readTarget({ kind: 'sample', value: wanted });

describe('proposals', () => {
  const proposals = autoMap('', shape, target);

  test('are by name, words that mean the same, and type; none where nothing is like it', () => {
    expect(Object.fromEntries(proposals.map(({ targetPointer, text }) => [targetPointer, text]))).toEqual({
      '/order_id': 'webhook_data.order.id',
      '/customerEmail': 'webhook_data.order.customer.email',
      '/surname': 'webhook_data.order.customer.last_name',
      '/telephone': 'webhook_data.order.customer.phone',
      '/placed_at': '$date(webhook_data.order.date_ordered, "[Y0001]-[M01]-[D01]")',
      '/test': 'webhook_data.order.is_test = "1"',
      '/campaign': '$number(webhook_data.order.campaign_id)',
      '/customer':
        '{\n    "id": $number(webhook_data.order.customer.customer_id),\n    "givenName": webhook_data.order.customer.first_name\n  }',
      '/line_items':
        '[webhook_data.order.order_offers.{\n    "product_id": offer_id,\n    "qty": $number(order_offer_quantity),\n    "unit_price": $number(order_offer_price),\n    "name": offer_name\n  }]',
    });
    for (const { score, why } of proposals) {
      expect(score).toBeGreaterThan(0.4);
      expect(score).toBeLessThanOrEqual(1);
      expect(why).not.toBe('');
    }
  });

  test('each can be accepted alone, or all at once, and what they make can be rendered', async () => {
    for (const { edits } of proposals) expect(project(applyEdits('', edits)).faults).toEqual([]);
    const { source, left } = acceptProposals('', proposals, { shape });
    expect(left).toEqual([]);
    expect(missingTargets(project(source, shape), target).map(({ pointer }) => pointer)).toEqual(['/colour_of_sky']);
    const value = await compile({ language: 'jsonata', source, format: 'json' }).evaluate(payload);
    expect(value).toMatchObject({
      order_id: '223827',
      test: true,
      campaign: 2,
      customer: { id: 104857, givenName: 'Cody' },
      line_items: [
        { product_id: '52', qty: 1, unit_price: 5, name: 'Expert Mens Box - 1 month' },
        { product_id: '95', qty: 1, unit_price: 25, name: 'Gift Card' },
      ],
    });
  });

  test('are made for rows that give nothing yet, in the scope that they are in', () => {
    const source =
      '{ "email": null, "lines": [webhook_data.order.order_offers.{ "price": "", "email": null }], "x": 1 }';
    const found = autoMap(source, shape).map(({ row, text }) => [row, text]);
    expect(found).toEqual([
      ['/email', 'webhook_data.order.customer.email'],
      ['/lines/price', 'order_offer_price'],
      ['/lines/email', '$$.webhook_data.order.customer.email'],
    ]);
  });

  test('go into a loop that is there', () => {
    const source = '{ "line_items": [webhook_data.order.order_offers.{ "product_id": offer_id }] }';
    const found = autoMap(source, shape, target).filter(({ targetPointer }) => targetPointer.startsWith('/line_items'));
    expect(found.map(({ targetPointer, text }) => [targetPointer, text])).toEqual([
      ['/line_items/[]/qty', '$number(order_offer_quantity)'],
      ['/line_items/[]/unit_price', '$number(order_offer_price)'],
      ['/line_items/[]/name', 'offer_name'],
    ]);
  });

  test('new fields go to their places in the order of the target', () => {
    const begun = '{ "surname": webhook_type, "own": 1, "colour_of_sky": "blue", "customer": { "givenName": "x" } }';
    const { source } = acceptProposals(begun, autoMap(begun, shape, target), { shape });
    const names = project(source, shape).rows.flatMap(({ holder, name }) => (holder === '' ? [name] : []));
    expect(names).toEqual([
      'order_id',
      'customerEmail',
      'surname',
      'telephone',
      'placed_at',
      'test',
      'campaign',
      'own',
      'colour_of_sky',
      'customer',
      'line_items',
    ]);
    expect(source).toMatch(/"customer": \{ "id": \$number\(.*\), "givenName": "x" \}/);
  });

  test('are laid out as what is around them', () => {
    const wide = readTarget({
      kind: 'sample',
      value: { a: { customer: { ...wanted.customer, surname: '', telephone: '' } } },
    });
    for (const inner of ['"customer": null', '"x": 1']) {
      const source = `{\n  "a": {\n    ${inner}\n  }\n}`;
      const mapped = acceptProposals(source, autoMap(source, shape, wide), { shape }).source;
      expect(mapped).toMatch(/\n {4}"customer": \{\n {6}"id": .*,\n {6}"givenName": [^}]*\n {4}\}/);
    }
  });

  test('are made for an empty row of an object or a list too', () => {
    const source = '{ "customer": null, "line_items": [], "tags": [] }';
    const found = autoMap(source, shape, target).flatMap(({ row, text }) => (row === undefined ? [] : [[row, text]]));
    expect(found).toEqual([
      ['/customer', expect.stringContaining('"givenName": webhook_data.order.customer.first_name')],
      ['/line_items', expect.stringContaining('[webhook_data.order.order_offers.{')],
    ]);
  });

  test('are none for a source that is no JSONata', () => {
    expect(autoMap('{ "email": null, ', shape, target)).toEqual([]);
  });
});
