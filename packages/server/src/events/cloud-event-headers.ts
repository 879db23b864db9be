import { ProblemError } from '../http/problem-error.ts';

/** The context attributes of a CloudEvents event, by name without `ce-`. */
export type CloudEventAttributes = Readonly<Record<string, string>>;

const PREFIX = 'ce-';

/**
 * The attributes of an event in CloudEvents' binary mode, read from its headers; null when the request is in no such mode: it has no
 * `ce-specversion`, or its content type says that the whole event is in the body.
 * CloudEvents HTTP binding 1.0.2, sections 3.1 and 3.1.3.2: values may be quoted, and are percent-encoded UTF-8.
 *
 * @throws {ProblemError} `unknown-envelope` for batched mode and for a value that cannot be decoded, `unsupported-media-type` for data
 * that is not JSON
 */
export function readCloudEventHeaders(headers: Iterable<readonly [string, string]>): CloudEventAttributes | null {
  const byName = new Map([...headers].map(([name, value]) => [name.toLowerCase(), value]));
  const contentType = byName.get('content-type')?.trim() ?? '';
  if (/^application\/cloudevents-batch/i.test(contentType)) {
    throw new ProblemError(
      'unknown-envelope',
      'CloudEvents batches are not taken: post each event as a line of its own to /api/v1/events/batch.',
    );
  }
  if (/^application\/cloudevents/i.test(contentType) || !byName.has(`${PREFIX}specversion`)) return null;
  if (contentType !== '' && !/^[\w.+-]+\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType)) {
    throw new ProblemError(
      'unsupported-media-type',
      `The event's data came as ${JSON.stringify(contentType)}: send JSON, which templates can read.`,
    );
  }
  const attributes = [...byName].filter(([name]) => name.startsWith(PREFIX));
  return Object.fromEntries(attributes.map(([name, value]) => [name.slice(PREFIX.length), decodeValue(name, value)]));
}

function decodeValue(name: string, value: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(value.trim())?.[1];
  const text = quoted === undefined ? value.trim() : quoted.replace(/\\(.)/g, '$1');
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw new ProblemError(
      'unknown-envelope',
      `The header ${name} is not percent-encoded UTF-8: write a percent sign as %25.`,
      [{ path: name, message: 'Use percent-encoded UTF-8.' }],
    );
  }
}
