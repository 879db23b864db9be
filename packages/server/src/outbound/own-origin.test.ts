import { expect, test } from 'vitest';
import { judgeOwnOrigin } from './own-origin.ts';

const own = 'http://127.0.0.1:8420';

test.each([
  ['http://127.0.0.1:8420/inbox/demo', 'inbox'],
  ['http://127.1:8420/inbox/demo?x=1#y', 'inbox'],
  ['http://127.0.0.1:8420/inbox/demo/more', 'inbox'],
  ['http://127.0.0.1:8420/inbox/a%20b', 'inbox'],
  ['http://127.0.0.1:8420/api/../inbox/demo', 'inbox'],
  ['http://127.0.0.1:8420/inbox', 'own'],
  ['http://127.0.0.1:8420/inbox/', 'own'],
  ['http://127.0.0.1:8420/', 'own'],
  ['http://127.0.0.1:8420/Inbox/demo', 'own'],
  ['http://127.0.0.1:8420//inbox/demo', 'own'],
  ['http://127.0.0.1:8420/inboxes/demo', 'own'],
  ['http://127.0.0.1:8420/inbox/../api/v1/events', 'own'],
  ['http://127.0.0.1:8420/inbox/%2e%2e/api', 'own'],
  ['http://127.0.0.1:8420/inbox/.%2E/api', 'own'],
  ['http://127.0.0.1:8420/inbox/..%2fapi', 'own'],
  ['http://127.0.0.1:8420/inbox/..%5capi', 'own'],
  ['http://127.0.0.1:8420/inbox/%252e%252e%252fapi', 'own'],
  ['http://127.0.0.1:8420/inbox/%00', 'own'],
  ['http://127.0.0.1:8420/inbox/%ff', 'own'],
  ['http://127.0.0.1:8421/inbox/demo', 'other'],
  ['http://localhost:8420/inbox/demo', 'other'],
  ['https://127.0.0.1:8420/inbox/demo', 'other'],
])('%s → %s', (url, verdict) => expect(judgeOwnOrigin(new URL(url), own)).toBe(verdict));

test('a server without an own origin has no exception', () => {
  expect(judgeOwnOrigin(new URL('http://127.0.0.1:8420/inbox/demo'), undefined)).toBe('other');
});
