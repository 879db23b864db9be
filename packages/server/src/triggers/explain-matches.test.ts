import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Facts, Route } from '../contract/index.ts';
import { explainMatches } from './explain-matches.ts';
import type { ExplainSubject } from './explain-matches.ts';
import { pickLive } from './list-live-routes.ts';
import type { TriggerRoutes } from './list-live-routes.ts';
import { matchTriggers } from './match-triggers.ts';
import type { MatchSubject } from './match-triggers.ts';
import { createRouteTable } from './route-table.ts';
import { wordObstacle } from './word-obstacle.ts';

interface Drawn {
  customer: string;
  status: TriggerRoutes['status'];
  includeTest: boolean;
  routes: Route[];
}

function listTrigger({ customer, status, includeTest, routes }: Drawn, position: number): TriggerRoutes {
  const trigger = {
    id: `t${position}`,
    name: `T${position}`,
    customer: { id: customer, externalId: null, name: customer, variables: {} },
    includeTest,
    template: { kind: 'pinned' as const, templateId: 'tpl_1', revision: 1 },
    timing: { delayMs: 0, throttle: null, order: null },
    position,
  };
  return {
    trigger,
    status,
    routes: routes.flatMap((route, index) =>
      route.events.map((eventType) => ({ trigger, eventType, route, number: index + 1 })),
    ),
  };
}

