import { useMemo } from 'react';
import { NOTHING_HELD } from '../../../core/mapping/read-result.ts';
import type { HeldValues } from '../../../core/mapping/read-result.ts';
import { isRecord } from '../../../core/mapper/field-tree.ts';
import { writeHeldSource } from '../../../core/mapping/write-held-source.ts';
import type { PreviewInput } from '../../../workers/preview-protocol.ts';
import { usePreview } from '../usePreview.ts';
import type { MappingState } from './useMapping.ts';

/** Variables often hold most of the payload: of one with more characters they would take longer to come over than to make. */
const MOST = 200_000;

/** What the variables of the template hold for the payload that is looked at: rendered apart, as its output does not tell. */
export function useHeldValues({ projection, source }: MappingState, input: PreviewInput | null): HeldValues {
  const wanted = useMemo(() => writeHeldSource(projection, source), [projection, source]);
  const text = wanted?.source;
  const { name, partials, payload, eventType, facts } = input ?? {};
  const asked = useMemo((): PreviewInput | null => {
    if (text === undefined || name === undefined || partials === undefined) return null;
    if (payload === undefined || payload.length > MOST || eventType === undefined || facts === undefined) return null;
    const format = { language: 'jsonata', format: 'json', formatOptions: {} } as const;
    return { ...format, source: text, name, partials, payload, eventType, facts };
  }, [text, name, partials, payload, eventType, facts]);
  const { preview } = usePreview(asked);
  const values = asked === null || preview.source !== text ? undefined : preview.lastGood?.value;
  const blocks = wanted?.blocks;
  return useMemo(
    () => (isRecord(values) && blocks !== undefined ? { values, blocks } : NOTHING_HELD),
    [values, blocks],
  );
}
