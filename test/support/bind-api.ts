import { expect } from 'vitest';
import type { Answer, TestServer } from './test-server.ts';

export interface BoundApi {
  /** Calls as the admin; `path` is what follows `/api/v1`. */
  api: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  /** Posts what must be created; answers it. */
  make: (path: string, body: object) => Promise<Answer['body']>;
}

/** @param find the server, which need not have been started yet */
export function bindApi(find: () => TestServer): BoundApi {
  const api: BoundApi['api'] = (method, path, body, headers) =>
    find().send(method, `/api/v1${path}`, { body, ...(headers === undefined ? {} : { headers }) });
  return {
    api,
    async make(path, body) {
      const answer = await api('POST', path, body);
      expect(answer).toMatchObject({ status: 201 });
      return answer.body;
    },
  };
}