const ids = fc.constantFrom('1', '2', '3');
const some = fc.option(fc.uniqueArray(ids, { minLength: 1 }), { nil: undefined });
const eventTypes = fc.constantFrom('order.updated', 'order.shipped', 'shipment.shipped');
const drawnTriggers: fc.Arbitrary<Drawn[]> = fc.array(
  fc.record({
    customer: ids,
    status: fc.constantFrom('active', 'active', 'active', 'draft', 'paused'),
    includeTest: fc.boolean(),
    routes: fc.array(
      fc.record({
        events: fc.uniqueArray(eventTypes, { minLength: 1 }),
        campaignIds: some,
        productIds: some,
        sources: some,
        feedIds: some,
        filter: fc.option(fc.constant('x'), { nil: undefined }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  { maxLength: 12 },
);
const reach = fc.oneof(
  fc.constant('all' as const),
  fc.uniqueArray(ids).map((list) => new Set(list)),
);
const subjects: fc.Arbitrary<ExplainSubject> = fc.record({
  types: fc.uniqueArray(eventTypes),
  facts: fc.record({
    campaignId: fc.option(ids, { nil: undefined }),
    source: fc.option(ids, { nil: undefined }),
    productIds: fc.option(fc.uniqueArray(ids), { nil: undefined }),
    isTest: fc.option(fc.boolean(), { nil: undefined }),
  }),
  feedId: fc.option(ids, { nil: undefined }),
  feedReach: reach,
  addressed: reach,
});

function meet(one: MatchSubject['reach'], other: MatchSubject['reach']): MatchSubject['reach'] {
  if (one === 'all') return other;
  return other === 'all' ? one : new Set([...one].filter((id) => other.has(id)));
}

test('what is explained is what is decided: without an obstacle exactly where the trigger matches, and in the same way', () => {
  fc.assert(
    fc.property(drawnTriggers, subjects, (drawn, subject) => {
      const all = drawn.map(listTrigger);
      const explained = explainMatches(subject, all);
      const decided = {
        facts: subject.facts,
        feedId: subject.feedId,
        reach: meet(subject.feedReach, subject.addressed),
      };
      const matches = matchTriggers(decided, createRouteTable(pickLive(all)).findCandidates(subject.types, decided));

      expect(explained.map(({ trigger }) => trigger.id).toSorted()).toEqual(
        all.map(({ trigger }) => trigger.id).toSorted(),
      );
      const wanting = explained.filter(({ obstacles }) => obstacles.length === 0).map(({ match }) => match);
      expect(wanting.toSorted((one, other) => one!.trigger.position - other!.trigger.position)).toEqual(matches);
      // They stand in front of all others, and every other has a reason in words.
      expect(explained.slice(0, wanting.length).map(({ match }) => match)).toEqual(wanting);
      const names = {
        customerName: 'C',
        feedName: 'F',
        addressedTo: 'A',
        types: subject.types,
        nameFeed: (id: string) => id,
      };
      for (const { obstacles } of explained.slice(wanting.length))
        for (const obstacle of obstacles) expect(wordObstacle(obstacle, names)).not.toEqual([]);
    }),
    { numRuns: 300 },
  );
});

/** A trigger with one route for the event, with these conditions. */
const only = (route: Omit<Route, 'events'>): Partial<Drawn> => ({
  routes: [{ events: ['order.shipped'], ...route }],
});

const shipped = (change: Partial<Drawn>, route: Omit<Route, 'events'> = {}): Drawn => ({
  customer: 'other',
  status: 'active',
  includeTest: false,
  routes: [{ events: ['order.shipped'], ...route }],
  ...change,
});

describe('in words', () => {
  const routes: Route[] = [{ events: ['order.shipped'] }];
  const explain = (change: Partial<Drawn>, subject: Partial<ExplainSubject> = {}): string[] => {
    const base = { customer: 'Acme', status: 'active' as const, includeTest: false, routes };
    const facts: Facts = { campaignId: '12', productIds: ['52', '95'] };
    const asked = {
      types: ['order.shipped'],
      facts,
      feedId: 'f1',
      feedReach: 'all',
      addressed: 'all',
      ...subject,
    } as const;
    const [explanation] = explainMatches(asked, [listTrigger({ ...base, ...change }, 0)]);
    const names = {
      customerName: 'Acme',
      feedName: 'shop',
      addressedTo: 'B-7',
      types: asked.types,
      nameFeed: (id: string) => `"${id}"`,
    };
    return explanation!.obstacles.flatMap((obstacle) => wordObstacle(obstacle, names));
  };

  test.each<[string, Partial<Drawn>, Partial<ExplainSubject>, string[]]>([
    ['nothing', {}, {}, []],
    ['a draft', { status: 'draft' }, {}, ['The trigger is a draft: activate it']],
    ['paused', { status: 'paused' }, {}, ['The trigger is paused']],
    ['a campaign', only({ campaignIds: ['3', '4'] }), {}, ['Campaign 12 is not in [3, 4]']],
    [
      'no campaign',
      only({ campaignIds: ['3'] }),
      { facts: {} },
      ['The event has no campaign fact; wanted is one of [3]'],
    ],
    ['products', only({ productIds: ['9'] }), {}, ['None of the products 52, 95 is in [9]']],
    ['one product', only({ productIds: ['9'] }), { facts: { productIds: ['5'] } }, ['Product 5 is not in [9]']],
    ['a source', only({ sources: ['shop'] }), { facts: { source: 'admin' } }, ['Source admin is not in [shop]']],
    ['a feed', only({ feedIds: ['f2'] }), {}, ['Feed "f1" is not in ["f2"]']],
    [
      'many values',
      only({ campaignIds: ['1', '2', '3', '4', '5', '6', '7'] }),
      {},
      ['Campaign 12 is not in [1, 2, 3, 4, 5 and 2 more]'],
    ],
    [
      'each route',
      {
        routes: [
          { events: ['order.shipped'], campaignIds: ['1'], sources: ['x'] },
          { events: ['order.shipped'], productIds: ['1'] },
        ],
      },
      {},
      [
        'Route 1: campaign 12 is not in [1]',
        'Route 1: the event has no source fact; wanted is one of [x]',
        'Route 2: none of the products 52, 95 is in [1]',
      ],
    ],
    [
      'another type, of two routes',
      { routes: [{ events: ['order.updated'] }, { events: ['refund.applied'] }] },
      {},
      ['It listens to order.updated, refund.applied, not to order.shipped'],
    ],
    ['no type at all', {}, { types: [] }, ['The event has no type that a trigger can listen to']],
    ['the feed’s reach', {}, { feedReach: new Set() }, ['The feed "shop" does not reach the customer "Acme"']],
    ['another address', {}, { addressed: new Set(['x']) }, ['The event is addressed to "B-7", not to "Acme"']],
    [
      'all of it',
      { status: 'paused', ...only({ campaignIds: ['3'] }) },
      { addressed: new Set() },
      ['The trigger is paused', 'The event is addressed to "B-7", not to "Acme"', 'Campaign 12 is not in [3]'],
    ],
  ])('%s', (_, change, subject, words) => {
    expect(explain(change, subject)).toEqual(words);
  });
});

test('the nearest come first', () => {
  const far = { routes: [{ events: ['refund.applied'] }] };
  const all = [
    shipped(far),
    shipped({ ...far, customer: 'mine' }),
    shipped({}, { campaignIds: ['9'] }),
    shipped({ customer: 'mine' }, { campaignIds: ['9'] }),
    shipped({ customer: 'mine', status: 'paused' }),
    shipped({ customer: 'mine' }, { filter: 'x' }),
    shipped({ customer: 'mine' }),
  ].map(listTrigger);
  const subject = { types: ['order.shipped'], facts: {}, feedReach: 'all', addressed: 'all' } as const;
  expect(explainMatches(subject, all).map(({ trigger }) => trigger.id)).toEqual([
    't6',
    't5',
    't4',
    't3',
    't2',
    't1',
    't0',
  ]);
});
