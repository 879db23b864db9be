import type { About, Settings, SettingsInput, TestMail } from '@postmap/server/contract';
import { queryOptions } from '@tanstack/react-query';
import { request } from './client.ts';

export const settingsQuery = () =>
  queryOptions({ queryKey: ['settings'], queryFn: ({ signal }) => request<Settings>('GET', '/settings', { signal }) });

export function changeSettings(settings: Settings, change: Partial<SettingsInput>): Promise<Settings> {
  return request('PATCH', '/settings', { body: change, version: settings.version });
}

/** Really sends; the answer says how it went. */
export function sendTestMail(to: string): Promise<TestMail> {
  return request('POST', '/settings/smtp/test', { body: { to } });
}

export const aboutQuery = () =>
  queryOptions({ queryKey: ['about'], queryFn: ({ signal }) => request<About>('GET', '/about', { signal }) });
