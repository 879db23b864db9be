/** One HTTP request, ready to be sent as it is. */
export interface OutboundRequest {
  /** RFC 9110 method, upper case. */
  readonly method: string;
  /** Absolute http or https URL; a fragment is not sent. */
  readonly url: string;
  /** In sending order; names may repeat. `host` and the framing headers are written by the client. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | null;
}

/** An answer of any status; redirects are answers too, never followed. */
export interface OutboundResponse {
  readonly kind: 'response';
  readonly status: number;
  /** As received: names keep their case and may repeat, values are decoded as Latin-1. */
  readonly headers: [string, string][];
  /** The first bytes, up to the cap, as received: a `content-encoding` is not undone. */
  readonly body: Uint8Array;
  /** Whether the answer went on beyond `body`. */
  readonly truncated: boolean;
  /** From the call to the last byte taken. */
  readonly durationMs: number;
  /** The address that answered; it was checked before and after dialling. */
  readonly remoteAddress: string;
}

/** No answer, or no whole answer. */
export interface OutboundFailure {
  readonly kind: 'failure';
  readonly code: FailureCode;
  /** One plain sentence for the deliveries page; without secrets, without a final full stop. */
  readonly message: string;
  readonly durationMs: number;
}

/** What one request came to. */
export type OutboundResult = OutboundResponse | OutboundFailure;

/** Why there is no answer; `timeout` and `reset` leave open whether the receiver has taken the request. */
export type FailureCode = FailureCause['code'];

/** What is known of a failure, from which `failure-words.ts` makes its sentence. */
export type FailureCause =
  | { readonly code: 'address-refused'; readonly host: string; readonly address: string; readonly reason: string }
  | { readonly code: 'dns'; readonly host: string; readonly systemCode: string }
  | { readonly code: 'connect'; readonly host: string; readonly port: number; readonly systemCode: string }
  | { readonly code: 'tls'; readonly host: string; readonly systemCode: string; readonly detail: string }
  | { readonly code: 'timeout'; readonly host: string; readonly phase: OutboundPhase; readonly timeoutMs: number }
  | { readonly code: 'reset'; readonly phase: OutboundPhase }
  | { readonly code: 'invalid-request'; readonly message: string }
  | { readonly code: 'aborted' }
  /** No access token could be had; nothing was sent. */
  | { readonly code: 'token'; readonly detail: string }
  | { readonly code: 'protocol'; readonly detail: string };

/** How far a request got: resolving and connecting, waiting for the answer's head, or reading its body. */
export type OutboundPhase = 'connect' | 'answer' | 'body';
