/** How a URL relates to the server that would send to it. */
export type OwnOriginVerdict = 'other' | 'inbox' | 'own';

/**
 * Says whether a URL leads to the server's own inbox, the one loopback target that is let through by default, or to
 * another of its paths, which is always refused: a delivery must not reach the API that made it.
 *
 * Percent-encoded slashes, backslashes and dot segments that a router might decode make a path `own`, not `inbox`.
 *
 * @param ownOrigin scheme, host and port that the server is reached at; undefined when it has none
 */
export function judgeOwnOrigin(url: URL, ownOrigin: string | undefined): OwnOriginVerdict {
  if (ownOrigin === undefined || url.origin !== new URL(ownOrigin).origin) return 'other';
  const [empty, folder, ...segments] = url.pathname.split('/');
  const inside = empty === '' && folder === 'inbox' && segments[0] !== undefined && segments[0] !== '';
  return inside && segments.every(isPlainSegment) ? 'inbox' : 'own';
}

function isPlainSegment(segment: string): boolean {
  try {
    const decoded = decodeURIComponent(segment);
    // A second round of decoding, which some routers do, must find nothing either.
    return decoded !== '.' && decoded !== '..' && !/[/\\\p{Cc}]|%(?:2f|5c|2e)/iu.test(decoded);
  } catch {
    return false;
  }
}
