import { queryOptions } from '@tanstack/react-query';
import { readApiDocument } from '../core/api-docs/api-document.ts';
import type { ApiDocument } from '../core/api-docs/api-document.ts';
import { ApiError } from './api-error.ts';

/** The server's own description of its API, open to all. It changes with the version of the server only. */
export const apiDocumentQuery = queryOptions({
  queryKey: ['api-document'],
  queryFn: readDocument,
  staleTime: Infinity,
});

async function readDocument({ signal }: { signal: AbortSignal }): Promise<ApiDocument> {
  const response = await fetch('/openapi.json', { signal }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new ApiError({ status: 0, code: 'unreachable', detail: 'The server cannot be reached. Is it running?' });
  });
  if (!response.ok) {
    const detail = `The server answered ${response.status} instead of its description.`;
    throw new ApiError({ status: response.status, code: 'unexpected-answer', detail });
  }
  return readApiDocument(await response.json());
}
