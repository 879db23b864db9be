import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Facts, Route } from '../contract/index.ts';
import { matchTriggers } from './match-triggers.ts';
import type { LiveRoute, LiveTrigger } from './match-triggers.ts';
import { createRouteTable } from './route-table.ts';

function makeTrigger(id: string, change: Partial<LiveTrigger> = {}): LiveTrigger {
  const customer = { id: 'cus_1', externalId: null, name: 'Acme', variables: {} };
  return {
    id,
    name: id,
    customer,
    includeTest: false,
    template: { kind: 'pinned', templateId: 'tpl_1', revision: 1 },
    timing: { delayMs: 0, throttle: null, order: null },
    position: 0,
    ...change,
  };
}

function fileRoutes(trigger: LiveTrigger, routes: Omit<Route, 'events'>[], events = ['order.updated']): LiveRoute[] {
  return routes.flatMap((route, index) =>
    events.map((eventType) => ({ trigger, eventType, route: { events, ...route }, number: index + 1 })),
  );
}

describe('routes by facts', () => {
  test.each<[string, Omit<Route, 'events'>[], Facts, boolean]>([
    ['no condition, no fact', [{}], {}, true],
    ['a campaign that is listed', [{ campaignIds: ['1', '2'] }], { campaignId: '2' }, true],
    ['a campaign that is not', [{ campaignIds: ['1'] }], { campaignId: '2' }, false],
    ['a condition on a missing campaign', [{ campaignIds: ['1'] }], {}, false],
    ['one product of several', [{ productIds: ['9', '95'] }], { productIds: ['52', '95'] }, true],
    ['no product in common', [{ productIds: ['9'] }], { productIds: ['52', '95'] }, false],
    ['a condition on missing products', [{ productIds: ['9'] }], {}, false],
    ['a source', [{ sources: ['shop'] }], { source: 'shop' }, true],
    ['another source', [{ sources: ['shop'] }], { source: 'admin' }, false],
    ['a condition on a missing source', [{ sources: ['shop'] }], {}, false],
    [
      'all conditions met',
      [{ campaignIds: ['2'], productIds: ['52'], sources: ['shop'] }],
      { campaignId: '2', productIds: ['52'], source: 'shop' },
      true,
    ],
    [
      'one condition of three missed',
      [{ campaignIds: ['2'], productIds: ['52'], sources: ['shop'] }],
      { campaignId: '2', productIds: ['7'], source: 'shop' },
      false,
    ],
    ['the second of two routes', [{ campaignIds: ['1'] }, { campaignIds: ['2'] }], { campaignId: '2' }, true],
    ['both of two routes, once', [{}, { campaignIds: ['2'] }], { campaignId: '2' }, true],
  ])('%s', (_, routes, facts, matches) => {
    const found = matchTriggers({ facts, reach: 'all' }, fileRoutes(makeTrigger('t'), routes));
    expect(found.map(({ kind }) => kind)).toEqual(matches ? ['matched'] : []);
  });
});

test.each<[string, boolean, Facts, Omit<Route, 'events'>[], string[]]>([
  ['a test event', false, { isTest: true }, [{}], ['held-back']],
  ['a test event, wanted', true, { isTest: true }, [{}], ['matched']],
  ['a live event', false, { isTest: false }, [{}], ['matched']],
  ['an event that does not say', false, {}, [{}], ['matched']],
  ['a test event with a filter', false, { isTest: true }, [{ filter: 'x' }], ['held-back']],
  ['a test event that no route wants', false, { isTest: true }, [{ campaignIds: ['1'] }], []],
])('%s', (_, includeTest, facts, routes, kinds) => {
  const found = matchTriggers({ facts, reach: 'all' }, fileRoutes(makeTrigger('t', { includeTest }), routes));
  expect(found.map(({ kind }) => kind)).toEqual(kinds);
});

test('filters are asked only where no route without one matches', () => {
  const asked = fileRoutes(makeTrigger('asked'), [
    { filter: 'a' },
    { campaignIds: ['9'], filter: 'b' },
    { filter: 'c' },
  ]);
  const sure = fileRoutes(makeTrigger('sure', { position: 1 }), [{ filter: 'a' }, {}]);
  expect(matchTriggers({ facts: {}, reach: 'all' }, [...sure, ...asked])).toMatchObject([
    {
      kind: 'ask',
      trigger: { id: 'asked' },
      filters: [
        { number: 1, source: 'a' },
        { number: 3, source: 'c' },
      ],
    },
    { kind: 'matched', trigger: { id: 'sure' } },
  ]);
});

test('only customers in reach', () => {
  const routes = ['cus_1', 'cus_2', 'cus_3'].flatMap((id, position) =>
    fileRoutes(makeTrigger(`t_${id}`, { position, customer: { id, externalId: null, name: id, variables: {} } }), [{}]),
  );
  const reached = (reach: 'all' | Set<string>) =>
    matchTriggers({ facts: {}, reach }, routes).map(({ trigger }) => trigger.id);
  expect(reached('all')).toEqual(['t_cus_1', 't_cus_2', 't_cus_3']);
  expect(reached(new Set(['cus_2']))).toEqual(['t_cus_2']);
  expect(reached(new Set())).toEqual([]);
});

test('the table finds what a look at every route finds', () => {
  const ids = fc.constantFrom('1', '2', '3');
  const conditions = fc.option(fc.uniqueArray(ids, { minLength: 1 }), { nil: undefined });
  const events = fc.uniqueArray(fc.constantFrom('order.updated', 'order.shipped', 'shipment.shipped'), {
    minLength: 1,
  });
  const route = fc.record({ campaignIds: conditions, productIds: conditions, sources: conditions });
  const triggers = fc.array(
    fc.record({ customer: ids, events, routes: fc.array(route, { minLength: 1, maxLength: 3 }) }),
    { maxLength: 12 },
  );
  const fact = fc.option(ids, { nil: undefined });
  const facts = fc.record({
    campaignId: fact,
    source: fact,
    productIds: fc.option(fc.uniqueArray(ids), { nil: undefined }),
  });
  const reach = fc.oneof(
    fc.constant('all' as const),
    fc.uniqueArray(ids).map((list) => new Set(list)),
  );
  const types = fc.uniqueArray(fc.constantFrom('order.updated', 'order.shipped'), { minLength: 1 });

  fc.assert(
    fc.property(triggers, facts, reach, types, (drawn, drawnFacts, drawnReach, drawnTypes) => {
      const routes = drawn.flatMap((each, position) => {
        const customer = { id: each.customer, externalId: null, name: '', variables: {} };
        return fileRoutes(makeTrigger(`t${position}`, { customer, position }), each.routes, each.events);
      });
      const subject = { facts: drawnFacts, reach: drawnReach };
      const found = matchTriggers(subject, createRouteTable(routes).findCandidates(drawnTypes, subject));
      const all = matchTriggers(
        subject,
        routes.filter(({ eventType }) => new Set<string>(drawnTypes).has(eventType)),
      );
      expect(found.map(({ trigger }) => trigger.id)).toEqual(all.map(({ trigger }) => trigger.id));
    }),
  );
});
