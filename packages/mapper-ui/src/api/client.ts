import type { Page } from '@postmap/server/contract';
import { ApiError, isProblem } from './api-error.ts';
import { reportConnection } from './connection.ts';
import { reportMark } from './live-stream.ts';

type Query = Readonly<Record<string, string | number | undefined>>;

export interface RequestOptions {
  query?: Query;
  body?: unknown;
  /** The version the change is based on; the server refuses with 412 when the thing has changed since. */
  version?: number;
  signal?: AbortSignal;
}

/** GET, POST, PATCH and DELETE under /api/v1. `T` is the contract's type of the answer. Throws `ApiError`. */
export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(method, `/api/v1${path}${toQueryString(options.query)}`, options);
  reportConnection({ reachable: true });
  const mark = response.headers.get('postmap-changes');
  if (mark !== null) reportMark(mark);
  if (!response.ok) throw await readProblem(response);
  reportConnection({ signedIn: true });
  if (response.status === 204) return JSON.parse('null');
  return response.json();
}

/** Every item of a list, following its cursors. Meant for lists that people make by hand, not for deliveries. */
export async function requestAll<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    // Pages follow each other: each needs the cursor of the one before.
    // oxlint-disable-next-line no-await-in-loop
    const page: Page<T> = await request('GET', path, { query: { ...query, limit: 200, cursor }, signal });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}

async function send(method: string, url: string, options: RequestOptions): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' });
  if (options.body !== undefined) headers.set('content-type', 'application/json');
  if (options.version !== undefined) headers.set('if-match', `"${options.version}"`);
  const body = options.body === undefined ? undefined : JSON.stringify(options.body);
  try {
    return await fetch(url, { method, headers, body, signal: options.signal, credentials: 'same-origin' });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    reportConnection({ reachable: false });
    throw new ApiError({ status: 0, code: 'unreachable', detail: 'The server cannot be reached. Is it running?' });
  }
}

async function readProblem(response: Response): Promise<ApiError> {
  if (response.status === 401) reportConnection({ signedIn: false });
  const body = await readJson(response);
  if (isProblem(body)) return new ApiError(body);
  return new ApiError({
    status: response.status,
    code: 'unexpected-answer',
    detail: `The server answered ${response.status} ${response.statusText} without saying why.`,
  });
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function toQueryString(query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
