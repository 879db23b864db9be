import type {
  CatalogEntry,
  EventTypeInput,
  Feed,
  FoundFacts,
  KindEntry,
  Page,
  PayloadKindInput,
  Sample,
  SampleInput,
} from '@postmap/server/contract';
import { queryOptions } from '@tanstack/react-query';
import { request, requestAll } from './client.ts';

export const eventTypesQuery = () =>
  queryOptions({
    queryKey: ['catalog'],
    queryFn: ({ signal }) => requestAll<CatalogEntry>('/catalog', {}, signal),
    staleTime: 60_000,
  });

export function createEventType(input: EventTypeInput): Promise<CatalogEntry> {
  return request('POST', '/catalog', { body: input });
}

/** A built-in type takes `enabled` alone. */
export function changeEventType(
  { name, version }: CatalogEntry,
  patch: Partial<EventTypeInput>,
): Promise<CatalogEntry> {
  return request('PATCH', `/catalog/${encodeURIComponent(name)}`, { body: patch, version });
}

export function deleteEventType(name: string): Promise<void> {
  return request('DELETE', `/catalog/${encodeURIComponent(name)}`);
}

export const kindsQuery = () =>
  queryOptions({
    queryKey: ['catalog', 'kinds'],
    queryFn: ({ signal }) => requestAll<KindEntry>('/catalog/kinds', {}, signal),
    staleTime: 60_000,
  });

export function createKind(input: PayloadKindInput): Promise<KindEntry> {
  return request('POST', '/catalog/kinds', { body: input });
}

/** A built-in kind takes `facts` alone. */
export function changeKind({ name, version }: KindEntry, patch: Partial<PayloadKindInput>): Promise<KindEntry> {
  return request('PATCH', `/catalog/kinds/${encodeURIComponent(name)}`, { body: patch, version });
}

export function deleteKind(name: string): Promise<void> {
  return request('DELETE', `/catalog/kinds/${encodeURIComponent(name)}`);
}

/** The facts of a payload; `text` is the payload as text, which tells one from another. */
export const factsQuery = ({ eventType, payload, text }: { eventType: string; payload: unknown; text: string }) =>
  queryOptions({
    queryKey: ['catalog', 'facts', eventType, text],
    queryFn: ({ signal }) => request<FoundFacts>('POST', '/catalog/facts', { body: { eventType, payload }, signal }),
    staleTime: 60_000,
  });

export const samplesQuery = () =>
  queryOptions({ queryKey: ['samples'], queryFn: ({ signal }) => requestAll<Sample>('/samples', {}, signal) });

/** A sample of an event type, or any other when it has none; null when there is none at all. */
export const sampleOfTypeQuery = (eventType: string) =>
  queryOptions({
    queryKey: ['samples', 'of-type', eventType],
    queryFn: async ({ signal }) => {
      const read = (query: { eventType?: string }) =>
        request<Page<Sample>>('GET', '/samples', { query: { ...query, limit: 1 }, signal });
      const [sample = (await read({})).items[0]] = (await read({ eventType })).items;
      return sample ?? null;
    },
  });

export function createSample(input: SampleInput): Promise<Sample> {
  return request('POST', '/samples', { body: input });
}

export const feedsQuery = () =>
  queryOptions({ queryKey: ['feeds'], queryFn: ({ signal }) => requestAll<Feed>('/feeds', {}, signal) });
