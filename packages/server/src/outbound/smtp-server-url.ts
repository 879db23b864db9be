/** A mail server that takes Postmap's emails. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (`smtps`); otherwise STARTTLS where the server offers it. */
  readonly secure: boolean;
  /** Nothing is sent to a server that does not offer STARTTLS. */
  readonly requireStartTls?: boolean;
  readonly auth: { readonly user: string; readonly password: string } | undefined;
}

/**
 * Reads `smtp://user:password@host:587` or `smtps://…`; the ports are 587 and 465 unless said. `smtp://host?starttls=required` sends nothing
 * without TLS.
 *
 * @throws {RangeError} with the fix; it never repeats the value, which may hold a password
 */
export function parseSmtpUrl(text: string): SmtpServer {
  const url = URL.parse(text.trim());
  if (url === null || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || url.hostname === '') {
    throw new RangeError('Use smtp://user:password@mail.example.com:587, or smtps:// for TLS from the start');
  }
  const requireStartTls = url.search === '?starttls=required';
  if (requireStartTls && url.protocol === 'smtps:') {
    throw new RangeError('Leave out ?starttls=required: smtps:// is TLS from the start');
  }
  if (!/^\/?$/.test(url.pathname) || (url.search !== '' && !requireStartTls) || url.hash !== '') {
    throw new RangeError(
      'Leave out what follows the host and port, except ?starttls=required; percent-encode / ? # @ and : in the user name and password',
    );
  }
  if ((url.username === '') !== (url.password === '')) {
    throw new RangeError('Give both a user name and a password, or neither');
  }
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replaceAll(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ...(requireStartTls ? { requireStartTls } : {}),
    auth: url.username === '' ? undefined : { user: decode(url.username), password: decode(url.password) },
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new RangeError('Percent-encode the user name and password: % itself is %25', { cause });
  }
}

/** Where it is, without credentials, as attempts show it. */
export function showSmtpServer({ host, port, secure }: Pick<SmtpServer, 'host' | 'port' | 'secure'>): string {
  return `${secure ? 'smtps' : 'smtp'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
