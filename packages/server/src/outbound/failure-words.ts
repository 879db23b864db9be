import { STATUS_CODES } from 'node:http';
import type { FailureCause, OutboundPhase, OutboundResult } from './outbound-result.ts';

/**
 * Puts a result into one plain sentence for the deliveries page, such as "The endpoint answered 503 Service
 * Unavailable". No final full stop; no header values, query strings or bodies.
 */
export function describeResult(result: OutboundResult): string {
  if (result.kind === 'failure') return result.message;
  const status = `${result.status} ${STATUS_CODES[result.status] ?? ''}`.trimEnd();
  if (result.status < 300 || result.status > 399 || result.status === 304) return `The endpoint answered ${status}`;
  const location = result.headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
  const target = location === undefined ? '' : ` to ${withoutQuery(location)}`;
  return `The endpoint answered ${status}${target}; Postmap does not follow redirects: set the final URL`;
}

/** Puts the cause of a failure into one plain sentence that names the host, and the fix where there is one. */
export function describeFailure(cause: FailureCause): string {
  // The last kind is left to stand after the switch: a new kind without words does not compile there.
  switch (cause.code) {
    case 'address-refused':
      return describeRefusal(cause);
    case 'dns':
      return describeLookup(cause.host, cause.systemCode);
    case 'connect':
      return describeConnect(cause.host, cause.port, cause.systemCode);
    case 'tls':
      return `No secure connection to ${cause.host}: ${TLS_WORDS[cause.systemCode] ?? cause.detail}`;
    case 'timeout':
      return describeTimeout(cause.host, cause.phase, formatSeconds(cause.timeoutMs));
    case 'reset':
      return cause.phase === 'body'
        ? 'The endpoint closed the connection in the middle of its answer'
        : 'The endpoint closed the connection without an answer; it may have taken the request';
    case 'invalid-request':
      return cause.message.replace(/\.$/, '');
    case 'aborted':
      return 'The request was stopped by Postmap before an answer came';
    case 'token':
      return cause.detail;
  }
  return `The endpoint's answer is not valid HTTP: ${cause.detail}`;
}

const HOW_TO_TRUST =
  'if it is yours, start Postmap with NODE_EXTRA_CA_CERTS=/path/to/its-authority.pem to trust who signed it';

const TLS_WORDS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: `its certificate is self-signed; ${HOW_TO_TRUST}`,
  SELF_SIGNED_CERT_IN_CHAIN: `its certificate chain ends in a self-signed certificate that is not trusted here; ${HOW_TO_TRUST}`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `its certificate chain is incomplete, or its issuer is not trusted here; ${HOW_TO_TRUST}`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: `the issuer of its certificate is not trusted here; ${HOW_TO_TRUST}`,
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name; use the name that it was made for',
  EPROTO: 'the port does not speak TLS',
  ERR_SSL_WRONG_VERSION_NUMBER: 'the port does not speak TLS',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'the port does not speak TLS',
  ECONNRESET: 'the endpoint closed the connection during the handshake',
};

const CONNECT_WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused the connection; nothing listens there',
  EHOSTUNREACH: 'cannot be reached from here',
  ENETUNREACH: 'cannot be reached from here',
  ECONNRESET: 'closed the connection at once',
};

function describeRefusal(cause: FailureCause & { code: 'address-refused' }): string {
  const via = cause.host === cause.address ? '' : ` of ${cause.host}`;
  return cause.reason === OWN_ADDRESS
    ? `The address ${cause.address}${via} is Postmap's own; only its /inbox/ can be a target`
    : `The address ${cause.address}${via} is ${cause.reason}; allow it in Settings › Networks or with POSTMAP_ALLOW_NETWORKS`;
}

/** The reason of a refusal that no allowed network can lift. */
export const OWN_ADDRESS = "Postmap's own";

function describeLookup(host: string, systemCode: string): string {
  if (systemCode === 'ENOTFOUND') return `The host name ${host} does not exist`;
  if (systemCode === 'ENODATA') return `The host name ${host} has no address`;
  return `The host name ${host} could not be looked up (${systemCode})`;
}

function describeConnect(host: string, port: number, systemCode: string): string {
  return `${host}, port ${port}, ${CONNECT_WORDS[systemCode] ?? `could not be connected to (${systemCode})`}`;
}

function describeTimeout(host: string, phase: OutboundPhase, seconds: string): string {
  if (phase === 'connect') return `Connecting to ${host} timed out after ${seconds}`;
  if (phase === 'answer') return `${host} took the connection but did not answer within ${seconds}`;
  return `${host} began its answer but did not finish it within ${seconds}`;
}

function formatSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** A redirect's query may carry tokens. */
function withoutQuery(location: string): string {
  const shown = location.replace(/[?#].*$/s, '');
  return shown.length > 200 ? `${shown.slice(0, 200)}…` : shown;
}
