import { describe, expect, test } from 'vitest';
import { describeFailure, describeResult } from './failure-words.ts';
import type { FailureCause, OutboundResult } from './outbound-result.ts';

const host = 'hooks.acme.example';

const failures: [FailureCause, string][] = [
  [
    { code: 'address-refused', host: '10.0.0.5', address: '10.0.0.5', reason: 'private' },
    'The address 10.0.0.5 is private; allow it in Settings › Networks or with POSTMAP_ALLOW_NETWORKS',
  ],
  [
    { code: 'address-refused', host, address: '127.0.0.1', reason: 'loopback' },
    'The address 127.0.0.1 of hooks.acme.example is loopback; allow it in Settings › Networks or with POSTMAP_ALLOW_NETWORKS',
  ],
  [
    { code: 'address-refused', host: '127.0.0.1', address: '127.0.0.1', reason: "Postmap's own" },
    "The address 127.0.0.1 is Postmap's own; only its /inbox/ can be a target",
  ],
  [{ code: 'dns', host, systemCode: 'ENOTFOUND' }, 'The host name hooks.acme.example does not exist'],
  [{ code: 'dns', host, systemCode: 'ENODATA' }, 'The host name hooks.acme.example has no address'],
  [
    { code: 'dns', host, systemCode: 'EAI_AGAIN' },
    'The host name hooks.acme.example could not be looked up (EAI_AGAIN)',
  ],
  [
    { code: 'connect', host, port: 8080, systemCode: 'ECONNREFUSED' },
    'hooks.acme.example, port 8080, refused the connection; nothing listens there',
  ],
  [
    { code: 'connect', host, port: 443, systemCode: 'EACCES' },
    'hooks.acme.example, port 443, could not be connected to (EACCES)',
  ],
  [
    { code: 'tls', host, systemCode: 'CERT_HAS_EXPIRED', detail: '' },
    'No secure connection to hooks.acme.example: its certificate has expired',
  ],
  [
    { code: 'tls', host, systemCode: 'ERR_SSL_X', detail: 'some alert' },
    'No secure connection to hooks.acme.example: some alert',
  ],
  [
    { code: 'timeout', host, phase: 'connect', timeoutMs: 10_000 },
    'Connecting to hooks.acme.example timed out after 10.0 s',
  ],
  [
    { code: 'timeout', host, phase: 'answer', timeoutMs: 30_000 },
    'hooks.acme.example took the connection but did not answer within 30.0 s',
  ],
  [
    { code: 'timeout', host, phase: 'body', timeoutMs: 1500 },
    'hooks.acme.example began its answer but did not finish it within 1.5 s',
  ],
  [
    { code: 'reset', phase: 'answer' },
    'The endpoint closed the connection without an answer; it may have taken the request',
  ],
  [{ code: 'reset', phase: 'body' }, 'The endpoint closed the connection in the middle of its answer'],
  [{ code: 'invalid-request', message: 'The URL is empty.' }, 'The URL is empty'],
  [{ code: 'aborted' }, 'The request was stopped by Postmap before an answer came'],
  [{ code: 'protocol', detail: 'bad' }, "The endpoint's answer is not valid HTTP: bad"],
];

const answer = (status: number, headers: [string, string][] = []): OutboundResult => ({
  kind: 'response',
  status,
  headers,
  body: new Uint8Array(),
  truncated: false,
  durationMs: 1,
  remoteAddress: '127.0.0.1',
});

describe('describeFailure', () => {
  test.each(failures)('%j → %s', (cause, sentence) => expect(describeFailure(cause)).toBe(sentence));
});

describe('describeResult', () => {
  test.each([
    [answer(200), 'The endpoint answered 200 OK'],
    [answer(503), 'The endpoint answered 503 Service Unavailable'],
    [answer(599), 'The endpoint answered 599'],
    [answer(304), 'The endpoint answered 304 Not Modified'],
    [
      answer(302, [['Location', 'https://b.example/x?token=secret#y']]),
      'The endpoint answered 302 Found to https://b.example/x; Postmap does not follow redirects: set the final URL',
    ],
    [answer(307), 'The endpoint answered 307 Temporary Redirect; Postmap does not follow redirects: set the final URL'],
    [{ kind: 'failure', code: 'dns', message: 'as it is', durationMs: 1 } as const, 'as it is'],
  ])('%#: %s', (result, sentence) => expect(describeResult(result)).toBe(sentence));
});
