import { listPartials } from '@postmap/engine';
import type { Partials } from '@postmap/engine';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { partialsQuery } from '../../api/templates.ts';
import type { TemplateContent } from '../../core/mapper/template-draft.ts';
import type { EditorProblem } from '../../monaco/problem-markers.ts';
import { useSettled } from '../../state/useSettled.ts';

/** A name that is typed is asked for this long after the last key. */
const SETTLE_MS = 300;
const NO_PARTIALS: Partials = {};

export interface CalledPartials {
  /** What the template calls, as it is published now; null until that is known for the first time. */
  partials: Partials | null;
  problems: readonly EditorProblem[];
}

/** The sources of the templates that a Handlebars template calls, so that the preview can render them. */
export function usePartials({
  language,
  source,
  format,
}: Pick<TemplateContent, 'language' | 'source' | 'format'>): CalledPartials {
  const called = useMemo(
    () => (language === 'handlebars' ? listPartials(source).toSorted().join('\n') : ''),
    [language, source],
  );
  const settled = useSettled(called, SETTLE_MS);
  const { data, error } = useQuery({
    ...partialsQuery(settled === '' ? [] : settled.split('\n'), format),
    enabled: settled !== '',
    placeholderData: keepPreviousData,
  });
  return useMemo(() => {
    if (called === '') return { partials: NO_PARTIALS, problems: [] };
    if (error === null) return { partials: data?.partials ?? null, problems: [] };
    const message = `The templates that this one calls could not be loaded: ${error.message}`;
    return { partials: NO_PARTIALS, problems: [{ code: 'partials-missing', severity: 'warning', message }] };
  }, [called, data, error]);
}
