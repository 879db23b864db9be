import type { EventType, Feed, Sample, SampleInput } from '@postmap/server/contract';
import { queryOptions } from '@tanstack/react-query';
import { request, requestAll } from './client.ts';

export const eventTypesQuery = () =>
  queryOptions({
    queryKey: ['catalog'],
    queryFn: ({ signal }) => requestAll<EventType>('/catalog', {}, signal),
    staleTime: 60_000,
  });

export const samplesQuery = () =>
  queryOptions({ queryKey: ['samples'], queryFn: ({ signal }) => requestAll<Sample>('/samples', {}, signal) });

export function createSample(input: SampleInput): Promise<Sample> {
  return request('POST', '/samples', { body: input });
}

export const feedsQuery = () =>
  queryOptions({ queryKey: ['feeds'], queryFn: ({ signal }) => requestAll<Feed>('/feeds', {}, signal) });
