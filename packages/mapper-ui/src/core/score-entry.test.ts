import { expect, test } from 'vitest';
import { scoreEntry } from './score-entry.ts';

test.each([
  ['Deliveries /deliveries', 'deliv', [], 1],
  ['Web receipt order.updated tpl_1', 'web RECEIPT', [], 1],
  ['Web receipt order.updated tpl_1', 'receipt web', [], 0.8],
  ['Web receipt order.updated tpl_1', 'eceipt', [], 0.2],
  ['Web receipt order.updated tpl_1', 'web invoice', [], 0],
  ['Große Kundschaft ext-0000-1111-2222-3333', '223', [], 0],
  ['shipment.shipped → Acme dlv_1', 'cody@example.com', ['cody@example.com'], 0.8],
  ['Home /', '', [], 1],
])('%s, by %j and %j: %d', (entry, typed, keywords, score) => {
  expect(scoreEntry(entry, typed, keywords)).toBe(score);
});
