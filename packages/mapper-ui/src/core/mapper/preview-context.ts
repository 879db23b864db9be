import type { RenderContext } from '@postmap/engine';
import type { Facts } from '@postmap/server/contract';
import { listFactNames } from '../fact-words.ts';
import { buildFieldTree } from './field-tree.ts';
import type { FieldNode } from './field-tree.ts';

/** What a preview gives templates beside the payload: the event as it would be, and nobody in particular as customer and trigger. */
export function buildPreviewContext(eventType: string, facts: Facts, now: number) {
  return {
    event: { id: 'preview', type: eventType, time: facts.occurredAt ?? new Date(now).toISOString(), facts },
    customer: { id: 'preview', externalId: null, name: 'Preview', variables: {} },
    trigger: { id: 'preview', name: 'Preview' },
  } satisfies RenderContext;
}

/** The context's fields for completion: `event`, `customer` and `trigger`. Facts that this payload lacks are among them, without a value. */
export function buildContextTree(eventType: string, facts: Facts, now: number): FieldNode {
  const context = buildPreviewContext(eventType, facts, now);
  const all = Object.fromEntries(listFactNames().map((name) => [name, facts[name] ?? null]));
  return buildFieldTree({ ...context, event: { ...context.event, facts: all } });
}
