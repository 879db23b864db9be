import { expect, it } from 'vitest';
import { nameTrigger } from './name-trigger.ts';

it.each([
  ['Acme', 'Orders', 'Acme, Orders'],
  ['Acme', 'Acme', 'Acme'],
])('names %s and %s as %s', (customerName, triggerName, expected) => {
  expect(nameTrigger({ customerName, triggerName })).toBe(expected);
});
