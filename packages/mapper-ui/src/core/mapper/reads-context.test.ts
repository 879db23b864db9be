import { expect, test } from 'vitest';
import { readsContext } from './reads-context.ts';

test.each([
  { language: 'jsonata', source: '{ "id": $event.facts.orderId }', reads: true },
  { language: 'jsonata', source: '$trigger.name', reads: true },
  { language: 'jsonata', source: '($events := items; $events)', reads: false },
  { language: 'jsonata', source: 'customer.name', reads: false },
  { language: 'handlebars', source: '{{@customer.name}}', reads: true },
  { language: 'handlebars', source: '{{customer.name}} {{$event}}', reads: false },
] as const)('$language $source: $reads', ({ language, source, reads }) => {
  expect(readsContext(language, source)).toBe(reads);
});
