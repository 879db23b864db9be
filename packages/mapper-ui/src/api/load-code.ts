import { hasCode } from './api-error.ts';
import { request } from './client.ts';

/**
 * What `load` imports. Throws `ApiError` with code `unreachable` where the server is away: the router answers a file that cannot be
 * fetched by loading the whole page anew, which is right after a release, and without a server ends at the browser's own error page.
 */
export async function loadCode<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    await request('GET', '/session');
    throw error;
  }
}

/** Loads the page anew; nothing happens while the server is away, which the shell's banner tells. */
export async function reloadOnceReachable(): Promise<void> {
  try {
    await request('GET', '/session');
  } catch (error) {
    if (hasCode(error, 'unreachable')) return;
  }
  location.reload();
}
