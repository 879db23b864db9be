import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { HttpClient, SendOptions } from './http-client.ts';
import { describeResult } from './failure-words.ts';
import type { OutboundRequest, OutboundResponse } from './outbound-result.ts';

/** Client credentials, opened. */
export interface OauthClient {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope?: string | undefined;
}

/** A bearer token, or in one sentence why there is none; never with a secret. */
export type TokenVerdict =
  { readonly ok: true; readonly token: string } | { readonly ok: false; readonly message: string };

/** Fetches access tokens with client credentials and keeps them until they expire, in memory only. */
export interface OauthTokens {
  /** Those that ask at once share one request. Never rejects for what the token endpoint does. */
  get(client: OauthClient, limits: SendOptions): Promise<TokenVerdict>;
  /** Forgets a token that was refused. A newer one stays. */
  forget(client: OauthClient, token: string): void;
}

interface KeptToken {
  token: string;
  /** UTC milliseconds. */
  until: number;
}

/** For answers without `expires_in`, which RFC 6749 §5.1 only recommends. */
const DEFAULT_LIFE_SECONDS = 300;
/** A token that ends sooner than this could end on its way. */
const MARGIN_MS = 10_000;
const MOST_KEPT = 1_000;

/** RFC 6750 §2.1 `b64token`, but for tokens with other visible characters, which some servers give. */
const answerSchema = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]{1,16000}$/),
  token_type: z
    .string()
    .regex(/^bearer$/i)
    .optional(),
  expires_in: z.coerce.number().min(0).optional(),
});
const refusalSchema = z.object({ error: z.string(), error_description: z.string().optional() });

export function createOauthTokens({ http, now }: { http: Pick<HttpClient, 'send'>; now: () => number }): OauthTokens {
  const kept = new Map<string, KeptToken>();
  const underWay = new Map<string, Promise<TokenVerdict>>();

  async function fetchToken(name: string, client: OauthClient, limits: SendOptions): Promise<TokenVerdict> {
    const result = await http.send(writeTokenRequest(client), limits);
    if (result.kind === 'failure') return refuse(client, result.message);
    const verdict = readAnswer(client, result);
    if (!verdict.ok) return verdict;
    const until = now() + verdict.lifeSeconds * 1000 - MARGIN_MS;
    for (const [other, token] of kept) if (token.until <= now() || kept.size >= MOST_KEPT) kept.delete(other);
    if (until > now()) kept.set(name, { token: verdict.token, until });
    return { ok: true, token: verdict.token };
  }

  return {
    async get(client, limits) {
      const name = nameClient(client);
      const found = kept.get(name);
      if (found !== undefined && found.until > now()) return { ok: true, token: found.token };
      const shared = underWay.get(name) ?? fetchToken(name, client, limits).finally(() => underWay.delete(name));
      underWay.set(name, shared);
      return shared;
    },
    forget(client, token) {
      const name = nameClient(client);
      if (kept.get(name)?.token === token) kept.delete(name);
    },
  };
}

/** RFC 6749 §4.4.2, the client authenticated by §2.3.1: both parts form-encoded, then HTTP Basic. */
function writeTokenRequest({ tokenUrl, clientId, clientSecret, scope }: OauthClient): OutboundRequest {
  const credentials = `${formEncode(clientId)}:${formEncode(clientSecret)}`;
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...(scope === undefined ? {} : { scope }) });
  return {
    method: 'POST',
    url: tokenUrl,
    headers: [
      ['authorization', `Basic ${Buffer.from(credentials, 'utf8').toString('base64')}`],
      ['content-type', 'application/x-www-form-urlencoded'],
      ['accept', 'application/json'],
    ],
    body: new TextEncoder().encode(form.toString()),
  };
}

type Answer = { ok: true; token: string; lifeSeconds: number } | { ok: false; message: string };

function readAnswer(client: OauthClient, response: OutboundResponse): Answer {
  const body = parseJson(response.body);
  if (response.status !== 200) {
    const refusal = refusalSchema.safeParse(body);
    return refuse(client, refusal.success ? wordRefusal(response, refusal.data) : describeResult(response));
  }
  const answer = answerSchema.safeParse(body);
  if (answer.success) {
    const { access_token: token, expires_in: lifeSeconds = DEFAULT_LIFE_SECONDS } = answer.data;
    return { ok: true, token, lifeSeconds };
  }
  const field = answer.error.issues[0]?.path[0];
  return refuse(
    client,
    `its answer of 200 has no usable ${field === undefined ? 'JSON object' : `"${String(field)}"`}`,
  );
}

function wordRefusal(response: OutboundResponse, refusal: z.infer<typeof refusalSchema>): string {
  const more = refusal.error_description === undefined ? '' : `, ${clip(refusal.error_description)}`;
  const fix = refusal.error === 'invalid_client' ? '; check client id and secret' : '';
  return `${describeResult(response)} (${clip(refusal.error)}${more})${fix}`;
}

function refuse({ tokenUrl }: OauthClient, why: string): { ok: false; message: string } {
  const host = URL.parse(tokenUrl)?.host ?? 'the token URL';
  return { ok: false, message: `No access token from ${host}, so nothing was sent: ${why}` };
}

/** What a server says in an error, short and without what could break a line. */
function clip(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 200);
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

function formEncode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

function nameClient({ tokenUrl, clientId, clientSecret, scope }: OauthClient): string {
  return createHash('sha256')
    .update(JSON.stringify([tokenUrl, clientId, clientSecret, scope]))
    .digest('hex');
}
