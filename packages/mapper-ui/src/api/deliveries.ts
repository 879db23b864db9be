import type { Alert, Delivery, DeliveryDetail, Page, Stats } from '@postmap/server/contract';
import { queryOptions } from '@tanstack/react-query';
import type { DeliveryFilter } from '../core/delivery-search.ts';
import { request } from './client.ts';

export function listDeliveries(
  filter: DeliveryFilter,
  page: { limit: number; cursor?: string; signal?: AbortSignal },
): Promise<Page<Delivery>> {
  const { signal, ...query } = page;
  return request('GET', '/deliveries', { query: { ...filter, ...query }, signal });
}

export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: ['deliveries', 'one', id],
    queryFn: ({ signal }) => request<DeliveryDetail>('GET', `/deliveries/${id}`, { signal }),
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
