import { inferShape, mergeShapes, parsePayload, PayloadError } from '@postmap/engine';
import type { Shape } from '@postmap/engine';
import type { Sample } from '@postmap/server/contract';
import { useCallback, useMemo, useState } from 'react';
import { buildFieldTree } from '../../core/mapper/field-tree.ts';
import type { FieldNode } from '../../core/mapper/field-tree.ts';
import { orderSamples } from '../../core/mapper/sample-order.ts';

export const CUSTOM = 'custom';

export interface SourcePayload {
  /** A sample's id, or `custom`. */
  choice: string;
  /** Undefined for a custom payload. */
  sample: Sample | undefined;
  fitting: readonly Sample[];
  others: readonly Sample[];
  /** The shape of all `fitting` together. */
  samples: Shape;
  /** `samples`, and the payload where it is none of them. */
  shape: Shape;
  /** JSON text as it is; for a custom payload what was typed. */
  text: string;
  /** Null while the text is not JSON; then `error` says why and where. */
  root: FieldNode | null;
  payload: unknown;
  error: { message: string; line: number; column: number } | null;
  setCustomText: (text: string) => void;
}

/** The payload to design against: the chosen sample, or one that was typed, which this browser remembers per template. */
export function useSourcePayload(
  templateId: string,
  samples: readonly Sample[],
  { name: eventType, sample: ownSample }: { name: string | null; sample: string | null },
  choice: string | undefined,
): SourcePayload {
  const storageKey = `postmap.custom-payload.${templateId}`;
  const [customText, setCustomText] = useState(() => localStorage.getItem(storageKey));
  const { fitting, others } = useMemo(
    () => orderSamples(samples, eventType, ownSample),
    [samples, eventType, ownSample],
  );
  const shape = useMemo(() => inferShape(fitting.flatMap(({ body }) => listPayload(body))), [fitting]);
  const sample =
    choice === CUSTOM
      ? undefined
      : (findSample(fitting, choice) ?? findSample(others, choice) ?? fitting[0] ?? others[0]);
  const text = sample?.body ?? customText ?? fitting[0]?.body ?? others[0]?.body ?? '{}';
  const setText = useCallback(
    (next: string) => {
      setCustomText(next);
      try {
        localStorage.setItem(storageKey, next);
      } catch {
        // Storage can be full or forbidden: the payload then lasts until the page is closed.
      }
    },
    [storageKey],
  );
  return useMemo(() => {
    const read = readPayload(text);
    const isNew = read.error === null && (sample === undefined || !fitting.includes(sample));
    return {
      choice: sample?.id ?? CUSTOM,
      sample,
      fitting,
      others,
      samples: shape,
      shape: isNew ? mergeShapes(shape, inferShape([read.payload])) : shape,
      text,
      ...read,
      setCustomText: setText,
    };
  }, [sample, fitting, others, shape, text, setText]);
}

function findSample(samples: readonly Sample[], id: string | undefined): Sample | undefined {
  return samples.find((sample) => sample.id === id);
}

/** A sample that is no JSON tells nothing. */
function listPayload(body: string): unknown[] {
  try {
    return [parsePayload(body).payload];
  } catch (error) {
    if (error instanceof PayloadError) return [];
    throw error;
  }
}

function readPayload(text: string): Pick<SourcePayload, 'root' | 'payload' | 'error'> {
  try {
    const { payload } = parsePayload(text);
    return { payload, root: buildFieldTree(payload), error: null };
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error;
    return {
      payload: undefined,
      root: null,
      error: { message: error.message, line: error.line, column: error.column },
    };
  }
}
