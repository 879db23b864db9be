import { parsePayload, PayloadError } from '@postmap/engine';
import type { Diagnostic } from '@postmap/engine';
import { ProblemError } from '../http/problem-error.ts';
import { createMessageMask } from '../masking/mask-message.ts';
import type { CloudEventAttributes } from './cloud-event-headers.ts';
import { recogniseBinary } from './recognise-cloud-event.ts';
import { recogniseEnvelope } from './recognise-envelope.ts';
import type { RecognisedEvent } from './recognised-event.ts';

/** Bytes, of an event as it arrives. */
export const MAX_EVENT_BYTES = 1_048_576;

export interface ReadEvent {
  text: string;
  payload: unknown;
  event: RecognisedEvent;
  warnings: string[];
}

/**
 * An event's bytes as what they say. With `cloudEvent`, the attributes that came as headers, the bytes are its data and the payload.
 *
 * Throws ProblemError: `too-large`, `unreadable-payload`, `invalid-json`, `unknown-envelope`.
 */
export function readEvent(body: Uint8Array, cloudEvent: CloudEventAttributes | null): ReadEvent {
  if (body.byteLength > MAX_EVENT_BYTES) {
    throw new ProblemError(
      'too-large',
      `The event is ${body.byteLength} bytes; at most ${MAX_EVENT_BYTES} (1 MB) are taken.`,
    );
  }
  const text = decodeText(body);
  const { payload, diagnostics } = parseText(text);
  const recognition = cloudEvent === null ? recogniseEnvelope(payload) : recogniseBinary(cloudEvent);
  if (recognition.kind === 'unknown-envelope') {
    throw new ProblemError(
      'unknown-envelope',
      recognition.message,
      recognition.errors.length === 0 ? undefined : recognition.errors,
    );
  }
  return { text, payload, event: recognition.event, warnings: describeReading(text, diagnostics) };
}

/** Warnings are shown and kept beside the event, so they quote nothing that its views hide. */
function describeReading(text: string, diagnostics: readonly Diagnostic[]): string[] {
  if (diagnostics.length === 0) return [];
  const mask = createMessageMask(text);
  return diagnostics.map(({ message }) => mask(message));
}

function decodeText(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ProblemError('unreadable-payload', 'The body is not UTF-8: send JSON encoded as UTF-8.');
  }
}

function parseText(text: string): ReturnType<typeof parsePayload> {
  try {
    return parsePayload(text);
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error;
    const code = error.code === 'invalid-json' ? 'invalid-json' : 'unreadable-payload';
    throw new ProblemError(code, `The body cannot be read: ${error.message}.`);
  }
}
