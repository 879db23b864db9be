import type {
  Activated,
  BackfillOutlook,
  DeliveryDetail,
  SigningSecret,
  TestTriggerInput,
  Trigger,
  TriggerInput,
} from '@postmap/server/contract';
import { queryOptions } from '@tanstack/react-query';
import { request, requestAll } from './client.ts';

export const triggersQuery = (customerId?: string) =>
  queryOptions({
    queryKey: customerId === undefined ? ['triggers'] : ['triggers', { customerId }],
    queryFn: ({ signal }) => requestAll<Trigger>('/triggers', { customerId }, signal),
  });

export const triggerQuery = (id: string) =>
  queryOptions({
    queryKey: ['triggers', id],
    queryFn: ({ signal }) => request<Trigger>('GET', `/triggers/${id}`, { signal }),
  });

export const signingSecretQuery = (id: string) =>
  queryOptions({
    queryKey: ['triggers', id, 'secret'],
    queryFn: ({ signal }) => request<SigningSecret>('GET', `/triggers/${id}/secret`, { signal }),
    gcTime: 0,
  });

export function createTrigger(input: TriggerInput): Promise<Trigger> {
  return request('POST', '/triggers', { body: input });
}

export function changeTrigger(trigger: Trigger, change: Partial<TriggerInput>): Promise<Trigger> {
  return request('PATCH', `/triggers/${trigger.id}`, { body: change, version: trigger.version });
}

export function deleteTrigger(id: string): Promise<null> {
  return request('DELETE', `/triggers/${id}`);
}

/** A draft with the same settings, secrets included. */
export function duplicateTrigger(id: string): Promise<Trigger> {
  return request('POST', `/triggers/${id}/duplicate`);
}

/** Sends really, without retries; the answer is the delivery with its attempt. */
export function testTrigger(id: string, input: Partial<TestTriggerInput>): Promise<DeliveryDetail> {
  return request('POST', `/triggers/${id}/test`, { body: input });
}

export function activateTrigger(id: string, choice: { force: boolean; backfill: boolean }): Promise<Activated> {
  return request('POST', `/triggers/${id}/activate`, { body: choice });
}

/** How many events a backfill would send now. */
export function foreseeBackfill(id: string): Promise<BackfillOutlook> {
  return request('GET', `/triggers/${id}/backfill`);
}

export function pauseTrigger(id: string): Promise<Trigger> {
  return request('POST', `/triggers/${id}/pause`);
}

export function rotateSecret(id: string): Promise<SigningSecret> {
  return request('POST', `/triggers/${id}/rotate-secret`);
}
