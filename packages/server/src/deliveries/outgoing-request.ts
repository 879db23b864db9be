import type { UrlDestination } from '../contract/index.ts';
import { listHiddenValues } from '../masking/mask-headers.ts';
import { maskUrl } from '../masking/mask-text.ts';
import type { HttpClient } from '../outbound/http-client.ts';
import type { OauthTokens } from '../outbound/oauth-tokens.ts';
import { sendWithToken } from '../outbound/send-with-token.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import { SecretError } from '../secrets/secret-box.ts';
import type { TriggerRecord } from '../triggers/trigger-record.ts';
import type { RenderedDelivery } from './delivery-store.ts';
import { openSecrets } from './open-secrets.ts';
import { refuseTry } from './outgoing.ts';
import type { PreparedTry } from './outgoing.ts';
import { prepareRequest } from './prepare-request.ts';
import type { PreparedRequest } from './prepare-request.ts';
import { describeFinish, readOutcome } from './record-attempt.ts';

export interface OutgoingRequestDeps {
  http: Pick<HttpClient, 'send'>;
  tokens: OauthTokens;
  secretBox: Pick<SecretBox, 'open'>;
  now: () => number;
  userAgent: string;
}

/** Makes one try of a delivery to a URL. */
export function prepareOutgoingRequest(
  deps: OutgoingRequestDeps,
  deliveryId: string,
  { trigger, destination }: { trigger: TriggerRecord; destination: UrlDestination },
  rendered: RenderedDelivery,
): PreparedTry {
  const prepared = prepare(deps, deliveryId, trigger, destination, rendered);
  if (!prepared.ok) return refuseTry(prepared.message);
  const { request, shownHeaders, oauth } = prepared;
  const timeoutMs = destination.timeoutSeconds * 1000;
  const hidden = listHiddenValues(request.headers, shownHeaders);
  return {
    ok: true,
    outgoing: {
      shown: { method: request.method, url: maskUrl(request.url), requestHeaders: shownHeaders },
      timeoutMs,
      async send(signal) {
        const limits = { timeoutMs, signal };
        const { result, usedTokens } =
          oauth === undefined
            ? { result: await deps.http.send(request, limits), usedTokens: [] }
            : await sendWithToken(deps, request, oauth, limits);
        return {
          outcome: readOutcome(result, signal.aborted),
          describe: (finishedAt) => describeFinish(result, finishedAt, [...hidden, ...usedTokens]),
        };
      },
    },
  };
}

function prepare(
  { secretBox, now, userAgent }: OutgoingRequestDeps,
  deliveryId: string,
  trigger: TriggerRecord,
  destination: UrlDestination,
  rendered: RenderedDelivery,
): PreparedRequest {
  const at = now();
  try {
    const secrets = openSecrets(trigger, destination, secretBox, at);
    return prepareRequest({ deliveryId, destination, rendered, target: rendered.target, secrets, now: at, userAgent });
  } catch (error) {
    if (error instanceof SecretError) return { ok: false, message: error.message };
    throw error;
  }
}
