import type { Customer, CustomerInput } from '@postmap/server/contract';
import { queryOptions } from '@tanstack/react-query';
import { request, requestAll } from './client.ts';

export const customersQuery = () =>
  queryOptions({ queryKey: ['customers'], queryFn: ({ signal }) => requestAll<Customer>('/customers', {}, signal) });

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: ['customers', id],
    queryFn: ({ signal }) => request<Customer>('GET', `/customers/${id}`, { signal }),
  });

export function createCustomer(input: CustomerInput): Promise<Customer> {
  return request('POST', '/customers', { body: input });
}

export function changeCustomer(customer: Customer, change: Partial<CustomerInput>): Promise<Customer> {
  return request('PATCH', `/customers/${customer.id}`, { body: change, version: customer.version });
}

export function deleteCustomer(id: string): Promise<null> {
  return request('DELETE', `/customers/${id}`);
}
