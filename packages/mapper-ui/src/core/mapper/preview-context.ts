import type { RenderContext } from '@postmap/engine';
import type { Facts } from '@postmap/server/contract';
import { listFactNames } from '../fact-words.ts';

/** What a preview gives templates beside the payload: the event as it would be, and nobody in particular as customer and trigger. */
export function buildPreviewContext(eventType: string, facts: Facts, now: number) {
  return {
    event: { id: 'preview', type: eventType, time: facts.occurredAt ?? new Date(now).toISOString(), facts },
    customer: { id: 'preview', externalId: null, name: 'Preview', variables: {} },
    trigger: { id: 'preview', name: 'Preview' },
  } satisfies RenderContext;
}

/** What completion offers after `$event.` and its like. Facts that this payload lacks are among them, as null. */
export function buildEditorContext(eventType: string, facts: Facts, now: number): RenderContext {
  const context = buildPreviewContext(eventType, facts, now);
  const all = Object.fromEntries(listFactNames().map((name) => [name, facts[name] ?? null]));
  return { ...context, event: { ...context.event, facts: all } };
}
