import type { Alert, Delivery, DeliveryDetail, Page, Stats } from '@postmap/server/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { DeliveryFilter } from '../core/delivery-search.ts';
import { request } from './client.ts';

export function listDeliveries(
  filter: DeliveryFilter,
  page: { limit: number; cursor?: string; signal?: AbortSignal },
): Promise<Page<Delivery>> {
  const { signal, ...query } = page;
  return request('GET', '/deliveries', { query: { ...filter, ...query }, signal });
}

/** Page by page. */
export const deliveriesQuery = (filter: DeliveryFilter) =>
  infiniteQueryOptions({
    queryKey: ['deliveries', 'list', filter],
    queryFn: ({ pageParam, signal }) => listDeliveries(filter, { limit: 50, cursor: pageParam, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: ['deliveries', 'one', id],
    queryFn: ({ signal }) => request<DeliveryDetail>('GET', `/deliveries/${id}`, { signal }),
  });

/** The newest delivery that was sent by one of the triggers; null when there is none. */
export const lastDeliveryQuery = (triggerIds: readonly string[]) =>
  queryOptions({
    queryKey: ['deliveries', 'last', ...triggerIds],
    queryFn: async ({ signal }) => {
      const status = 'succeeded,retrying,exhausted';
      const pages = await Promise.all(
        triggerIds.map((triggerId) => listDeliveries({ triggerId, status }, { limit: 1, signal })),
      );
      const [newest] = pages
        .flatMap(({ items }) => items)
        .toSorted((one, other) => other.createdAt.localeCompare(one.createdAt));
      return newest ?? null;
    },
  });

export const statsQuery = () =>
  queryOptions({ queryKey: ['stats'], queryFn: ({ signal }) => request<Stats>('GET', '/stats', { signal }) });

/** Alerts of deliveries that have not succeeded since, newest first. */
export const openAlertsQuery = () =>
  queryOptions({
    queryKey: ['alerts'],
    queryFn: ({ signal }) => request<Page<Alert>>('GET', '/alerts', { query: { open: 'true', limit: 50 }, signal }),
  });

export function retryDelivery(id: string): Promise<Delivery> {
  return request('POST', `/deliveries/${id}/retry`);
}

export function cancelDelivery(id: string): Promise<Delivery> {
  return request('POST', `/deliveries/${id}/cancel`);
}
