import type { Facts } from '@postmap/server/contract';

export type FactName = keyof Facts;

/** What each fact is called and what it says; in the order in which they are shown. */
export const FACT_WORDS: Readonly<Record<FactName, { title: string; text: string }>> = {
  orderId: { title: 'Order id', text: 'What deliveries and events are searched by.' },
  email: { title: 'Email', text: 'The buyer’s address.' },
  campaignId: { title: 'Campaign id', text: 'Triggers may be limited to campaigns.' },
  productIds: { title: 'Product ids', text: 'One or several; triggers may be limited to products.' },
  isTest: { title: 'Test', text: 'True holds the event back from triggers that take no tests.' },
  source: { title: 'Source', text: 'The system that it came from; triggers may be limited to sources.' },
  occurredAt: { title: 'Occurred at', text: 'When it happened; without it, when it arrived counts.' },
};

export function listFactNames(): FactName[] {
  return Object.keys(FACT_WORDS).filter(isFactName);
}

function isFactName(name: string): name is FactName {
  return Object.hasOwn(FACT_WORDS, name);
}

/** A fact's value on one line. */
export function showFact(value: NonNullable<Facts[FactName]>): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}
