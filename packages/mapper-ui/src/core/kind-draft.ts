import type { KindEntry, PayloadKindInput } from '@postmap/server/contract';
import { listFactNames } from './fact-words.ts';
import type { FactName } from './fact-words.ts';

/** A payload kind as it is typed: every fact has an expression, empty for none. */
export interface KindDraft {
  name: string;
  title: string;
  facts: Record<FactName, string>;
}

export function toKindDraft(kind: Pick<KindEntry, 'name' | 'title' | 'facts'> | undefined): KindDraft {
  const facts = kind?.facts ?? {};
  return {
    name: kind?.name ?? '',
    title: kind?.title ?? '',
    facts: {
      orderId: facts.orderId ?? '',
      email: facts.email ?? '',
      campaignId: facts.campaignId ?? '',
      productIds: facts.productIds ?? '',
      isTest: facts.isTest ?? '',
      source: facts.source ?? '',
      occurredAt: facts.occurredAt ?? '',
    },
  };
}

export function readKindDraft({ name, title, facts }: KindDraft): PayloadKindInput {
  const given = listFactNames().flatMap((fact) => (facts[fact].trim() === '' ? [] : [[fact, facts[fact]] as const]));
  return { name: name.trim(), title, facts: Object.fromEntries(given) };
}
