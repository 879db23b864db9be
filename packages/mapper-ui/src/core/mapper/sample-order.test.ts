import { expect, test } from 'vitest';
import { orderSamples, stepThrough } from './sample-order.ts';

const sample = (id: string, eventType: string, builtIn: boolean) => ({ id, name: id, eventType, builtIn });
const samples = [
  sample('d', 'b.two', true),
  sample('c', 'a.one', false),
  sample('b', 'a.one', true),
  sample('a', 'b.two', false),
];

test('samples of the event type come first, built-in before saved', () => {
  const { fitting, others } = orderSamples(samples, 'a.one');
  expect(fitting.map(({ id }) => id)).toEqual(['b', 'c']);
  expect(others.map(({ id }) => id)).toEqual(['d', 'a']);
});

test('a sample that the catalog has for the type is one of its own', () => {
  const { fitting, others } = orderSamples(samples, 'c.three', 'd');
  expect(fitting.map(({ id }) => id)).toEqual(['d']);
  expect(others.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
});

test.each([
  ['d', 1, 'c'],
  ['a', 1, 'd'],
  ['d', -1, 'a'],
  [undefined, 1, 'd'],
  [undefined, -1, 'a'],
] as const)('from %s by %i to %s, around the ends', (from, step, to) => {
  expect(stepThrough(samples, from, step)?.id).toBe(to);
});

test('there is no step without samples', () => {
  expect(stepThrough([], 'a', 1)).toBeUndefined();
});
