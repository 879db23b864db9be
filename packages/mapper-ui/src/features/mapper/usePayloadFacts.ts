import type { Facts } from '@postmap/server/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { factsQuery } from '../../api/catalog.ts';
import type { EditorProblem } from '../../monaco/problem-markers.ts';
import { useSettled } from '../../state/useSettled.ts';
import type { SourcePayload } from './useSourcePayload.ts';

/** A payload that is typed is asked about this long after the last key. */
const SETTLE_MS = 300;
const NO_FACTS: Facts = {};

export interface PayloadFacts {
  facts: Facts;
  /** Why there are none, or fewer than the catalog's expressions are meant to find. */
  problems: readonly EditorProblem[];
}

/** What `$event.facts` has for a payload of this type, read by the server as it reads events. */
export function usePayloadFacts({ text, payload, error }: SourcePayload, eventType: string | null): PayloadFacts {
  const current = useMemo(() => ({ text, payload, readable: error === null }), [text, payload, error]);
  const settled = useSettled(current, SETTLE_MS);
  const { data, error: failure } = useQuery({
    ...factsQuery({ eventType: eventType ?? '', payload: settled.payload, text: settled.text }),
    enabled: eventType !== null && settled.readable,
    placeholderData: keepPreviousData,
  });
  return useMemo(() => {
    if (eventType === null) return { facts: NO_FACTS, problems: [] };
    const words =
      failure === null
        ? (data?.warnings ?? [])
        : [`The facts of this payload could not be read, so $event.facts is empty in this preview: ${failure.message}`];
    const problems = words.map((message): EditorProblem => ({ code: 'fact-missing', severity: 'warning', message }));
    return { facts: failure === null ? (data?.facts ?? NO_FACTS) : NO_FACTS, problems };
  }, [eventType, data, failure]);
}
