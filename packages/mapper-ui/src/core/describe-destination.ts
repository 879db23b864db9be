import type { Destination } from '@postmap/server/contract';

/** A destination on one line: method and URL, or `EMAIL` and whom it goes to. */
export function describeDestination(destination: Destination): string {
  return destination.kind === 'url'
    ? `${destination.method} ${destination.url}`
    : `EMAIL ${[...destination.to, ...destination.cc, ...destination.bcc].join(', ')}`;
}

/** Whom it reaches, in a few words: host and path, or the first recipient. */
export function nameDestination(destination: Destination): string {
  if (destination.kind === 'url') return destination.url.replace(/^https?:\/\//i, '');
  const more = destination.to.length + destination.cc.length + destination.bcc.length - 1;
  return `${destination.to[0] ?? ''}${more > 0 ? ` + ${more}` : ''}`;
}
