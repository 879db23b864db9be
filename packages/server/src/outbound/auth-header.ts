/** Authentication of a url destination by what it holds itself, its secrets opened. */
export type OpenedAuth =
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | { readonly kind: 'bearer'; readonly token: string };

/** The value of an `Authorization` header, or one sentence with the fix that never repeats a secret. */
export type AuthorizationVerdict =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly message: string };

/** RFC 6750 §2.1 `b64token`. */
const BEARER_TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;

/** Makes the `Authorization` value: Basic with UTF-8 as RFC 7617 §2.1 asks, or Bearer as RFC 6750 §2.1. */
export function authorizationHeader(auth: OpenedAuth): AuthorizationVerdict {
  return auth.kind === 'basic' ? basic(auth.username, auth.password) : bearer(auth.token);
}

function basic(username: string, password: string): AuthorizationVerdict {
  if (username.includes(':')) {
    return refuse('The user name of basic authentication has a colon, which RFC 7617 does not allow: remove it.');
  }
  if (/\p{Cc}/u.test(username) || /\p{Cc}/u.test(password)) {
    return refuse('The user name or password has a control character, such as a line break: type it again without it.');
  }
  if (!username.isWellFormed() || !password.isWellFormed()) {
    return refuse('The user name or password is not valid Unicode text: type it again.');
  }
  return { ok: true, value: `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}` };
}

function bearer(token: string): AuthorizationVerdict {
  if (BEARER_TOKEN.test(token)) return { ok: true, value: `Bearer ${token}` };
  const hint = /^bearer\s/i.test(token) ? 'leave out the word "Bearer"' : 'paste it again without spaces or quotes';
  return refuse(`The bearer token may hold letters, digits and - . _ ~ + / only, then =: ${hint}.`);
}

function refuse(message: string): AuthorizationVerdict {
  return { ok: false, message };
}
