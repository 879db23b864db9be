import { useSuspenseQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { apiDocumentQuery } from '../../api/api-document.ts';
import type { ApiDocument } from '../../core/api-docs/api-document.ts';

/** The description, which the page around has loaded; and once what is shown is there, the place that the address names is gone to. */
export function useApiDocument(): ApiDocument {
  const { data } = useSuspenseQuery(apiDocumentQuery);
  const here = useLocation({ select: ({ pathname, hash }) => `${pathname}#${hash}` });
  useEffect(() => {
    const id = here.slice(here.indexOf('#') + 1);
    const place = id === '' ? null : document.getElementById(id);
    if (place !== null) place.scrollIntoView();
    else document.getElementById('content')?.scrollTo(0, 0);
  }, [here]);
  return data;
}
