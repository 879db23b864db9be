import type { HttpClient, SendOptions } from './http-client.ts';
import type { OauthClient, OauthTokens } from './oauth-tokens.ts';
import type { OutboundRequest, OutboundResult } from './outbound-result.ts';

interface TokenSender {
  http: Pick<HttpClient, 'send'>;
  tokens: OauthTokens;
  /** UTC milliseconds. */
  now: () => number;
}

/** What a request came to; `usedTokens` are those that it was sent with, which must not be shown. */
export interface TokenSending {
  result: OutboundResult;
  usedTokens: string[];
}

/**
 * Sends a request with a bearer token. After a 401 the token is fetched anew and the request sent once more: the endpoint has taken nothing. All
 * of it shares the one deadline.
 */
export async function sendWithToken(
  { http, tokens, now }: TokenSender,
  request: OutboundRequest,
  client: OauthClient,
  { timeoutMs, ...limits }: SendOptions,
): Promise<TokenSending> {
  const startedAt = now();
  const left = (): SendOptions => ({ ...limits, timeoutMs: Math.max(1, startedAt + timeoutMs - now()) });

  async function sendOnce(): Promise<{ result: OutboundResult; token: string | null }> {
    const verdict = await tokens.get(client, left());
    if (!verdict.ok) {
      const code = limits.signal?.aborted === true ? 'aborted' : 'token';
      return { result: { kind: 'failure', code, message: verdict.message, durationMs: 0 }, token: null };
    }
    const others = request.headers.filter(([name]) => name.toLowerCase() !== 'authorization');
    const headers = [...others, ['authorization', `Bearer ${verdict.token}`] as const];
    return { result: await http.send({ ...request, headers }, left()), token: verdict.token };
  }

  const first = await sendOnce();
  const isRefused = first.result.kind === 'response' && first.result.status === 401;
  if (first.token !== null && isRefused) tokens.forget(client, first.token);
  const last = first.token !== null && isRefused ? await sendOnce() : first;
  return {
    result: { ...last.result, durationMs: now() - startedAt },
    usedTokens: [first.token, last.token].filter((token) => token !== null),
  };
}
