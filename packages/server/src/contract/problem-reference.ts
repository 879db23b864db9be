import type { ProblemCode } from './problem.ts';

export interface ProblemReference {
  /** What answers carry as `title`. */
  title: string;
  /** When it is answered. */
  meaning: string;
  /** What the caller does about it. */
  fix: string;
}

/** What each problem code means. `docs/PROBLEMS.md` and the page `/docs/problems`, where `type` points, are made from it. */
export const PROBLEM_REFERENCE: Readonly<Record<ProblemCode, ProblemReference>> = {
  'invalid-json': {
    title: 'The body is not JSON',
    meaning: 'The body of the request cannot be read as JSON; the detail names line and column.',
    fix: 'Send well-formed JSON in UTF-8. A comma after the last item, single quotes and comments are not JSON.',
  },
  'invalid-request': {
    title: 'The request is not valid',
    meaning: 'A field, a query parameter or a header has a value that is not taken, or a name that is not known.',
    fix: 'Go through `errors`: each names a place by its JSON path, and says what to put there.',
  },
  'invalid-cursor': {
    title: 'The cursor is not valid',
    meaning: 'The cursor comes from another list, or was changed on its way.',
    fix: 'Ask for the first page without a cursor, then pass each `nextCursor` on as it is.',
  },
  'unreadable-payload': {
    title: 'The payload cannot be read',
    meaning: 'The body of an event is not a JSON object in UTF-8, or is nested deeper than 64 levels.',
    fix: 'Send the event as a JSON object; the detail says where reading ended.',
  },
  'unknown-envelope': {
    title: 'The event is in no known envelope',
    meaning: 'The JSON is well formed, but it is neither a Postmap, nor a Sublytics, nor a CloudEvents envelope.',
    fix: 'Send at least `{ "type": "order.shipped", "data": { … } }`.',
  },
  unauthenticated: {
    title: 'Sign in, or send a key',
    meaning: 'The request has no credential, or a key that is not known.',
    fix: 'Send `Authorization: Bearer <key>`, or open a sign-in link. A key that was deleted does not come back: make a new one.',
  },
  'sign-in-expired': {
    title: 'The sign-in is over',
    meaning: 'A sign-in lasts seven days, a sign-in link ten minutes and for one use.',
    fix: 'Make a new link with `postmap sign-in` on the machine of the server.',
  },
  forbidden: {
    title: 'Not allowed',
    meaning: 'The key or sign-in has a role that may not do this; the detail names the role that may.',
    fix: 'Use a key of that role.',
  },
  'origin-refused': {
    title: 'The request came from another site',
    meaning: 'A signed-in browser may change things only from a page of this server.',
    fix: 'Programs send a key instead of the cookie. Behind a proxy, set `POSTMAP_PUBLIC_URL` to the address that people use.',
  },
  'host-refused': {
    title: 'The host name is not known',
    meaning:
      'The `Host` header names neither this machine nor the address that was set, as in an attack by DNS rebinding.',
    fix: 'Set `POSTMAP_PUBLIC_URL` to the address that people use.',
  },
  'feed-disabled': {
    title: 'The feed is switched off',
    meaning: 'The feed takes no events until it is switched on. Nothing was kept.',
    fix: 'Switch the feed on in Settings › Feeds, then send the event again.',
  },
  'not-found': {
    title: 'Not found',
    meaning: 'There is no such path, or nothing has this id; it may have been deleted.',
    fix: 'Check the path and the id. Ids begin with what they name: `cus_`, `tpl_`, `trg_`, `evt_`, `dlv_`.',
  },
  'method-not-allowed': {
    title: 'Method not allowed',
    meaning: 'The path exists, but does not take this method.',
    fix: 'Use a method that the `Allow` header names.',
  },
  'event-id-reused': {
    title: 'The event id was used for another event',
    meaning: 'An event with this id came before from the same source, with other bytes. It was kept; this one was not.',
    fix: 'Give every event an id of its own. To send the same event again, send the same bytes.',
  },
  'has-dependants': {
    title: 'It is still in use',
    meaning: 'Other things use what was to be deleted or renamed; the detail names them.',
    fix: 'Delete or change those first.',
  },
  'name-taken': {
    title: 'The name is taken',
    meaning: 'Another thing of the same kind has this name, or this external id.',
    fix: 'Choose another one.',
  },
  'not-possible-now': {
    title: 'Not possible now',
    meaning:
      'The state of the thing does not allow it: a delivery that has succeeded cannot be cancelled, a trigger without a template cannot be activated.',
    fix: 'The detail says what is in the way, and what to do first.',
  },
  'cases-failed': {
    title: 'Cases fail',
    meaning:
      'The draft was not published, because cases of the template fail on it; `errors` has each with what is wrong.',
    fix: 'Mend the template or its cases, or publish with `"force": true`.',
  },
  'not-tested': {
    title: 'Not tested yet',
    meaning: 'The trigger has had no successful test of this revision and destination.',
    fix: 'Send a test that succeeds, or activate with `"force": true`.',
  },
  'version-conflict': {
    title: 'It was changed meanwhile',
    meaning: 'The thing has another version than `If-Match` names: somebody changed it since it was read.',
    fix: 'Read it again, and repeat the change on what it is now.',
  },
  'too-large': {
    title: 'Too large',
    meaning: 'The body is larger than what the path takes: 1 MB, and for a batch of events 8 MB or 1,000 lines.',
    fix: 'Send less at once.',
  },
  'too-slow': {
    title: 'Too slow',
    meaning: 'The headers did not arrive within 10 seconds, or the whole request within 30.',
    fix: 'Send the request again over a connection that keeps up.',
  },
  'headers-too-large': {
    title: 'The headers are too large',
    meaning: 'The headers of the request are larger than 16 KB together.',
    fix: 'Send fewer or shorter headers.',
  },
  'unsupported-media-type': {
    title: 'Unsupported media type',
    meaning: 'The `Content-Type` of the request is not JSON.',
    fix: 'Send JSON with `Content-Type: application/json`.',
  },
  'invalid-template': {
    title: 'The template has errors',
    meaning: 'A template or an expression does not compile; `errors` gives each place with its line.',
    fix: 'Mend what the messages name. A draft may have errors; a revision may not.',
  },
  'too-many-requests': {
    title: 'Too many requests',
    meaning: 'Too many wrong keys came from this address, or too many streams are open.',
    fix: 'Wait as long as `Retry-After` says.',
  },
  'internal-error': {
    title: 'Something went wrong',
    meaning: 'Postmap failed on this request. The detail has an id under which the log has the reason.',
    fix: 'Look the id up in the log of the server. An event without a 2xx was not kept: send it again.',
  },
  'storage-unavailable': {
    title: 'Storage is not available',
    meaning: 'The disk is full or cannot be written. Nothing was kept.',
    fix: 'Make room on the disk, then send the request again; `Retry-After` says when to try.',
  },
  'rendering-unavailable': {
    title: 'Rendering is not available',
    meaning: 'No render process could be started, which says nothing about the template.',
    fix: 'Try again; when it lasts, look at the memory of the machine and at the log of the server.',
  },
  'shutting-down': {
    title: 'The server is stopping',
    meaning: 'Postmap is ending its work and opens no new stream.',
    fix: 'Connect again in a few seconds.',
  },
};

/** The `type` of a problem: a path of the server itself, where the code is explained. */
export function problemType(code: ProblemCode): string {
  return `/docs/problems#${code}`;
}
