import type { Partials, Shape, Target } from '@postmap/engine';
import type { Facts } from '@postmap/server/contract';
import { useMemo } from 'react';
import type { TemplateContent } from '../../core/mapper/template-draft.ts';
import type { PreviewInput } from '../../workers/preview-protocol.ts';
import type { SourcePayload } from './useSourcePayload.ts';

interface Surroundings {
  eventType: string | null;
  facts: Facts;
  /** Null until they are known. */
  partials: Partials | null;
  target: Target | undefined;
}

/** What of a draft is previewed; null while its payload cannot be read, or what it calls is not there yet. */
export function useDraftInput(
  { language, format, formatOptions, source, name }: TemplateContent,
  { text, error, shape: known }: SourcePayload,
  { eventType, facts, partials, target }: Surroundings,
): PreviewInput | null {
  const shape = hasFields(known) ? known : undefined;
  return useMemo(
    () =>
      error === null && partials !== null
        ? {
            language,
            format,
            formatOptions,
            source,
            name,
            partials,
            payload: text,
            eventType: eventType ?? 'custom',
            facts,
            shape,
            target,
          }
        : null,
    [language, format, formatOptions, source, name, partials, text, error, eventType, facts, shape, target],
  );
}

/** No sample, or one without fields, tells nothing of a payload. */
function hasFields({ fields, items }: Shape): boolean {
  return fields.size > 0 || items !== undefined;
}
