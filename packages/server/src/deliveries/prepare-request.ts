import { SECRET_MASK } from '../contract/index.ts';
import type { UrlDestination } from '../contract/index.ts';
import { maskHeaders } from '../masking/mask-headers.ts';
import { authorizationHeader } from '../outbound/auth-header.ts';
import { checkHeader } from '../outbound/header-rules.ts';
import type { OauthClient } from '../outbound/oauth-tokens.ts';
import type { OutboundRequest } from '../outbound/outbound-result.ts';
import { signWebhook } from '../outbound/signing.ts';
import { appendQuery, checkRenderedUrl } from '../outbound/target-url.ts';
import type { RenderedDelivery, RenderedTarget } from './delivery-store.ts';
import type { OpenedSecrets } from './open-secrets.ts';

export interface RequestParts {
  deliveryId: string;
  destination: UrlDestination;
  rendered: Pick<RenderedDelivery, 'body' | 'contentType' | 'query'>;
  target: RenderedTarget;
  secrets: OpenedSecrets;
  /** When this try is made, UTC milliseconds. */
  now: number;
  userAgent: string;
}

/** A request and its headers as they may be shown; or, for a person, what keeps it from being sent, now and on every later try. */
export type PreparedRequest =
  | {
      ok: true;
      request: OutboundRequest;
      shownHeaders: [string, string][];
      /** Set when the request goes with a bearer token that is fetched with it. */
      oauth?: OauthClient | undefined;
    }
  | { ok: false; message: string };

/**
 * Puts one try together. `webhook-id` is the delivery's id on every try, `webhook-timestamp` this try's time, `webhook-signature` (Standard
 * Webhooks 1.0.0) is over the rendered bytes as they are sent. A GET has no body: a body that was rendered is not sent, and the empty string
 * is signed, as it is for format `query`, whose fields go into the URL. Id and timestamp are sent unsigned too, for receivers that tell repeats apart by them.
 *
 * The destination's own headers win over `content-type` and `user-agent`; its authentication wins over its own `authorization`.
 */
export function prepareRequest(parts: RequestParts): PreparedRequest {
  const { destination, rendered, target, secrets } = parts;
  const url = appendQuery(target.url, rendered.query);
  const checked = checkRenderedUrl(destination.url, url);
  if (!checked.ok) return checked;
  const own = [...target.headers, ...secrets.headers];
  for (const [name, value] of own) {
    const message = checkHeader(name, value);
    if (message !== null) return { ok: false, message };
  }
  const authorization = secrets.auth === null ? null : authorizationHeader(secrets.auth);
  if (authorization?.ok === false) return authorization;
  if (destination.sign && secrets.signing.length === 0) {
    return { ok: false, message: 'The trigger has no signing secret: rotate its secret, or switch signing off.' };
  }
  const body = target.method === 'GET' || rendered.body.length === 0 ? null : rendered.body;
  const headers = new HeaderList();
  if (body !== null && rendered.contentType !== '') headers.set('content-type', rendered.contentType);
  headers.set('user-agent', parts.userAgent);
  for (const name of new Set(own.map(([header]) => header.toLowerCase()))) headers.remove(name);
  for (const [name, value] of own) headers.add(name, value);
  if (authorization !== null) headers.set('authorization', authorization.value);
  if (secrets.oauth !== undefined) headers.remove('authorization');
  for (const [name, value] of listWebhookHeaders(parts, body)) headers.set(name, value);
  const request = { method: target.method, url, headers: headers.entries, body };
  const { oauth } = secrets;
  const shown: [string, string][] = oauth === undefined ? [] : [['authorization', SECRET_MASK]];
  return { ok: true, request, shownHeaders: [...hideSecrets(headers.entries, secrets), ...shown], oauth };
}

function listWebhookHeaders(
  { deliveryId, destination, secrets, now }: RequestParts,
  body: Uint8Array | null,
): [string, string][] {
  const timestamp = Math.floor(now / 1000);
  const headers: [string, string][] = [
    ['webhook-id', deliveryId],
    ['webhook-timestamp', String(timestamp)],
  ];
  if (!destination.sign) return headers;
  const signature = signWebhook({
    id: deliveryId,
    timestamp,
    body: body ?? new Uint8Array(),
    secrets: secrets.signing,
  });
  return [...headers, ['webhook-signature', signature]];
}

/** What is marked secret is hidden whatever its name, and the rest by its name. */
function hideSecrets(headers: readonly [string, string][], secrets: OpenedSecrets): [string, string][] {
  const secretNames = new Set(secrets.headers.map(([name]) => name.toLowerCase()));
  const hidden = headers.map(([name, value]): [string, string] =>
    secretNames.has(name.toLowerCase()) ? [name, SECRET_MASK] : [name, value],
  );
  return maskHeaders(hidden);
}

/** Headers in order; names compare without case. */
class HeaderList {
  entries: [string, string][] = [];

  add(name: string, value: string): void {
    this.entries.push([name, value]);
  }

  remove(name: string): void {
    this.entries = this.entries.filter(([kept]) => kept.toLowerCase() !== name.toLowerCase());
  }

  set(name: string, value: string): void {
    this.remove(name);
    this.add(name, value);
  }
}
